package cmd

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// partsCloud is a cloud whose server is on its way to another host, as Nova 34 writes that (guide of the API, 2.80).
type partsCloud struct{ numberedCloud }

func (f *partsCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(req.URL.Path, "/migrations") {
		return f.numberedCloud.RoundTrip(req)
	}
	body := `{"migrations":[{"id":1234,"uuid":"4b3d","server_uuid":"11111111-0000-4000-8000-000000000000","status":"running","source_compute":"a","dest_compute":"b"},
		{"id":1299,"uuid":"5c4e","status":"preparing"}]}`
	header := http.Header{"Content-Type": {"application/json"}}
	return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: req}, nil
}

// The number of a migration that is under way is completed, with how far it is: it is a number in the answer, and stands behind the server.
func TestCompletesMigrations(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"migration abort web":    "1234\trunning\n1299\tpreparing\n:4\n",
		"migration show web":     "1234\trunning\n1299\tpreparing\n:4\n",
		"migration show web 12x": ":4\n",
	} {
		streams, out, _ := output.Buffers("")
		a := &app.App{Streams: streams, Version: "test", Network: &partsCloud{numberedCloud{denial: http.StatusNotFound, uuids: true}}, Environ: []string{
			"HOME=" + t.TempDir(), "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
		}}
		words := append([]string{"__complete"}, strings.Fields(line)...)
		if code := Run(t.Context(), a, append(words, "")); code != 0 || out.String() != want {
			t.Errorf("%s: exit code %d, %q, want %q", line, code, out, want)
		}
	}
}
