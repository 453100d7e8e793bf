package cmd

import (
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// passwordCloud is a cloud whose answers have a password of 20 characters each, another one each time.
type passwordCloud struct {
	secrets []string // those that it gave, and those that it was sent
}

var sentPassword = regexp.MustCompile(`"adminPass":"([^"]*)"`)

func (p *passwordCloud) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	const id = "11111111-2222-4333-8444-555555555555"
	server := map[string]any{
		"id": id, "name": "a-server-whose-name-is-long", "status": "ACTIVE", "OS-EXT-STS:task_state": nil,
		"metadata": map[string]any{"a key that is long": "a value that is even longer than its key"},
		"image":    map[string]any{"id": id}, "flavor": map[string]any{"id": "2"},
	}
	answer := map[string]any{"server": server, "servers": []any{server}, "flavor": map[string]any{"id": "2"}, "image": map[string]any{"id": id}}
	if sent := sentPassword.FindSubmatch(body); sent != nil {
		p.secrets = append(p.secrets, string(sent[1]))
	} else if r.Method == http.MethodPost {
		secret := "q6T4AKpvXw9Lr2Zn8B" + strconv.Itoa(10+len(p.secrets))
		p.secrets = append(p.secrets, secret)
		server["adminPass"], answer["adminPass"] = secret, secret
	}
	doc, err := json.Marshal(answer)
	status := http.StatusOK
	if r.Method == http.MethodPost {
		status = http.StatusAccepted
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(string(doc))),
		ContentLength: int64(len(doc)), Request: r,
	}, err
}

// A password that is shown once is whole and on one line, whatever the verb and however narrow the terminal.
func TestPasswordsAreWhole(t *testing.T) {
	t.Parallel()
	const built = " --image 11111111-2222-4333-8444-555555555555 --flavor 2"
	const server = "11111111-2222-4333-8444-555555555555"
	for _, line := range []string{
		"server create web" + built, "server create web" + built + " --wait", "server create web --count 3" + built,
		"server rebuild " + server + " --yes --image " + server, "server rescue " + server,
		"server password " + server + " --generate", "server create web --generate" + built,
	} {
		for width := 40; width <= 130; width += 10 {
			streams, out, errs := output.Buffers("")
			streams.OutTTY, streams.Width = true, width
			cloud := &passwordCloud{}
			root := tree(&app.App{Streams: streams, Network: cloud, Environ: []string{
				"HOME=" + t.TempDir(), "NOVACTL_ENDPOINT=https://compute.example.com/v2/t1", "NOVACTL_TOKEN=t", "NOVACTL_PARALLEL=1",
			}})
			root.SetArgs(strings.Fields(line))
			if code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint }); code != 0 {
				t.Fatalf("%s: exit code %d: %s", line, code, errs)
			}
			if len(cloud.secrets) == 0 {
				t.Fatalf("%s: no password came", line)
			}
			for _, secret := range cloud.secrets {
				if len(secret) < 20 || strings.Count(out.String(), secret) != 1 {
					t.Errorf("%s: at %d columns the password %s is not there once:\n%s", line, width, secret, out)
				}
			}
		}
	}
}
