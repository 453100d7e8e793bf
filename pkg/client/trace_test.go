package client

import (
	"bytes"
	"context"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/api"
)

func traceTo(b *bytes.Buffer) func(*Options) { return func(o *Options) { o.Trace = b } }

const (
	chosenPass    = "Chosen+Admin'Pass"
	generatedPass = "PeoQfDRfD3Ue" // the recording's
)

// A trace can be put into a bug report: no password, key, token or adminPass is in it, and the rest is.
func TestTraceHidesSecrets(t *testing.T) {
	t.Parallel()
	var trace bytes.Buffer
	f := &fakeCloud{handle: fromNova(t, "server-create")}
	c := f.newClient(t, traceTo(&trace))
	created, err := c.CreateServer(context.Background(), api.ServerCreate{Name: "it's web", ImageRef: "i", FlavorRef: "2", AdminPass: chosenPass,
		Personality: []api.File{{Path: "/etc/motd", Contents: "aGVsbG8="}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Logout(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{testPassword, testToken, chosenPass, generatedPass} {
		if strings.Contains(trace.String(), secret) {
			t.Errorf("%q is in the trace:\n%s", secret, trace.String())
		}
	}
	for _, want := range []string{
		"curl -g -i -X POST '" + testAuthURL + "/tokens'",
		"curl -g -i -X POST '" + testEndpoint + "/servers'",
		`-H "X-Auth-Token: $OS_TOKEN"`,
		`"passwordCredentials":{"username":"demo","password":"***"}`,
		`"personality":[{"path":"/etc/motd","contents":"***"}]`,
		"# HTTP 202 Accepted after",
		"# X-Compute-Request-Id: req-893409f0-14b7-4142-8efe-abbbe1843726",
		"curl -g -i -X DELETE '" + testAuthURL + "/tokens/$OS_TOKEN'",
	} {
		if !strings.Contains(trace.String(), want) {
			t.Errorf("%q is not in the trace:\n%s", want, trace.String())
		}
	}
	if !strings.Contains(string(created.Raw), generatedPass) {
		t.Error("the user's own document lost its adminPass")
	}
}

// What a cloud sends doesn't steer the terminal that shows the trace, and a list doesn't flood it.
func TestTraceIsReadable(t *testing.T) {
	t.Parallel()
	var trace bytes.Buffer
	long := strings.Repeat("x", 3*(16<<10))
	f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
		return respond(200, `{"server":{"name":"a\u001b[2J`+"\u009b"+`","b":"`+long+`"}}`, "X-Odd", "\x1b]0;title\x07"), nil
	}}
	if _, err := getServers(f.newClient(t, traceTo(&trace))); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(trace.String(), "\x1b\x07\u009b") {
		t.Errorf("control characters: %q", trace.String()[:2000])
	}
	if trace.Len() > 2*(16<<10) || !strings.Contains(trace.String(), "bytes more)") {
		t.Errorf("%d bytes of trace", trace.Len())
	}
}

// The command of a trace is one that a shell takes, quotes and all.
func TestTraceRuns(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	var trace bytes.Buffer
	f := &fakeCloud{handle: always(202, `{}`)}
	c := f.newClient(t, traceTo(&trace))
	body := `{"name":"it's $HOME ` + "`id`" + ` \\"}`
	if _, err := c.Do(context.Background(), Request{Method: "POST", Path: "/servers", Raw: []byte(body)}); err != nil {
		t.Fatal(err)
	}
	var command string
	for line := range strings.Lines(trace.String()) {
		if strings.HasPrefix(line, "curl ") {
			command = line // the last one
		}
	}
	out, err := exec.Command(shell, "-c", `curl() { for a; do printf '%s\n' "$a"; done; }; OS_TOKEN=tok; `+command).Output()
	if err != nil {
		t.Fatal(err)
	}
	args := strings.Split(strings.TrimSpace(string(out)), "\n")
	if args[len(args)-1] != body || !strings.Contains(string(out), "\nX-Auth-Token: tok\n") {
		t.Errorf("the shell sees %q", args)
	}
}

// Without --debug nothing is written, and a trace that can't be written stops nothing.
func TestTraceOffOrBroken(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`)}
	if _, err := getServers(f.newClient(t)); err != nil {
		t.Error(err)
	}
	if _, err := getServers(f.newClient(t, func(o *Options) { o.Trace = full{} })); err != nil {
		t.Error(err)
	}
}

// full is a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, http.ErrBodyNotAllowed }
