package ready

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/wait"
)

// A comma parts steps, unless it belongs to an expression or a URL.
func TestParse(t *testing.T) {
	t.Parallel()
	steps, err := Parse([]string{"active,tcp:5432,ssh", "console:/a,b: ready/,http://{address}/?q=a,b", "cloud-init", "http:https://{address}:8443/"})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, s := range steps {
		texts = append(texts, s.Text)
	}
	want := []string{"active", "tcp:5432", "ssh", "console:/a,b: ready/", "http://{address}/?q=a,b", "cloud-init", "http:https://{address}:8443/"}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if got := steps[6].at("2001:db8::1"); got != "https://[2001:db8::1]:8443/" {
		t.Errorf("the URL is %s", got)
	}
	for _, bad := range []string{"", "tcp", "tcp:0", "tcp:65536", "tcp:ssh", "console:x", "console:/(/", "console://", "http:", "http:/x", "http:ftp://x", "ping", "active,", "ssh:22"} {
		if _, err := Parse([]string{bad}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// The last line of each cloud-init, and none that it prints before.
func TestCloudInit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"[   22.4] cloud-init[1011]: Cloud-init v. 22.1-14-g2e17a0d6-0ubuntu1 finished at Mon, 21 Feb 2022 09:00:00 +0000. Datasource DataSourceOpenStack": true,
		"Cloud-init v. 0.7.5 finished at Thu, 13 Mar 2014 09:00:00 +0000. Datasource DataSourceConfigDriveNet.  Up 20.3 seconds":                           true,
		"cloud-init boot finished at Wed, 02 May 2012 00:58:58 +0000. Up 210.02 seconds":                                                                   true,
		"Cloud-init v. 22.1 running 'modules:final' at Mon, 21 Feb 2022 09:00:00 +0000. Up 20.3 seconds.":                                                  false,
		"Starting Cloud-init: Final Stage": false,
	} {
		if got := finished().MatchString("before\n" + text + "\nafter"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func tried(t *testing.T, text string, address string) error {
	t.Helper()
	steps, err := Parse([]string{text})
	if err != nil {
		t.Fatal(err)
	}
	at := Server{Address: func(jsontext.Value) (string, error) { return address, nil }}
	return steps[0].attempt(t.Context(), at, wait.State{Status: "ACTIVE"})
}

// What listens is found, and what doesn't, or says that it isn't well, is named.
func TestProbes(t *testing.T) {
	t.Parallel()
	healthy := true
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if !healthy {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	address, port, _ := net.SplitHostPort(strings.TrimPrefix(web.URL, "http://"))
	if err := tried(t, "tcp:"+port, address); err != nil {
		t.Errorf("tcp: %v", err)
	}
	if err := tried(t, "http://{address}:"+port+"/", address); err != nil {
		t.Errorf("http: %v", err)
	}
	healthy = false
	if err := tried(t, "http://{address}:"+port+"/", address); err == nil || err.Error() != "HTTP 503" {
		t.Errorf("http that isn't well: %v", err)
	}
	web.Close()
	if err := tried(t, "tcp:"+port, address); err == nil || err.Error() != "connection refused" {
		t.Errorf("tcp where nothing listens: %v", err)
	}
}

// A server speaks SSH once it has said so, whatever it says before.
func TestSSHBanner(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"SSH-2.0-OpenSSH_9.6\r\n":                "",
		"Welcome\r\nto this\r\nSSH-2.0-dropbear": "",
		"HTTP/1.1 400 Bad Request\r\n\r\n":       "it closed the connection before it spoke SSH",
		"":                                       "it closed the connection before it spoke SSH",
	} {
		ours, theirs := net.Pipe()
		go func() {
			_, _ = theirs.Write([]byte(said))
			_ = theirs.Close()
		}()
		got := ""
		if err := readBanner(t.Context(), ours); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
		_ = ours.Close()
	}
}

// Steps follow the goal in their order, and what isn't done when the time is over is named with why.
func TestSteps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		at := Server{Console: func(context.Context, string) (string, error) {
			switch looks++; {
			case looks < 3:
				return "", errors.New("no console yet")
			case looks < 5:
				return "Ubuntu login:", nil
			}
			return "Ubuntu login:\r\nCloud-init v. 22.1 finished at noon", nil
		}}
		steps, err := Parse([]string{"active,console:/login:$/,cloud-init"})
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		target := wait.Target{Kind: "server", ID: "1", Goal: Goal(wait.Idle("active", wait.StatusActive), steps, at),
			Look: func(context.Context) (wait.State, error) {
				return wait.State{Status: "ACTIVE", Raw: jsontext.Value(`{}`)}, nil
			}}
		o := wait.Options{Interval: time.Second, Progress: func(s wait.State) { seen = append(seen, s.TaskState) }}
		if err := wait.Wait(t.Context(), []wait.Target{target}, o)[0].Err; err != nil {
			t.Fatal(err)
		}
		if last := seen[len(seen)-1]; last != "" || looks != 5 {
			t.Errorf("%d looks, seen %q", looks, seen)
		}
		steps, _ = Parse([]string{"console:/never/"})
		target.Goal = Goal(wait.Idle("active", wait.StatusActive), steps, at)
		o.Timeout = 5 * time.Second
		err = wait.Wait(t.Context(), []wait.Target{target}, o)[0].Err
		var late *wait.TimeoutError
		if !errors.As(err, &late) || !strings.Contains(err.Error(), "waiting for console:/never/: not on the console yet") {
			t.Errorf("the timeout says %v", err)
		}
	})
}

// A panic of a step is one of the wait that it is for, and not the end of the process.
func TestStepPanics(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		steps, err := Parse([]string{"cloud-init"})
		if err != nil {
			t.Fatal(err)
		}
		at := Server{Console: func(context.Context, string) (string, error) { panic("no console") }}
		target := wait.Target{Kind: "server", ID: "1", Goal: Goal(wait.Idle("active", wait.StatusActive), steps, at),
			Look: func(context.Context) (wait.State, error) {
				return wait.State{Status: "ACTIVE", Raw: jsontext.Value(`{}`)}, nil
			}}
		defer func() {
			if err, _ := recover().(error); err == nil || err.Error() != "a bug in novactl: no console" {
				t.Errorf("the wait ends with %v", err)
			}
		}()
		wait.Wait(t.Context(), []wait.Target{target}, wait.Options{Interval: time.Second, Timeout: time.Minute})
	})
}

// The first try of a step knows the server already: a server that answers is never a pause late.
func TestFirstTry(t *testing.T) {
	t.Parallel()
	steps, err := Parse([]string{"tcp:1"})
	if err != nil {
		t.Fatal(err)
	}
	for range 20000 { // the goroutine may run before look goes on: under the race detector it does once in some hundreds
		first := make(chan string, 1)
		at := Server{Address: func(doc jsontext.Value) (string, error) {
			select {
			case first <- string(doc):
			default:
			}
			return "", errors.New("it has no address")
		}}
		g := Goal(wait.Idle("active", wait.StatusActive), steps, at)
		ctx, cancel := context.WithCancel(t.Context())
		if err := g.Also(ctx, &wait.State{ID: "1", Status: "ACTIVE", Raw: jsontext.Value(`{}`)}); err != nil {
			t.Fatal(err)
		}
		if doc := <-first; doc != `{}` {
			t.Fatalf("the first try looked for an address in %q", doc)
		}
		cancel()
	}
}
