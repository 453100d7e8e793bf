package sandbox

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// refusal is a request that the cloud refuses, as a row of errors.tsv has it: sent as JSON, and as XML.
type refusal struct {
	method, path string                    // {server} and {image} are the scene's, {new} is a fresh id
	json, xml    string                    // the body; cantSay where XML has no words for it
	message      string                    // "": what the row says
	scene        func(t *testing.T) *scene // what has to be so before; nil: nothing
	tenant       string                    // whose token and path it is; "": the user's
	headers      []string                  // besides, or in place of, the wire's
	again        string                    // the header Retry-After; "": 0 for a 413, else none
	until        string                    // the body's RetryAfter; "": the same
	details      string
}

// cantSay marks what XML has no words for: a value that is no string, null, and a second member of that name.
const cantSay = "XML can't say it"

// scene is a cloud with a server and an image of it, in which a refusal comes true.
type scene struct {
	*cloudUnderTest
	server, image string
}

func newScene(t *testing.T, o Options) *scene {
	t.Helper()
	u := newCloud(t, o)
	server := u.active("web")
	return &scene{u, server, u.imaged(server, "gold")}
}

// with is a scene that something happens in first.
func with(o Options, happens func(*scene)) func(*testing.T) *scene {
	return func(t *testing.T) *scene {
		t.Helper()
		s := newScene(t, o)
		happens(s)
		return s
	}
}

// failing is a scene with a fault on demand: for what the cloud itself has no way to.
func failing(f inject.Rule) func(*testing.T) *scene {
	return with(Options{}, func(s *scene) { s.failing(f) })
}

// brokenStore can't be looked at once the scene is set.
type brokenStore struct {
	store.Store
	err error
}

func (s brokenStore) View(context.Context, func(store.Tx) error) error { return s.err }

func get(path string) refusal { return refusal{method: "GET", path: path} }

func remove(path string) refusal { return refusal{method: "DELETE", path: path} }

func put(path, inJSON, inXML string) refusal {
	return refusal{method: "PUT", path: path, json: inJSON, xml: inXML}
}

func post(path, inJSON, inXML string) refusal {
	return refusal{method: "POST", path: path, json: inJSON, xml: inXML}
}

func actionOf(inJSON, inXML string) refusal { return post("/servers/{server}/action", inJSON, inXML) }

func (r refusal) says(message string) refusal { r.message = message; return r }

func (r refusal) in(scene func(*testing.T) *scene) refusal { r.scene = scene; return r }

func (r refusal) sending(headers ...string) refusal { r.headers = headers; return r }

func (r refusal) of(tenant string) refusal { r.tenant = tenant; return r }

func (r refusal) telling(again, until, details string) refusal {
	r.again, r.until, r.details = again, until, details
	return r
}

// errorRow is a row of errors.tsv.
type errorRow struct{ condition, status, kind, message string }

func errorRows(t *testing.T) []errorRow {
	t.Helper()
	table, err := os.ReadFile("testdata/errors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []errorRow
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[0] != "condition" {
			rows = append(rows, errorRow{f[0], f[1], f[2], strings.ReplaceAll(f[3], `\n`, "\n")})
		}
	}
	return rows
}

// Each refusal of the facts is made with its status, its element, its words and the time to come again, in JSON and in XML, and
// changes nothing (errors.tsv: all 71 rows).
func TestErrors(t *testing.T) {
	t.Parallel()
	rows, all := errorRows(t), refusals(t)
	if len(rows) != 71 || len(all) != 71 {
		t.Errorf("%d rows, %d with requests", len(rows), len(all))
	}
	shared := newScene(t, Options{})
	before := shared.compute("GET", "/servers/detail", "").body + shared.compute("GET", "/images/detail", "").body
	for _, row := range rows {
		if len(all[row.condition]) == 0 {
			t.Errorf("%s: no request asks for it", row.condition)
		}
		for _, r := range all[row.condition] {
			for _, wire := range []string{"json", "xml"} {
				at := &scene{shared.in(t), shared.server, shared.image}
				if r.scene != nil {
					at = r.scene(t)
				}
				at.checkRefusal(row, r, wire)
			}
		}
	}
	if after := shared.compute("GET", "/servers/detail", "").body + shared.compute("GET", "/images/detail", "").body; after != before {
		t.Errorf("something was refused, and done: %s", after)
	}
}

