package recording

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/client/transport"
)

// largest is how long a body may be that is kept.
const largest = 64 << 20

// Recorder is a way to a cloud that adds what goes over it to a recording.
type Recorder struct {
	next   http.RoundTripper
	redact *transport.Redactor
	failed func(error) // is called once, where an exchange can't be written

	mu       sync.Mutex
	file     *os.File
	services *services
	broken   bool
}

// Record returns a Recorder for what goes through next, into a file: a new one, which nobody else can read, or a recording of the same cloud, which it
// is added to. Redact knows the secrets of the credentials; others it learns. Errors are *FileError, or those of opening the file.
func Record(file string, s Settings, next http.RoundTripper, redact *transport.Redactor, failed func(error)) (*Recorder, error) {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	r := &Recorder{next: next, redact: redact, failed: failed, file: f, services: newServices(s)}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.Mode().IsRegular() && info.Size() > 0:
		err = sameCloud(file, s)
	default:
		err = r.write(head{Version, s})
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return r, nil
}

// sameCloud refuses to add to what is no recording, or another cloud's.
func sameCloud(file string, s Settings) error {
	had, err := SettingsOf(file)
	if err != nil {
		return err
	}
	for _, name := range []string{"auth-url", "endpoint", "region"} {
		if had[name] != s[name] {
			return &FileError{file, "it is the recording of another cloud or region, whose " + name + " is " + quoteOrNone(had[name]) + ", not " + quoteOrNone(s[name])}
		}
	}
	return nil
}

func quoteOrNone(s string) string {
	if s == "" {
		return "not set"
	}
	return s
}

// RoundTrip sends the request on, and keeps the answer that came whole.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	sent, err := copyBody(req)
	if err != nil {
		return nil, err
	}
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return resp, err
	}
	came, err := io.ReadAll(io.LimitReader(resp.Body, largest+1))
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = failing{err}
	}
	short := req.Method != http.MethodHead && int64(len(came)) < resp.ContentLength
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(came), rest), resp.Body}
	if err == nil && !short && len(came) <= largest {
		r.add(req, sent, resp, came)
	}
	return resp, nil
}

// failing is a body that breaks off.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// copyBody returns what a request sends, and leaves it there.
func copyBody(req *http.Request) ([]byte, error) {
	if req.GetBody == nil {
		return nil, nil // none, or one that is read once, as a file is: it is kept nowhere
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return io.ReadAll(body)
}

// add writes an exchange.
func (r *Recorder) add(req *http.Request, sent []byte, resp *http.Response, came []byte) {
	r.redact.Know(req.Header.Get(transport.TokenHeader))
	r.mu.Lock()
	defer r.mu.Unlock()
	e := asked(req, sent, r.services, r.redact)
	e.Status, e.Header = resp.StatusCode, kept(resp.Header, answerHeaders(), r.redact)
	if isSignIn(e.Method, e.Path) {
		r.services.learn(came)
		r.redact.Know(resp.Header.Get(subjectToken))
	}
	e.RequestBody, e.Body = r.redact.Exchange(sent, came)
	if err := r.write(e); err != nil && !r.broken {
		r.broken = true
		r.failed(err)
	}
}

// write appends a line at once, so that those of several commands don't mix.
func (r *Recorder) write(line any) error {
	text, err := json.Marshal(line, json.Deterministic(true))
	if err == nil {
		_, err = r.file.Write(append(text, '\n'))
	}
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// subjectToken is the header that a token comes in.
const subjectToken = "X-Subject-Token"

// requestHeaders are those that are kept of a request: what says what is asked for.
func requestHeaders() []string {
	return []string{"Accept", "Openstack-Api-Version", "X-Openstack-Nova-Api-Version"}
}

// answerHeaders are those that are kept of an answer: what clients act on.
func answerHeaders() []string {
	return []string{"Content-Type", "Location", "Openstack-Api-Version", "Retry-After", "X-Openstack-Nova-Api-Version", "X-Compute-Request-Id", "X-Openstack-Request-Id", subjectToken}
}

func kept(h http.Header, names []string, redact *transport.Redactor) map[string]string {
	found := map[string]string{}
	for _, name := range names {
		if v := h.Get(name); v != "" {
			found[name] = redact.Header(name, v)
		}
	}
	return found
}

// asked is a request as a recording has it.
func asked(req *http.Request, body []byte, s *services, redact *transport.Redactor) Exchange {
	e := Exchange{Method: req.Method, RequestHeader: kept(req.Header, requestHeaders(), redact)}
	e.Service, e.Path = s.locate(req.URL)
	e.Path = redact.Text(e.Path)
	e.RequestBody, _ = redact.Exchange(body, nil)
	return e
}
