package cmd

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// flavorGone is a cloud whose servers tell the names of their flavors, as from 2.47 on, and have one that is no more.
type flavorGone struct{ cloud http.RoundTripper }

func (c flavorGone) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.cloud.RoundTrip(r)
	if err != nil || r.Method != http.MethodGet {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if strings.Contains(r.URL.Path, "/flavors") {
		body = []byte(`{"flavors":[]}`)
	}
	body = regexp.MustCompile(`"flavor":\{"id":"2",`).ReplaceAll(body, []byte(`"flavor":{"original_name":"odd",`))
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return resp, err
}

// Of a server whose flavor is gone the rest is printed, and it is said what lacks.
func TestCloneWithoutItsFlavor(t *testing.T) {
	t.Parallel()
	cloud, env := sandboxWith(t, sandbox.Options{})
	streams, out, errs := output.Buffers("")
	root := tree(&app.App{Streams: streams, Version: "test", Network: flavorGone{cloud.Transport()}, Environ: env})
	root.SetArgs([]string{"server", "clone", "web-1"})
	code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
	said := "the flavor odd of server web-1 is there no more"
	if code != 0 || !strings.Contains(errs.String(), said) || !strings.Contains(out.String(), "imageRef") || strings.Contains(out.String(), "flavorRef") {
		t.Errorf("%d, %s, %s", code, errs, out)
	}
}
