package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// serve runs a real HTTP server and makes a client of it, over a transport of the client's own.
func serve(t *testing.T, h http.HandlerFunc, edit ...func(*Options)) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	o := Options{Credentials: identity.Credentials{Token: "given-token-1"}, Endpoint: server.URL + "/v2/010101"}
	for _, e := range edit {
		e(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// cut breaks the connection off, after sending start as the beginning of the answer.
func cut(t *testing.T, w http.ResponseWriter, start string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	io.WriteString(conn, start)
	conn.Close()
}

// A create whose connection breaks is sent once, whenever it breaks, and the user is told that the server may exist.
func TestLostPostIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]string{
		"before the answer": "",
		"in the headers":    "HTTP/1.1 202 Accepted\r\nContent-Ty",
		"in the body":       "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"server\":",
	} {
		var posts atomic.Int32
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet { // warms up a connection, which Go's own retries are about
				io.WriteString(w, `{}`)
				return
			}
			io.Copy(io.Discard, r.Body)
			posts.Add(1)
			cut(t, w, start)
		})
		if _, err := getServers(c); err != nil {
			t.Fatal(err)
		}
		_, err := c.Do(context.Background(), Request{Method: "POST", Path: "/servers", Raw: []byte(`{"server":{}}`)})
		var lost *transport.UnreachableError
		if !errors.As(err, &lost) || !lost.Uncertain || posts.Load() != 1 {
			t.Errorf("%s: %v, %d requests; want a lost one that may have been carried out", name, err, posts.Load())
		}
		if !contains(err, "; the request may have been carried out") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Where nothing could have left, nothing is said to have been carried out.
func TestUnsentPostIsCertain(t *testing.T) {
	t.Parallel()
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	c := serve(t, func(http.ResponseWriter, *http.Request) {}, func(o *Options) { o.Endpoint = dead.URL })
	_, err := c.Do(context.Background(), Request{Method: "POST", Path: "/servers", Raw: []byte(`{}`)})
	var lost *transport.UnreachableError
	if !errors.As(err, &lost) || lost.Uncertain {
		t.Errorf("%v", err)
	}
}

// An answer that breaks off is an error that says where, and never half a list.
func TestTruncatedBody(t *testing.T) {
	t.Parallel()
	var gets atomic.Int32
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		gets.Add(1)
		cut(t, w, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"servers\":[{\"id\":\"1\"}")
	})
	_, err := getServers(c)
	if !errors.Is(err, io.ErrUnexpectedEOF) || !transport.IsUnavailable(err) || !contains(err, "the answer was cut off after 22 bytes") {
		t.Error(err)
	}
	if gets.Load() != 5 {
		t.Errorf("a GET cut off was sent %d times, want %d", gets.Load(), 5)
	}
}

// A body shorter than it says is noticed even where a transport does not.
func TestShortBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: func(sentRequest) (*http.Response, error) {
			resp := respond(200, `{"servers":[]}`)
			resp.ContentLength = 5000
			return resp, nil
		}}
		if _, err := getServers(f.newClient(t)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Error(err)
		}
	})
}

// A connection that ends early without having told a length leaves no whole document: an error, not half a list.
func TestBodyWithoutLength(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		cut(t, w, "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"servers\":[{\"id\":\"1\"}")
	})
	if _, err := getServers(c); !transport.IsUnavailable(err) || !contains(err, "the answer cannot be read (22 bytes of application/json): it is not a whole JSON document") {
		t.Error(err)
	}
}

// endless is a body without end.
type endless struct{ read atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	copy(p, bytes.Repeat([]byte(" "), len(p)))
	e.read.Add(int64(len(p)))
	return len(p), nil
}
func (e *endless) Close() error { return nil }

