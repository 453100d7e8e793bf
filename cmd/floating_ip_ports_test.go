package cmd

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// twoPorts is a cloud whose server has two ports; only those that are named in reached have a router on the way outside.
type twoPorts struct {
	numberedCloud
	reached string
	changes []string
}

const noGateway = `{"NeutronError":{"type":"ExternalGatewayForFloatingIPNotFound",` +
	`"message":"External network out is not reachable from subnet s. Therefore, cannot associate Port with a Floating IP.","detail":""}}`

func (f *twoPorts) RoundTrip(req *http.Request) (*http.Response, error) {
	status := http.StatusOK
	var body string
	switch path := req.URL.Path; {
	case path == "/v2.0/ports":
		body = `{"ports":[{"id":"inner","fixed_ips":[{"ip_address":"10.9.0.5"},{"ip_address":"fd00::5"}]},{"id":"outer","fixed_ips":[{"ip_address":"10.0.0.5"}]}]}`
	case strings.HasPrefix(path, "/v2.0/floatingips") && req.Method != http.MethodGet:
		text, _ := io.ReadAll(req.Body)
		f.changes = append(f.changes, req.Method+" "+string(text))
		body = `{"floatingip":{"id":"f1","floating_ip_address":"203.0.113.9"}}`
		if f.reached == "" || !strings.Contains(string(text), f.reached) {
			status, body = http.StatusNotFound, noGateway
		}
	case path == "/v2.0/floatingips":
		body = `{"floatingips":[{"id":"f1","floating_ip_address":"203.0.113.9"}]}`
	default:
		return f.numberedCloud.RoundTrip(req)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: req}, nil
}

// A floating IP leads to the port that can be reached from outside; which one that is, the network service alone knows.
func TestFloatingIPOfSeveralPorts(t *testing.T) {
	t.Parallel()
	sent := func(port, addr string) string {
		return `{"floatingip":{"fixed_ip_address":"` + addr + `","port_id":"` + port + `"}}`
	}
	for name, tt := range map[string]struct {
		line, reached string
		changes       []string
		code          int
		says          string
	}{
		"the second":       {"203.0.113.9", "outer", []string{"PUT " + sent("inner", "10.9.0.5"), "PUT " + sent("outer", "10.0.0.5")}, 0, ""},
		"the first":        {"203.0.113.9", "inner", []string{"PUT " + sent("inner", "10.9.0.5")}, 0, ""},
		"the one named":    {"203.0.113.9 --fixed-ip 10.9.0.5", "outer", []string{"PUT " + sent("inner", "10.9.0.5")}, 3, "10.9.0.5: External network out is not reachable"},
		"none":             {"203.0.113.9", "", []string{"PUT " + sent("inner", "10.9.0.5"), "PUT " + sent("outer", "10.0.0.5")}, 3, "10.0.0.5: External network out is not reachable"},
		"no such fixed IP": {"203.0.113.9 --fixed-ip 10.9.9.9", "outer", nil, 2, "the server's addresses are 10.9.0.5, fd00::5, 10.0.0.5"},
	} {
		f := &twoPorts{numberedCloud: numberedCloud{denial: http.StatusNotFound, uuids: true}, reached: tt.reached}
		streams, _, errs := output.Buffers("")
		root := tree(&app.App{Streams: streams, Version: "test", Network: f, Environ: []string{
			"HOME=" + t.TempDir(), "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
		}})
		root.SetArgs(append([]string{"server", "floating-ip", "add", "web"}, strings.Fields(tt.line)...))
		code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
		if diff := cmp.Diff(tt.changes, f.changes); diff != "" || code != tt.code || !strings.Contains(errs.String(), tt.says) {
			t.Errorf("%s: exit code %d, want %d, %s\n%s", name, code, tt.code, diff, errs)
		}
	}
}
