package coverage

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// guide are the operations as the tables of the guide list them: what a row is missing for shows here.
var guide = []string{
	"POST /tokens",
	"GET /limits", "GET /", "GET /{version}/", "GET /extensions", "GET /extensions/{alias}",
	"GET /servers", "GET /servers/detail", "POST /servers", "GET /servers/{id}", "PUT /servers/{id}", "DELETE /servers/{id}",
	"GET /servers/{id}/ips", "GET /servers/{id}/ips/{network}",
	"POST /servers/{id}/action changePassword", "POST /servers/{id}/action reboot", "POST /servers/{id}/action rebuild",
	"POST /servers/{id}/action resize", "POST /servers/{id}/action confirmResize", "POST /servers/{id}/action revertResize",
	"POST /servers/{id}/action rescue", "POST /servers/{id}/action unrescue", "POST /servers/{id}/action createImage",
	"POST /servers/{id}/os-volume_attachments", "GET /servers/{id}/os-volume_attachments",
	"GET /servers/{id}/os-volume_attachments/{attachment}", "DELETE /servers/{id}/os-volume_attachments/{attachment}",
	"GET /flavors", "GET /flavors/detail", "GET /flavors/{id}",
	"GET /images", "GET /images/detail", "GET /images/{id}", "DELETE /images/{id}",
	"GET /servers/{id}/metadata", "PUT /servers/{id}/metadata", "POST /servers/{id}/metadata",
	"GET /servers/{id}/metadata/{key}", "PUT /servers/{id}/metadata/{key}", "DELETE /servers/{id}/metadata/{key}",
	"GET /images/{id}/metadata", "PUT /images/{id}/metadata", "POST /images/{id}/metadata",
	"GET /images/{id}/metadata/{key}", "PUT /images/{id}/metadata/{key}", "DELETE /images/{id}/metadata/{key}",
}

// TestEveryOperationHasARow holds the table against the guide's.
func TestEveryOperationHasARow(t *testing.T) {
	t.Parallel()
	var rows []string
	for _, o := range Operations() {
		row := o.Method + " " + o.Path
		if strings.HasSuffix(o.Path, "/action") {
			row += " " + o.Action
		}
		rows = append(rows, row)
	}
	for _, o := range guide {
		if !slices.Contains(rows, o) {
			t.Errorf("the guide's operation %s has no row", o)
		}
	}
	for _, row := range rows {
		if !slices.Contains(guide, row) {
			t.Errorf("the row %s is no operation of the guide", row)
		}
	}
}

// TestEveryRowHasAScript wants the script that a row names to run the row's command.
func TestEveryRowHasAScript(t *testing.T) {
	t.Parallel()
	for _, o := range Operations() {
		script, err := os.ReadFile(filepath.Join("..", "script", o.Script))
		if err != nil {
			t.Errorf("%s %s: %v", o.Method, o.Path, err)
			continue
		}
		words := strings.Fields(o.Command)
		command := "exec novactl " + strings.Join(words[:min(2, len(words))], " ")
		if !strings.Contains(string(script), command) {
			t.Errorf("%s %s: %s doesn't have: %s", o.Method, o.Path, o.Script, command)
		}
	}
}

// TestEveryCommandSendsItsOperation runs each row's command with --curl, and wants the request of the row, on both wires.
func TestEveryCommandSendsItsOperation(t *testing.T) {
	t.Parallel()
	home := novactl.NewHome(t)
	run := func(t *testing.T, args ...string) string {
		t.Helper()
		var stderr strings.Builder
		c := home.Command(context.Background(), append([]string{"--cloud", "sandbox"}, args...)...)
		c.Stderr = &stderr
		out, err := c.Output()
		if err != nil {
			t.Fatalf("novactl %q: %v: %s", args, err, &stderr)
		}
		return string(out)
	}
	run(t, "server", "create", "web-1", "--image", "80fbcb55-b206-41f9-9bc2-2dd7aac6c061", "--flavor", "2", "--wait")
	run(t, "image", "create", "web-1", "backup", "--wait")
	for _, o := range Operations() {
		if o.Path == "/tokens" {
			continue // signing in is no request to compute; auth.txtar proves it
		}
		for _, wire := range []string{"json", "xml"} {
			t.Run(o.Section+" "+o.Command+" "+wire, func(t *testing.T) {
				t.Parallel()
				command := strings.ReplaceAll(o.Command, "VOLUME", "4ab50df6-7480-45df-8604-b1ee39fe857c")
				o.check(t, run(t, append(strings.Fields(command), "--curl", "--wire", wire)...), wire)
			})
		}
	}
}

var variable = regexp.MustCompile(`\\\{[a-z]+\\\}`)

// check holds a printed request against the row.
func (o Operation) check(t *testing.T, curl, wire string) {
	t.Helper()
	method := "-X " + o.Method + " "
	if o.Method != http.MethodGet && !strings.Contains(curl, method) {
		t.Errorf("want %s, got %s", o.Method, curl)
	}
	path := variable.ReplaceAllString(regexp.QuoteMeta(o.Path), `[^/' ?]+`)
	if endpoint := `'?http://[^/]+(/[A-Z]+)?(/v2/010101)?`; !regexp.MustCompile(endpoint + path + `(\.xml)?['? \n]`).MatchString(curl) {
		t.Errorf("want the path %s, got %s", o.Path, curl)
	}
	if !strings.Contains(curl, "Accept: application/"+wire) {
		t.Errorf("want an answer in %s, got %s", wire, curl)
	}
	if o.Action == "" {
		return
	}
	root := map[string]string{"json": `{"` + o.Action + `":`, "xml": "<" + o.Action}[wire]
	if !strings.Contains(curl, root) || !strings.Contains(curl, "Content-Type: application/"+wire) {
		t.Errorf("want a body of %s with the root %s, got %s", wire, o.Action, curl)
	}
}
