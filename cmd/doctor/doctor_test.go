package doctor

import (
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// fakeCloud has Identity v3 and compute.
type fakeCloud struct {
	ahead   time.Duration // of its clock
	refuse  bool          // the credentials
	service string        // that the catalog has: compute, or another
	broken  bool          // compute
}

func (f fakeCloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", time.Now().Add(f.ahead).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	switch {
	case r.URL.Path == "/v3/auth/tokens" && f.refuse:
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprint(w, `{"error":{"code":401,"message":"The request you have made requires authentication."}}`)
	case r.URL.Path == "/v3/auth/tokens":
		w.Header().Set("X-Subject-Token", "secret-token")
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprintf(w, `{"token":{"expires_at":"2099-01-01T00:00:00Z","user":{"id":"u","name":"demo"},"project":{"id":"p","name":"demo"},"catalog":[
			{"type":%q,"name":"n","endpoints":[{"interface":"public","region":"RegionOne","url":"%s://%s/compute/v2.1"}]}]}}`, f.service, scheme, r.Host)
	case f.broken && strings.HasPrefix(r.URL.Path, "/compute/v2.1/"):
		w.WriteHeader(http.StatusInternalServerError)
	case r.URL.Path == "/compute/v2.1/servers":
		_, _ = fmt.Fprint(w, `{"servers":[]}`)
	default:
		_, _ = fmt.Fprint(w, `{"versions":[{"id":"v2.1","status":"CURRENT","version":"2.104","min_version":"2.1","links":[]}]}`)
	}
}

// examine runs the command against a cloud, and returns its exit code, its report, and all that it printed.
func examine(t *testing.T, environ ...string) (code int, r report, text string) {
	t.Helper()
	streams, out, errs := output.Buffers("")
	streams.JSONErrors = true
	a := &app.App{Streams: streams, Environ: append([]string{
		"HOME=" + t.TempDir(), "OS_USERNAME=demo", "OS_PASSWORD=pass-word", "OS_PROJECT_NAME=demo", "NO_PROXY=*",
	}, environ...)}
	cmd := Command(a)
	config.AddFlags(cmd.Flags())
	cmd.SetArgs([]string{"-o", "json"})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	code = fail.Report(streams, cmd.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
	text = out.String() + errs.String()
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if strings.Contains(text, "pass-word") || strings.Contains(text, "secret-token") {
		t.Errorf("a secret is printed: %s", text)
	}
	return code, r, text
}

// results are the checks that came out in a way, with what they say.
func (r report) results(result string) map[string]string {
	found := map[string]string{}
	for _, c := range r.Checks {
		if c.Result == result {
			found[c.Name] = c.Detail + " | " + c.Advice
		}
	}
	return found
}

// Each thing that can be wrong is found by its own check, with its exit code, and what needs it is skipped.
func TestDoctor(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cloud   fakeCloud
		code    int
		fails   string // the check
		says    string // of what it says
		skipped int
	}{
		"healthy":       {fakeCloud{service: "compute"}, 0, "", "", 1}, // TLS, on this machine
		"wrong":         {fakeCloud{service: "compute", refuse: true}, 4, "sign-in", "check the user name", 6},
		"skewed":        {fakeCloud{service: "compute", ahead: time.Hour}, 1, "clock", " behind the", 1},
		"behind":        {fakeCloud{service: "compute", ahead: -time.Hour}, 1, "clock", " ahead of the", 1},
		"no compute":    {fakeCloud{service: "volumev3"}, 2, "catalog", "compute", 5},
		"broken":        {fakeCloud{service: "compute", broken: true}, 8, "call", "", 2},
		"skewed, wrong": {fakeCloud{service: "compute", refuse: true, ahead: time.Hour}, 1, "clock", "", 6}, // the code is the first one's
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(tt.cloud)
			t.Cleanup(server.Close)
			code, r, text := examine(t, "OS_AUTH_URL="+server.URL+"/v3")
			failures := r.results(failed)
			if said, found := failures[tt.fails]; code != tt.code || found == (tt.fails == "") || !strings.Contains(said, tt.says) {
				t.Errorf("exit code %d, failures %v: %s", code, failures, text)
			}
			if r.Healthy != (tt.code == 0) || len(r.results(skipped)) != tt.skipped || len(r.Checks) != len(names) {
				t.Errorf("healthy: %v; skipped: %v", r.Healthy, r.results(skipped))
			}
			for i, c := range r.Checks {
				if c.Name != key(names[i][0]) {
					t.Errorf("check %d is %q", i, c.Name)
				}
			}
		})
	}
}

