package recording

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/transport"
)

// cloud answers each request with the next of its answers.
type cloud struct{ answers []*http.Response }

func (c *cloud) RoundTrip(*http.Request) (*http.Response, error) {
	a := c.answers[0]
	c.answers = c.answers[1:]
	return a, nil
}

func answer(status int, body string, header ...string) *http.Response {
	a := &http.Response{StatusCode: status, ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)), Header: http.Header{}}
	for i := 0; i < len(header); i += 2 {
		a.Header.Set(header[i], header[i+1])
	}
	return a
}

// ask sends a request, and returns the status, a tab, and the body.
func ask(t *testing.T, to http.RoundTripper, method, url, body string, header ...string) (int, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := to.RoundTrip(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	came, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(came), err
}

const (
	signIn   = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ann","password":"correct horse"}}}}}`
	signedIn = `{"token":{"catalog":[{"type":"compute","endpoints":[{"url":"https://compute.example/v2.1/7"}]},
		{"type":"image","endpoints":[{"url":"https://image.example"}]}]}}`
)

func record(t *testing.T, file string, c *cloud) *Recorder {
	t.Helper()
	s := Settings{"auth-url": "https://identity.example/v3"}
	r, err := Record(file, s, c, transport.NewRedactor("correct horse"), func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// session records a sign-in and what follows it.
func session(t *testing.T, file string) {
	t.Helper()
	r := record(t, file, &cloud{[]*http.Response{
		answer(201, signedIn, "X-Subject-Token", "gAAAAAtoken", "Content-Type", "application/json"),
		answer(202, `{"server":{"id":"1","adminPass":"hunter22"}}`, "X-Compute-Request-Id", "req-1", "Date", "today"),
		answer(200, `{"server":{"status":"BUILD"}}`),
		answer(200, `{"server":{"status":"ACTIVE","note":"gAAAAAtoken"}}`),
		answer(200, `{"images":[]}`),
		answer(200, `{"servers":["changed"]}`),
	}})
	for _, sent := range [][3]string{
		{"POST", "https://identity.example/v3/auth/tokens", signIn},
		{"POST", "https://compute.example/v2.1/7/servers", `{"server":{"name":"web","adminPass":"pa55word-of-mine"}}`},
		{"GET", "https://compute.example/v2.1/7/servers/1", ""},
		{"GET", "https://compute.example/v2.1/7/servers/1", ""},
		{"GET", "https://image.example/v2/images?limit=5", ""},
		{"GET", "https://compute.example/v2.1/7/servers/detail?changes-since=2026-01-02T03%3A04%3A05Z&limit=5", ""},
	} {
		if _, _, err := ask(t, r, sent[0], sent[1], sent[2], "X-Auth-Token", "gAAAAAtoken", "Accept", "application/json"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRecordingHoldsNoSecret(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s.jsonl")
	session(t, file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"correct horse", "gAAAAAtoken", "hunter22", "pa55word-of-mine"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the recording has %q", secret)
		}
	}
	want := `{"method":"POST","service":"compute","path":"/v2.1/7/servers","request_headers":{"Accept":"application/json"},` +
		`"request_body":"{\"server\":{\"name\":\"web\",\"adminPass\":\"***\"}}","status":202,"headers":{"X-Compute-Request-Id":"req-1"},` +
		`"body":"{\"server\":{\"id\":\"1\",\"adminPass\":\"***\"}}"}`
	if got := strings.Split(string(text), "\n")[2]; got != want {
		t.Error(cmp.Diff(want, got))
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the mode of the file is %v (%v)", info.Mode(), err)
	}
}

func TestReplay(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s.jsonl")
	session(t, file)
	p, err := Replay(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ method, url, sent, want string }{
		{"POST", "https://identity.example/v3/auth/tokens", `{"auth":{"identity":{"methods":["token"]}}}`, "catalog"},
		{"POST", "https://compute.example/v2.1/7/servers", `{"server":{"adminPass":"another password","name":"web"}}`, `"adminPass":"***"`},
		{"GET", "https://compute.example/v2.1/7/servers/1", "", "BUILD"},
		{"GET", "https://compute.example/v2.1/7/servers/1", "", "ACTIVE"},
		{"GET", "https://compute.example/v2.1/7/servers/1", "", "ACTIVE"},
		{"GET", "https://image.example/v2/images?limit=5", "", "images"},
		{"GET", "https://compute.example/v2.1/7/servers/detail?changes-since=2027-01-01T00%3A00%3A00Z&limit=5", "", "changed"}, // a wait of today
	} {
		if _, body, err := ask(t, p, c.method, c.url, c.sent, "Accept", "application/json"); err != nil || !strings.Contains(body, c.want) {
			t.Errorf("%s %s: %q, %v; want %q", c.method, c.url, body, err, c.want)
		}
	}
}

func TestReplayNamesWhatItLacks(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s.jsonl")
	session(t, file)
	p, err := Replay(file)
	if err != nil {
		t.Fatal(err)
	}
	const lacks = " has no answer to "
	for _, c := range []struct{ method, url, sent, accept, want string }{
		{"GET", "https://image.example/v2/images?limit=6", "", "json", "GET image /v2/images?limit=6; the nearest that it has is GET image /v2/images?limit=5"},
		{"DELETE", "https://compute.example/v2.1/7/servers/1", "", "json", "DELETE compute /v2.1/7/servers/1; the nearest that it has is GET compute /v2.1/7/servers/1"},
		{"GET", "https://compute.example/v2.1/7/servers/1", "", "xml", "the nearest that it has is GET compute /v2.1/7/servers/1 with Accept: application/json"},
		{"POST", "https://compute.example/v2.1/7/servers", `{"server":{"name":"db"}}`, "json", `with the body {"server":{"name":"web","adminPass":"***"}}, not {"server":{"name":"db"}}`},
		{"GET", "https://elsewhere.example/", "", "json", "GET https://elsewhere.example/"},
	} {
		_, _, err := ask(t, p, c.method, c.url, c.sent, "Accept", "application/"+c.accept)
		var missing *MissingError
		if !errors.As(err, &missing) || !strings.Contains(err.Error(), lacks) || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%s %s: %v; want %q", c.method, c.url, err, c.want)
		}
	}
}

func TestRecordAdds(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s.jsonl")
	session(t, file)
	session(t, file)
	_, all, err := read(file, true)
	if err != nil || len(all) != 12 {
		t.Errorf("the recording of two commands has %d exchanges (%v)", len(all), err)
	}
	_, err = Record(file, Settings{"auth-url": "https://other.example/v3"}, nil, transport.NewRedactor(), nil)
	if err == nil || !strings.Contains(err.Error(), "whose auth-url is https://identity.example/v3, not https://other.example/v3") {
		t.Errorf("recording another cloud into the same file: %v", err)
	}
}

// TestRecordLeavesCutAnswersOut: what didn't come whole goes on to the client as it came, and isn't kept.
func TestRecordLeavesCutAnswersOut(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s.jsonl")
	cut := answer(200, `{"server":`)
	cut.ContentLength += 10
	broken := answer(200, "")
	broken.Body, broken.ContentLength = io.NopCloser(io.MultiReader(strings.NewReader("{"), failing{io.ErrUnexpectedEOF})), -1
	r := record(t, file, &cloud{[]*http.Response{cut, broken}})
	if _, body, err := ask(t, r, "GET", "https://compute.example/v2.1/1", ""); err != nil || body != `{"server":` {
		t.Errorf("of the short answer came %q, %v", body, err)
	}
	if _, body, err := ask(t, r, "GET", "https://compute.example/v2.1/1", ""); !errors.Is(err, io.ErrUnexpectedEOF) || body != "{" {
		t.Errorf("of the broken answer came %q, %v", body, err)
	}
	if _, all, err := read(file, true); err != nil || len(all) != 0 {
		t.Errorf("%d exchanges were kept (%v)", len(all), err)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"", "it is no recording"},
		{"{}\n", "it is no recording"},
		{"\x7fELF", "it is no recording"},
		{`{"recording":2}` + "\n", "it is a recording of version 2, and this program reads version 1"},
		{`{"recording":1}` + "\n" + `{"method":"GET"` + "\n", "line 2 is no exchange of a recording"},
		{`{"recording":1}` + "\n\n", "line 2 is no exchange of a recording"},
	} {
		file := filepath.Join(t.TempDir(), "s.jsonl")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Replay(file); err == nil || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	s := newServices(Settings{"auth-url": "https://cloud.example/identity/v3"})
	s.learn([]byte(`{"access":{"serviceCatalog":[
		{"type":"compute","endpoints":[{"publicURL":"https://cloud.example/compute/v2/7","internalURL":"http://10.0.0.1:8774/v2/7"}]},
		{"type":"volume","endpoints":[{"publicURL":"https://cloud.example/compute/v1/7"}]}]}}`))
	for _, c := range []struct{ url, want string }{
		{"https://cloud.example/identity/", "identity /"},
		{"https://cloud.example/identity", "identity /"},
		{"https://cloud.example/identity/v3/auth/tokens", "identity /v3/auth/tokens"},
		{"https://CLOUD.example:443/compute/v2/7/servers?a=b", "compute /v2/7/servers?a=b"},
		{"http://10.0.0.1:8774/v2/7/servers", "compute /v2/7/servers"},
		{"https://cloud.example/compute/", "compute /"},
		{"https://cloud.example/compute/v1/7/volumes", "volume /v1/7/volumes"},
		{"https://cloud.example/computer", " https://cloud.example/computer"},
		{"https://other.example/x?y", " https://other.example/x?y"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		kind, path := s.locate(r.URL)
		if got := kind + " " + path; got != c.want {
			t.Errorf("%s is %q, want %q", c.url, got, c.want)
		}
	}
}

// A mark is found in JSON and in XML, and what only looks like one is left as it is.
func TestRunsInMarks(t *testing.T) {
	t.Parallel()
	const run = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, body := range []string{
		`{"server":{"metadata":{"novactl-ensure":"` + run + ` files=0a1b2c3d","role":"web"}}}`,
		`<metadata><meta key="novactl-ensure">` + run + `</meta></metadata>`,
		`[{"novactl-ensure":"` + run + `"},{"novactl-ensure":"` + run + ` hints=1"}]`,
	} {
		got := replaceRuns(body, func(string) string { return "NEW" })
		if want := strings.ReplaceAll(body, run, "NEW"); got != want || runOf(body) != run {
			t.Errorf("%s: %s, and the run is %q", body, got, runOf(body))
		}
	}
	for _, body := range []string{"", "{}", "novactl-ensure", `{"novactl-ensure":"none"}`, `{"novactl-ensure":"SHORT"}`, `"novactl-ensure"`} {
		if got := replaceRuns(body, func(string) string { return "NEW" }); got != body || runOf(body) != "" {
			t.Errorf("%s: %s", body, got)
		}
	}
}
