package sandbox

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Bodies that are meant to break a reader are refused, in Nova's words where it has some, and nothing is made. Where Nova takes what is
// odd, so does the sandbox: the last of repeated members counts, as in Python.
func TestHostileBodies(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const malformed, long = "Malformed request body", "Request is too large."
	server := func(name string) string {
		return `{"server":{"name":` + name + `,"imageRef":"` + precise + `","flavorRef":"2"}}`
	}
	for name, test := range map[string]struct {
		contentType, body string
		status            int
		message           string
	}{
		"deep arrays":           {"application/json", strings.Repeat("[", 50000), 400, malformed},
		"deep objects":          {"application/json", strings.Repeat(`{"a":`, 20000), 400, malformed},
		"deep but whole":        {"application/json", `{"server":` + strings.Repeat(`{"a":`, 9000) + "1" + strings.Repeat("}", 9001), 400, "Server name is not defined"},
		"deep elements":         {"application/xml", strings.Repeat("<a>", 30000), 400, malformed},
		"invalid UTF-8":         {"application/json", server("\"a\xff\""), 400, malformed},
		"invalid UTF-8 in XML":  {"application/xml", "<server name=\"a\xff\"/>", 400, malformed},
		"half an escape":        {"application/json", server(`"a\u00"`), 400, malformed},
		"something after":       {"application/json", server(`"a"`) + "x", 400, malformed},
		"two documents":         {"application/json", server(`"a"`) + server(`"b"`), 400, malformed},
		"a number for a name":   {"application/json", server(`1e999`), 400, "Server name is not a string or unicode"},
		"too long":              {"application/json", server(`"` + strings.Repeat("a", web.MaxBody) + `"`), 413, long},
		"too long a space":      {"application/xml", "<server>" + strings.Repeat(" ", web.MaxBody) + "</server>", 413, long},
		"entities":              {"application/xml", `<!DOCTYPE s [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><server name="&b;"/>`, 400, malformed},
		"a file as an entity":   {"application/xml", `<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><server name="&f;"/>`, 400, malformed},
		"a DTD elsewhere":       {"application/xml", `<!DOCTYPE s SYSTEM "http://evil.example/x.dtd"><server name="a"/>`, 400, malformed},
		"an entity that is not": {"application/xml", `<server name="&x;"/>`, 400, malformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := u.in(t)
			r := u.want(test.status, u.compute("POST", "/servers", test.body, "Content-Type", test.contentType))
			if _, message := u.fault(r); message != test.message {
				t.Errorf("it says %q, want %q", message, test.message)
			}
		})
	}
	t.Cleanup(func() {
		if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) > 0 {
			t.Errorf("there are servers now: %q", got)
		}
	})
}