func TestDoctorDeadPort(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(nil)
	server.Close()
	code, r, text := examine(t, "OS_AUTH_URL="+server.URL+"/v3")
	if code != 8 || len(r.results(skipped)) != 8 || !strings.Contains(r.results(failed)["connection"], "firewalls") {
		t.Errorf("exit code %d: %s", code, text)
	}
}

// What takes connections and says nothing that can be read is likely to speak the other of http and https, however it ends them: net/http has an error of its
// own for each.
func TestDoctorSilentPort(t *testing.T) {
	t.Parallel()
	endings := map[string]func(c net.Conn){
		"closes": func(net.Conn) {},
		"resets": func(c net.Conn) { _, _ = c.Read(make([]byte, 1)); _ = c.(*net.TCPConn).SetLinger(0) },
		"reads":  func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) },
		"alerts": func(c net.Conn) { _, _ = c.Write([]byte{21, 3, 1, 0, 2, 2, 70}) }, // TLS's protocol_version
	}
	for name, end := range endings {
		for scheme, other := range map[string]string{"http": "https://", "https": "http://"} {
			if name == "alerts" && scheme == "https" { // it is TLS's own failure
				continue
			}
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = listener.Close() })
			go func() {
				for c, err := listener.Accept(); err == nil; c, err = listener.Accept() {
					end(c)
					_ = c.Close()
				}
			}()
			code, r, text := examine(t, "OS_AUTH_URL="+scheme+"://"+listener.Addr().String()+"/v3")
			if said := r.results(failed)["connection"]; code != 8 || !strings.Contains(said, "try "+other+" in auth-url") {
				t.Errorf("%s, %s: exit code %d: %s: %s", name, scheme, code, said, text)
			}
		}
	}
}

func TestDoctorUnknownHost(t *testing.T) {
	t.Parallel()
	code, r, text := examine(t, "OS_AUTH_URL=https://identity.invalid/v3")
	if code != 8 || len(r.results(skipped)) != 9 || !strings.Contains(r.results(failed)["dns"], "name servers") {
		t.Errorf("exit code %d: %s", code, text)
	}
}

// A certificate that nobody vouches for is TLS's failure; the authority's file mends it, and --insecure is a warning.
func TestDoctorSelfSigned(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(fakeCloud{service: "compute"})
	t.Cleanup(server.Close)
	url := "OS_AUTH_URL=" + server.URL + "/v3"
	code, r, text := examine(t, url)
	if code != 8 || r.results(ok)["connection"] == "" || !strings.Contains(r.results(failed)["tls"], "--cacert") {
		t.Errorf("exit code %d: %s", code, text)
	}
	code, r, text = examine(t, url, "OS_INSECURE=true")
	if code != 0 || !strings.Contains(r.results(warning)["tls"], "not checked") {
		t.Errorf("exit code %d: %s", code, text)
	}
	authority := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(authority, pemOf(server), 0o600); err != nil {
		t.Fatal(err)
	}
	code, r, text = examine(t, url, "OS_CACERT="+authority)
	if code != 0 || !strings.Contains(r.results(ok)["tls"], "good until 2084-01-29") {
		t.Errorf("exit code %d: %s", code, text)
	}
}

// What can't be used for want of a setting is the configuration's failure.
func TestDoctorConfiguration(t *testing.T) {
	t.Parallel()
	for _, environ := range [][]string{{}, {"OS_CLOUD=nowhere"}, {"OS_AUTH_URL=not a URL"}, {"NOVACTL_TIMEOUT=soon"}} {
		code, r, text := examine(t, environ...)
		if code != 2 || r.results(failed)["configuration"] == "" || r.Healthy {
			t.Errorf("%v: exit code %d: %s", environ, code, text)
		}
	}
}

// A file with a secret that others can read is a warning.
func TestDoctorFiles(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(fakeCloud{service: "compute"})
	t.Cleanup(server.Close)
	secret := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(secret, []byte("pass-word"), 0o600); err != nil {
		t.Fatal(err)
	}
	environ := []string{"OS_AUTH_URL=" + server.URL + "/v3", "OS_PASSWORD=", "NOVACTL_PASSWORD_FILE=" + secret}
	if code, r, text := examine(t, environ...); code != 0 || !strings.Contains(r.results(ok)["files"], secret) {
		t.Errorf("exit code %d: %s", code, text)
	}
	if err := os.Chmod(secret, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, r, text := examine(t, environ...); code != 0 || !strings.Contains(r.results(warning)["files"], "chmod 600 "+secret) {
		t.Errorf("exit code %d: %s", code, text)
	}
}

func pemOf(server *httptest.Server) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
}
