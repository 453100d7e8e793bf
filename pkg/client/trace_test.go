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
		`"contents":"aGVsbG8="`,
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

// Whatever form a secret comes in, it doesn't get through.
func TestRedactBody(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	for name, body := range map[string]string{
		"password":                   `{"auth":{"passwordCredentials":{"username":"u","password":"s3cr3t"}}}`,
		"API key":                    `{"auth":{"RAX-KSKEY:apiKeyCredentials":{"apiKey":"s3cr3t"}}}`,
		"token id":                   `{"access":{"token":{"id":"s3cr3t"}}}`,
		"token to be had again":      `{"auth":{"token":{"id":"s3cr3t"}}}`,
		"rescue":                     `{"adminPass": "s3cr3t"}`,
		"in capitals":                `{"ADMINPASS":"s3cr3t"}`,
		"escaped name":               `{"admin\u0050ass":"s3cr3t"}`,
		"an object":                  `{"password":{"a":["s3cr3t"]}}`,
		"deep in a list":             `{"servers":[{"a":1},{"adminPass":"s3cr3t"}]}`,
		"repeated":                   `{"adminPass":"x","adminPass":"s3cr3t"}`,
		"cut off":                    `{"server":{"adminPass":"s3cr3t`,
		"after an error":             `{"server":{"id":x,"adminPass":"s3cr3t"}}`,
		"key pair":                   `{"keypair":{"private_key":"s3cr3t"}}`,
		"console":                    `{"console":{"url":"http://c.example/vnc?token=s3cr3t&x=1"}}`,
		"console of Nova 26":         `{"console":{"url":"http://c.example/vnc_auto.html?path=%3Ftoken%3Ds3cr3t"}}`,
		"image in a store":           `{"locations":[{"url":"swift+https://project%3Auser:s3cr3t@store.example.com/v1/i"}]}`,
		"a URL in plain text":        `see https://me:s3cr3t@cloud.example.com/x`,
		"user data":                  `{"server":{"user_data":"s3cr3t"}}`,
		"user data in XML":           `<server name="s" user_data="s3cr3t"/>`,
		"a private key in XML":       `<keypair><name>k</name><private_key>s3cr3t</private_key></keypair>`,
		"XML attribute":              `<server adminPass="s3cr3t" name="x"/>`,
		"XML attribute, other quote": `<passwordCredentials password = 's3cr3t'/>`,
		"XML API key":                `<auth><apiKeyCredentials xmlns="x" username="u" apiKey="s3cr3t"/></auth>`,
		"XML element":                `<adminPass>s3cr3t</adminPass>`,
		"XML element with a prefix":  `<r:adminPass xmlns:r="x">s3cr3t</r:adminPass>`,
		"XML CDATA":                  `<adminPass><![CDATA[s3cr3t]]></adminPass>`,
		"XML cut off":                `<server><adminPass>s3cr3t`,
		"XML attribute cut off":      `<server adminPass="s3cr3t`,
		"XML token":                  `<access><token expires="x" id="s3cr3t"/></access>`,
	} {
		if got := newRedactor(Credentials{}).body([]byte(body)); strings.Contains(got, secret) || got == "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What is no secret stays legible.
func TestRedactLeavesTheRest(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"server":{"id":"1","name":"password","image":{"id":"2"}}}`: `{"server":{"id":"1","name":"password","image":{"id":"2"}}}`,
		`<server id="1" name="adminPass"><image id="2"/></server>`:   `<server id="1" name="adminPass"><image id="2"/></server>`,
		`plain words`: `plain words`,
		`at http://a.example.com:80/x, ask me@example.com`: `at http://a.example.com:80/x, ask me@example.com`,
		`<a href="http://b.example.com:1/@me"/>`:           `<a href="http://b.example.com:1/@me"/>`,
		``:                                                 ``,
	} {
		if got := newRedactor(Credentials{}).body([]byte(body)); got != want {
			t.Errorf("%s: %s", body, got)
		}
	}
	// A short password isn't blotted out of ordinary words.
	if got := newRedactor(Credentials{Password: "sandbox"}).text("http://sandbox.invalid"); got != "http://sandbox.invalid" {
		t.Error(got)
	}
}

// What a cloud sends doesn't steer the terminal that shows the trace, and a list doesn't flood it.
func TestTraceIsReadable(t *testing.T) {
	t.Parallel()
	var trace bytes.Buffer
	long := strings.Repeat("x", 3*tracedBody)
	f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
		return respond(200, `{"server":{"name":"a\u001b[2J`+"\u009b"+`","b":"`+long+`"}}`, "X-Odd", "\x1b]0;title\x07"), nil
	}}
	if _, err := getServers(f.newClient(t, traceTo(&trace))); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(trace.String(), "\x1b\x07\u009b") {
		t.Errorf("control characters: %q", trace.String()[:2000])
	}
	if trace.Len() > 2*tracedBody || !strings.Contains(trace.String(), "bytes more)") {
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
