package sandbox

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// trackedBody knows whether it was closed.
type trackedBody struct {
	io.Reader
	closed bool
}

func (b *trackedBody) Close() error { b.closed = true; return nil }

// An answer in process is what a server would have sent: lengths, a body that may be closed, 204 without anything, and the
// request's body closed. A real http.Client works on it.
func TestTransport(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	client := &http.Client{Transport: u.Transport()}
	body := &trackedBody{Reader: strings.NewReader(`{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)}
	response, err := client.Post(AuthURL+"/tokens", "application/json", body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil || response.Body.Close() != nil {
		t.Fatal(err)
	}
	if response.Status != "200 OK" || response.ContentLength != int64(len(text)) || !body.closed || response.Request == nil {
		t.Errorf("%s, length %d of %d, body closed %v", response.Status, response.ContentLength, len(text), body.closed)
	}
	if !strings.Contains(string(text), `"publicURL":"http://sandbox.invalid/DFW/v2/010101"`) {
		t.Errorf("the catalog doesn't lead back here: %s", text)
	}
	r := u.compute("DELETE", "/servers/"+u.create("x"), "")
	if r.status != 204 || r.body != "" || r.header.Get("Content-Length") != "" || r.header.Get("Content-Type") != "" {
		t.Errorf("204: %v %q", r.header, r.body)
	}
}

// hold keeps everybody else out of the store until the function that it returns is called.
func (u *cloudUnderTest) hold() (release func()) {
	u.t.Helper()
	held, free, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- u.db.Store.Update(u.t.Context(), func(store.Tx) error { close(held); <-free; return nil })
	}()
	<-held
	return func() {
		close(free)
		if err := <-done; err != nil {
			u.t.Error(err)
		}
	}
}

// A request whose context has ended, before or while it waits for the store, fails with the context's error.
func TestTransportContext(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Path: filepath.Join(t.TempDir(), "sandbox.db")})
	get := func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://sandbox.invalid/v2/010101/servers", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := u.Transport().RoundTrip(r)
		if err == nil {
			_ = response.Body.Close()
		}
		return err
	}
	release := u.hold()
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- get(ctx) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("waiting: %v", err)
	}
	if err := get(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("before: %v", err)
	}
	if _, err := u.Transport().RoundTrip(&http.Request{}); err == nil {
		t.Error("a request for nowhere was answered")
	}
}