// A cloud that never stops sending doesn't fill the memory: not with a success, nor with an error.
func TestHugeBody(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 404} {
		body := &endless{}
		f := &fakeCloud{handle: func(sentRequest) (*http.Response, error) {
			return &http.Response{StatusCode: status, Header: http.Header{}, Body: body, ContentLength: -1}, nil
		}}
		_, err := getServers(f.newClient(t))
		if !transport.IsUnavailable(err) || !contains(err, "longer than 64 MiB") || len(f.seen()) != 1 {
			t.Errorf("%d: %v after %d requests", status, err, len(f.seen()))
		}
		if read := body.read.Load(); read > 128<<20 {
			t.Errorf("%d: %d bytes were read", status, read)
		}
	}
}

// A cloud that takes the request and says nothing is given up.
func TestSilentCloud(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		silent := roundTripper(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: testEndpoint, Transport: silent})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = c.Do(t.Context(), Request{Method: "POST", Path: "/servers"})
		var lost *transport.UnreachableError
		if took := time.Since(start); !errors.As(err, &lost) || !lost.Uncertain || took != 2*time.Minute {
			t.Errorf("%v after %v", err, took)
		}
	})
}

// Timeout is the longest time for one request, from its sending to the end of its answer, and who waited that long isn't made to wait again.
func TestTimeout(t *testing.T) {
	t.Parallel()
	stalling := func(after time.Duration) roundTripper {
		return func(r *http.Request) (*http.Response, error) {
			ctx := r.Context()
			resp := respond(200, `{"servers":[]}`)
			resp.ContentLength = -1
			resp.Body = io.NopCloser(readerFunc(func([]byte) (int, error) { return 0, transport.Sleep(ctx, after) }))
			return resp, nil
		}
	}
	late := func(after time.Duration) roundTripper {
		return func(r *http.Request) (*http.Response, error) {
			if err := transport.Sleep(r.Context(), after); err != nil {
				return nil, err
			}
			return respond(200, `{"servers":[]}`), nil
		}
	}
	silent := &http.Transport{DialTLSContext: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() { _, _ = io.Copy(io.Discard, there) }()
		return here, nil
	}}
	for name, test := range map[string]struct {
		cloud   http.RoundTripper
		timeout time.Duration
		took    time.Duration // 0: the request succeeds
	}{
		"takes a request in silence":    {silent, time.Second, time.Second},
		"answers after 12 s":            {late(12 * time.Second), time.Second, time.Second},
		"stops amid its answer":         {stalling(time.Hour), time.Second, time.Second},
		"answers in time":               {late(12 * time.Second), 13 * time.Second, 0},
		"is slower than the default":    {late(3 * time.Minute), 0, 2 * time.Minute},
		"is as slow as the user says":   {late(3 * time.Minute), 4 * time.Minute, 0},
		"trickles, and never gets done": {stalling(100 * time.Millisecond), 2 * time.Second, 2 * time.Second},
	} {
		for _, method := range []string{"GET", "POST"} {
			synctest.Test(t, func(t *testing.T) {
				c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: testEndpoint, Transport: test.cloud, Timeout: test.timeout})
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				_, err = c.Do(t.Context(), Request{Method: method, Path: "/servers"})
				took := time.Since(start)
				if test.took == 0 {
					if err != nil {
						t.Errorf("%s: %s: %v after %v", name, method, err, took)
					}
					return
				}
				var lost *transport.UnreachableError
				if !errors.As(err, &lost) || lost.Uncertain != (method == "POST") || took != test.took || !contains(err, "it took longer than "+test.took.String()) {
					t.Errorf("%s: %s: %v after %v, want %v", name, method, err, took, test.took)
				}
			})
		}
	}
}

// readerFunc is a body of one function.
type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A user who interrupts is told just that, not that the cloud is out.
func TestInterruptedRequest(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-arrived; cancel() }()
	_, err := c.Do(ctx, Request{Path: "/servers"})
	if !errors.Is(err, context.Canceled) || transport.IsUnavailable(err) {
		t.Error(err)
	}
}