// checkRefusal sends a refusal's request on a wire.
func (s *scene) checkRefusal(row errorRow, r refusal, wire string) {
	s.t.Helper()
	body := map[string]string{"json": r.json, "xml": r.xml}[wire]
	if body == cantSay {
		return
	}
	if (r.json == "") != (r.xml == "") {
		s.t.Fatalf("%s: a body for one wire alone", row.condition)
	}
	fill := strings.NewReplacer("{server}", s.server, "{image}", s.image, "{new}", random.UUID(), "{token}", s.token)
	headers := append([]string{"Content-Type", "application/" + wire, "Accept", "application/" + wire}, r.headers...)
	tenant := tables.Tenant
	if r.tenant != "" {
		tenant = r.tenant
		headers = append(headers, "X-Auth-Token", s.signIn("sandbox2", "sandbox2"))
	}
	path := fill.Replace(r.path)
	if !strings.HasPrefix(path, "/v2.0/") && !strings.HasPrefix(path, "/DFW/") {
		path = "/DFW/v2/" + tenant + path
	}
	got, want := s.faultParts(s.send(r.method, path, fill.Replace(body), headers...)), r.expected(row, fill)
	if strings.HasPrefix(want.Message, "(") && got.Message != "" { // "(body unrecorded)": any words do
		want.Message = got.Message
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("%s: %s %s %.100s (-want +got):\n%s", row.condition, r.method, r.path, body, diff)
	}
}

// faultParts are what a refusal says.
type faultParts struct {
	Status, Kind, Code, Message, Details, RetryAfter, Header string
}

// expected are the parts that a row and its request lead to expect.
func (r refusal) expected(row errorRow, fill *strings.Replacer) faultParts {
	status := row.status[:3]
	want := faultParts{Status: status, Kind: row.kind, Code: status, Message: row.message, Details: r.details, Header: r.again}
	if r.message != "" {
		want.Message = r.message
	}
	want.Message = fill.Replace(want.Message)
	if want.Header == "" && status == "413" {
		want.Header = "0"
	}
	if want.RetryAfter = r.until; r.until == "" {
		want.RetryAfter = want.Header
	}
	if row.kind == "-" { // no fault's document
		want.Code = ""
	}
	return want
}

// textOf is a member as text: 404 is "404".
func textOf(value any) string {
	if text, isText := value.(string); isText {
		return text
	}
	data, _ := json.Marshal(value)
	return string(data)
}

// faultParts reads a refusal in any format.
func (u *cloudUnderTest) faultParts(r reply) faultParts {
	u.t.Helper()
	got := faultParts{Status: strconv.Itoa(r.status), Header: r.header.Get("Retry-After")}
	if strings.HasPrefix(r.header.Get("Content-Type"), "text/plain") {
		got.Kind, got.Message = "-", r.body
		return got
	}
	parts := map[string]string{}
	if r.header.Get("Content-Type") == "application/xml" {
		root := u.xml(r)
		got.Kind, parts = strings.TrimPrefix(root.name, "c:"), root.attrs
		for _, child := range root.children {
			parts[strings.TrimPrefix(child.name, "c:")] = child.text
		}
	} else {
		for kind, fault := range u.json(r) {
			got.Kind = kind
			members, _ := fault.(map[string]any)
			for name, value := range members {
				parts[name] = textOf(value)
			}
		}
	}
	if r.status < 300 { // no refusal: an empty list
		got.Kind, got.Message = "-", "empty list"
		if !strings.Contains(r.body, `"servers":[]`) && !strings.HasSuffix(strings.TrimSpace(r.body), "/>") {
			got.Message = r.body
		}
		return got
	}
	got.Code, got.Message, got.Details, got.RetryAfter = parts["code"], parts["message"], parts["details"], parts["retryAfter"]
	return got
}