// Requests that no client of good will sends, byte by byte: each gets a clean refusal, or what its plain form gets. None of them
// reaches another resource than its path says, or the controls.
func TestHostileRequests(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	base, _ := u.serve()
	token := "\r\nX-Auth-Token: " + u.token
	chunk := fmt.Sprintf("%x\r\n%s\r\n", 50000, strings.Repeat(" ", 50000))
	for _, test := range []struct {
		request string
		want    string // how the answer begins, or what the body has after "…"
	}{
		{"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n", "413"},
		{"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
		{"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "400"},
		{"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"},
		{"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n", "400"},
		{"GET / HTTP/1.1\r\n\r\n", "400"},
		{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
		{"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400"},
		{"GET / HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n", "400"},
		{"GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n", "400"},
		{"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		{"GET /a\x00b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		{"GET /" + strings.Repeat("a", 80<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", "431"},
		{"GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505"},
		{"CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		{"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "200"},
		{"TRACE /v2/010101/servers HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		{"GET / HTTP/1.0\r\n\r\n", "…" + base + "/DFW/v2/"}, // the links lead back, without a Host too
		{"GET /v2/010101/servers/%00 HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "404"},
		{"GET /v2/010101/servers/x%2f..%2f" + id + " HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "404"},
		{"GET /v2/010101/images/../servers/" + id + " HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "404"},
		{"GET /v2/020202/../010101/servers HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "400"},
		{"GET //v2///010101//servers/" + id + " HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "200"},
		{"GET http://evil.example/v2/010101/servers/" + id + " HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "200"},
		{"POST /_sandbox/reset HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403"},
		{"POST /_sandbox/reset HTTP/1.0\r\n\r\n", "403"},
		{"POST http://evil.example/_sandbox/reset HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "403"},
		{"POST /_sandbox/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: null\r\nContent-Type: text/plain\r\n\r\n", "403"},
		{signIn("/v2.0/tokens", "evil.example"), "403"},
		{signIn("/v3/auth/tokens", "evil.example:8774"), "403"},
		{signIn("/v2.0/tokens", "127.0.0.1\r\nOrigin: http://evil.example"), "403"},
		{signIn("/v2.0/tokens", "localhost"), "200"},
		{signIn("/v2.0/tokens", "buildhost:8774"), "200"},
		{"POST /v2/../_sandbox/reset HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "401"},
		{"POST /_sandbox%2freset HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "404"},
		{"GET /v2/010101/servers/" + id + " HTTP/1.1\r\nHost: x" + token + "\r\n\r\n", "200"}, // it is still there
	} {
		connection, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = io.WriteString(connection, test.request) }()
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Errorf("%.90q: %v", test.request, err)
			continue
		}
		text, _ := io.ReadAll(response.Body)
		_ = connection.Close()
		if inBody, found := strings.CutPrefix(test.want, "…"); found {
			if !strings.Contains(string(text), inBody) {
				t.Errorf("%.90q: %s, want %s in it", test.request, text, inBody)
			}
		} else if fmt.Sprint(response.StatusCode) != test.want {
			t.Errorf("%.90q: %s %.200s, want %s", test.request, response.Status, text, test.want)
		}
	}
}

// signIn is a request with the well-known password.
func signIn(path, host string) string {
	body := `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, host, len(body), body)
}

// pipeListener gives the server one end of each pipe whose other end dial returns.
type pipeListener struct {
	connections chan net.Conn
	closed      chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.connections:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error { close(l.closed); return nil }

func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

func (l *pipeListener) dial() net.Conn {
	ours, theirs := net.Pipe()
	l.connections <- theirs
	return ours
}

// A client that sends a byte a second, or nothing more, doesn't hold its connection for ever: not in the headers, not in the body, not
// between two requests.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		begins string
		byte   string // "": it is silent
		within time.Duration
	}{
		"in the headers":        {"GET / HTTP/1.1\r\nHost: x\r\nX: ", "a", 11 * time.Second},
		"silent from the start": {"", "", 2*time.Minute + time.Second},
		"in the body":           {"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", " ", 2*time.Minute + time.Second},
		"after a request":       {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "", 2*time.Minute + time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				cloud, err := Open(Options{})
				if err != nil {
					t.Fatal(err)
				}
				l := &pipeListener{connections: make(chan net.Conn), closed: make(chan struct{})}
				ctx, stop := context.WithCancel(t.Context())
				served := make(chan error)
				go func() { served <- cloud.Serve(ctx, l) }()
				c := l.dial()
				began := time.Now()
				gone := make(chan struct{})
				go func() { _, _ = io.Copy(io.Discard, c); close(gone) }()
				_, _ = io.WriteString(c, test.begins)
				for dropped := false; !dropped; {
					select {
					case <-gone:
						dropped = true
					case <-time.After(time.Second):
						if test.byte != "" {
							_, _ = io.WriteString(c, test.byte)
						}
					}
					if time.Since(began) > time.Hour {
						t.Fatal("it is never dropped")
					}
				}
				if took := time.Since(began); took > test.within {
					t.Errorf("dropped after %v, want %v", took, test.within)
				}
				_ = c.Close()
				stop()
				if err := <-served; err != nil {
					t.Error(err)
				}
			})
		})
	}
}