// Who interrupts a change gets its answer where it comes within three seconds: no other one has the password. Later, or without a change,
// it is given up.
func TestInterruptedPostIsAwaited(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method   string
		answered time.Duration // after the sending; the interrupt comes after one second
		ended    time.Duration
		answer   bool
	}{
		{"POST", 2 * time.Second, 2 * time.Second, true},
		{"DELETE", 3 * time.Second, 3 * time.Second, true},
		{"POST", 5 * time.Second, 4 * time.Second, false},
		{"GET", 2 * time.Second, time.Second, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			slow := roundTripper(func(r *http.Request) (*http.Response, error) {
				select {
				case <-time.After(test.answered):
					return respond(202, `{"server":{"id":"7","adminPass":"ONCE"}}`), nil
				case <-r.Context().Done():
					return nil, r.Context().Err()
				}
			})
			c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: testEndpoint, Transport: slow})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			resp, err := c.Do(ctx, Request{Method: test.method, Path: "/servers"})
			switch took := time.Since(start); {
			case took != test.ended:
				t.Errorf("%s answered after %v: it ended after %v, want %v", test.method, test.answered, took, test.ended)
			case test.answer && (err != nil || !strings.Contains(string(resp.Raw), "ONCE")):
				t.Errorf("%s answered after %v: %v", test.method, test.answered, err)
			case !test.answer && (!errors.Is(err, context.Canceled) || transport.IsUncertain(err) != (test.method == "POST")):
				t.Errorf("%s answered after %v: %v", test.method, test.answered, err)
			}
		})
	}
}

// Who interrupts a change hears that it may have been done, and gets what came of the answer: no other one has the password.
func TestInterruptedPost(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	interrupted := roundTripper(func(*http.Request) (*http.Response, error) {
		resp := respond(202, "")
		resp.ContentLength = -1
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"server":{"id":"7","adminPass":"ONCE"`), readerFunc(func([]byte) (int, error) {
			cancel()
			return 0, ctx.Err()
		})))
		return resp, nil
	})
	c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: testEndpoint, Transport: interrupted})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Do(ctx, Request{Method: "POST", Path: "/servers"})
	if !errors.Is(err, context.Canceled) || !transport.IsUncertain(err) || transport.PartialOf(err).AdminPass != "ONCE" {
		t.Errorf("%v, which holds %+v", err, transport.PartialOf(err))
	}
}

// A certificate that doesn't fit is told at once and as such; with the right authority the same server is fine.
func TestCertificate(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		io.WriteString(w, `{}`)
	}))
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	o := Options{Credentials: identity.Credentials{Token: "given-token-1"}, Endpoint: server.URL}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	_, err = getServers(c)
	var lost *transport.UnreachableError
	if !errors.As(err, &lost) || !contains(err, "certificate") || requests.Load() != 0 {
		t.Errorf("%v after %d requests", err, requests.Load())
	}
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	o.TLS = &tls.Config{RootCAs: roots}
	if c, err = New(o); err != nil {
		t.Fatal(err)
	}
	if _, err := getServers(c); err != nil {
		t.Error(err)
	}
}

// Every request says what it sends, what it takes, and who it is from.
func TestHeaders(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`)}
	c := f.newClient(t, func(o *Options) { o.UserAgent = "novactl/1.2" })
	for _, r := range []Request{{Path: "/servers"}, {Method: "POST", Path: "/servers", Raw: []byte(`{}`), Header: http.Header{"X-Extra": {"1"}}}} {
		if _, err := c.Do(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	get, post := f.requests[0].Header, f.requests[1].Header
	for name, want := range map[string]string{"Accept": "application/json", "User-Agent": "novactl/1.2", "Content-Type": "", "X-Auth-Token": testToken} {
		if got := strings.Join(get[name], ","); got != want {
			t.Errorf("GET: %s is %q, want %q", name, got, want)
		}
	}
	if post.Get("Content-Type") != "application/json" || post.Get("X-Extra") != "1" {
		t.Errorf("POST: %v", post)
	}
}
