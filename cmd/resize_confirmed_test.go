package cmd

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// impatient is a cloud that confirms resizes itself: as soon as a server shows VERIFY_RESIZE, or in the moment before its user does.
type impatient struct {
	cloud   http.RoundTripper
	late    bool
	refused int
}

func (c *impatient) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	if c.late && bytes.Contains(body, []byte("confirmResize")) {
		c.confirm(r, r.URL.Path)
	}
	resp, err := c.cloud.RoundTrip(r)
	if err != nil || r.Method == http.MethodPost {
		if err == nil && resp.StatusCode == http.StatusConflict {
			c.refused++
		}
		return resp, err
	}
	shown, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if !c.late && bytes.Contains(shown, []byte("VERIFY_RESIZE")) && strings.Contains(r.URL.Path, "/servers/") {
		c.confirm(r, r.URL.Path+"/action")
		return c.cloud.RoundTrip(r)
	}
	resp.Body = io.NopCloser(bytes.NewReader(shown))
	return resp, nil
}

func (c *impatient) confirm(r *http.Request, path string) {
	own := r.Clone(r.Context())
	own.Method, own.Body, own.ContentLength = http.MethodPost, io.NopCloser(strings.NewReader(`{"confirmResize":null}`)), -1
	own.URL.Path = path
	own.Header.Set("Content-Type", "application/json")
	if resp, err := c.cloud.RoundTrip(own); err == nil {
		_ = resp.Body.Close()
	}
}

// Where the cloud confirms a resize itself, --confirm is done and --check still runs: what it finds is told, though nothing can be reverted.
func TestResizeConfirmedByTheCloud(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line, said    string
		late          bool
		code, refused int
	}{
		{"server resize web-1 --flavor 3 --confirm -o id", "", false, 0, 0},
		{"server resize web-1 --flavor 3 --confirm -o id", "", true, 0, 1},
		{"server resize web-1 --flavor 3 -o id --check true", "", false, 0, 0},
		{"server resize web-1 --flavor 3 -o id --check true", "", true, 0, 1},
		{"server resize web-1 --flavor 3 -o id --check false", "the check failed, and the resize stays: the cloud has confirmed it already", false, 7, 0},
	} {
		cloud, env := sandboxWith(t, sandbox.Options{Speed: 1e6}, "NOVACTL_POLL_INTERVAL=1ms")
		streams, _, errs := output.Buffers("")
		network := &impatient{cloud: cloud.Transport(), late: test.late}
		root := tree(&app.App{Streams: streams, Version: "test", Network: network, Environ: env})
		root.SetArgs(strings.Fields(test.line))
		code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
		if code != test.code || !strings.Contains(errs.String(), test.said) || network.refused != test.refused {
			t.Errorf("%s (late: %v): %d, %d refused, %s", test.line, test.late, code, network.refused, errs)
		}
	}
}
