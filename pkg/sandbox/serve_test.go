package sandbox

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/web"
)

// serve serves the cloud on a free port and returns where.
func (u *cloudUnderTest) serve() (base string, stop func() error) {
	u.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		u.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- u.Serve(ctx, listener) }()
	u.t.Cleanup(cancel)
	return "http://" + listener.Addr().String(), func() error { cancel(); return <-ended }
}

// A served sandbox answers a real client with links that lead back to it, and ends when it is told to, without an error.
func TestServe(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	base, stop := u.serve()
	client := &http.Client{}
	response, err := client.Post(base+"/v2.0/tokens", "application/json",
		strings.NewReader(`{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK || !strings.Contains(string(text), `"publicURL":"`+base+`/DFW/v2/010101"`) {
		t.Errorf("%s %s", response.Status, text)
	}
	head, err := client.Head(base + "/v2/")
	if err != nil || head.StatusCode != http.StatusOK || head.ContentLength <= 0 {
		t.Errorf("HEAD: %v %v", head, err)
	}
	if err := stop(); err != nil {
		t.Errorf("Serve ended with %v", err)
	}
	if _, err := client.Get(base + "/"); err == nil {
		t.Error("it still answers")
	}
}

// Serve on a broken listener is an error.
func TestServeBrokenListener(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	if err := u.Serve(t.Context(), listener); err == nil {
		t.Error("no error")
	}
}

// Headers and bodies that are too long are refused; the server goes on.
func TestServeLimits(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	base, _ := u.serve()
	long := strings.Repeat(" ", web.MaxBody+1)
	for request, want := range map[string]string{
		"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("x", 80<<10) + "\r\n\r\n": "431",
		"POST /v2.0/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
			fmt.Sprintf("Content-Length: %d\r\n\r\n", len(long)) + long: "413",
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n": "200",
	} {
		connection, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = io.WriteString(connection, request) }()
		line, err := bufio.NewReader(connection).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "HTTP/1.1 "+want) {
			t.Errorf("%.40q: %q (%v), want %s", request, line, err, want)
		}
		_ = connection.Close()
	}
}

// The environment is the one that clients of OpenStack read, one export a line.
func TestEnvironment(t *testing.T) {
	t.Parallel()
	want := []string{
		"export OS_AUTH_URL=http://127.0.0.1:8774/v2.0", "export OS_USERNAME=sandbox", "export OS_PASSWORD=sandbox",
		"export OS_API_KEY=sandbox-key", "export OS_TENANT_ID=010101", "export OS_TENANT_NAME=010101", "export OS_REGION_NAME=DFW",
	}
	if got := Environment("http://127.0.0.1:8774"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
