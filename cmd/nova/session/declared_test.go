package session

import (
	"errors"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/output"
)

// line is a command line of a command that takes these arguments, in 2.minor. What it names is found without a cloud.
func line(t *testing.T, minor int, takes string, args ...string) *Nova {
	t.Helper()
	values, _, extras, err := argparse.Parser{Options: argparse.For(argparse.Parse(takes), minor)}.Parse(args)
	if err != nil || extras != nil {
		t.Fatalf("%v: %v, %v", args, extras, err)
	}
	streams, _, _ := output.Buffers("")
	return &Nova{App: &app.App{Streams: streams}, Ctx: t.Context(), Args: values, Minor: minor, Explain: true}
}

// A reader that there isn't is an error, and no text that is sent.
func TestUnknownReader(t *testing.T) {
	t.Parallel()
	s := line(t, 1, "--host=", "--host", "h")
	if r, err := s.Request("POST /a host=host|pars"); err == nil || !strings.Contains(err.Error(), "pars") {
		t.Errorf("%v, %v", r, err)
	}
}

// A request that a row declares has what the line and the version of the API say.
func TestRequest(t *testing.T) {
	t.Parallel()
	const takes = "server --reason= --limit=int --force --host= --off --meta=* --kind=~ssh --new=@50"
	for name, test := range map[string]struct {
		row, path, body string
		args            []string
		minor           int
	}{
		"nothing of the line":         {row: "GET /a/b", path: "/a/b"},
		"what is found, and a value":  {row: "DELETE /s/{server}/t/{=host}", path: "/s/a%2Fb/t/h", args: []string{"--host", "h"}},
		"parameters":                  {row: "GET /a?limit&host&x=reason", path: "/a?limit=3&x=a+b", args: []string{"--limit", "3", "--reason", "a b"}},
		"no parameters":               {row: "GET /a?limit&force", path: "/a", args: []string{"--limit", "0"}},
		"a switch as a parameter":     {row: "GET /a?force&all=force|'None'", path: "/a?force=True&all=None", args: []string{"--force"}},
		"an older form":               {row: "@53 PUT /new; PUT /old", path: "/old", minor: 52},
		"a newer form":                {row: "@53 PUT /new; PUT /old", path: "/new", minor: 53},
		"a form of an option":         {row: "?host PUT /a host; PUT /b", path: "/a", body: `{"host": "h"}`, args: []string{"--host", "h"}},
		"no form of an option":        {row: "?host PUT /a host;\n\tPUT /b", path: "/b", args: []string{"--host", ""}},
		"null, text, number":          {row: "POST /a reason limit host=reason x=null y='z'", path: "/a", body: `{"reason": null, "limit": 2, "host": null, "x": null, "y": "z"}`, args: []string{"--limit", "2"}},
		"where there is something":    {row: "POST /a reason? limit? force? host?", path: "/a", body: `{"limit": 0}`, args: []string{"--limit", "0", "--reason", ""}},
		"where the line has it":       {row: "POST /a reason! host!", path: "/a", body: `{"reason": ""}`, args: []string{"--reason", ""}},
		"where it isn't null":         {row: "POST /a reason~ host~", path: "/a", body: `{"reason": ""}`, args: []string{"--reason", ""}},
		"objects":                     {row: "POST /a x{y{force} z=!off} v", path: "/a", body: `{"x": {"y": {"force": true}, "z": true}, "v": null}`, args: []string{"--force"}},
		"an object that may be null":  {row: "POST /a lock{reason?}|null x", path: "/a", body: `{"lock": null, "x": null}`},
		"an object that isn't null":   {row: "POST /a lock{reason?}|null", path: "/a", body: `{"lock": {"reason": "r"}}`, args: []string{"--reason", "r"}},
		"a list of one":               {row: "POST /a e{id=server.id name=server:name}|list", path: "/a", body: `{"e": [{"id": "a/b", "name": "a/b"}]}`},
		"instead of nothing":          {row: "POST /a force=force||auto reason=reason||null host=host||null", path: "/a", body: `{"force": "auto", "reason": null, "host": "h"}`, args: []string{"--host", "h"}},
		"a value without the option":  {row: "POST /a kind", path: "/a", body: `{"kind": "ssh"}`},
		"members of versions":         {row: "POST /a x='1'@51 y='2'@0-50 z@51{} v@0-50{}", path: "/a", body: `{"x": "1", "z": {}}`, minor: 51},
		"an option of later versions": {row: "POST /a new? y='2'", path: "/a", body: `{"y": "2"}`},
		"text like a declaration":     {row: "POST /a/{=reason}?host x{reason y=host}", path: "/a/%7Bhost%7D%7C@1?host=a%7D+b%7Bc%7D%7Cnull+%26d", body: `{"x": {"reason": "{host}|@1", "y": "a} b{c}|null &d"}}`, args: []string{"--reason", "{host}|@1", "--host", "a} b{c}|null &d"}},
		"pairs":                       {row: "POST /a m?=meta|pairs", path: "/a", body: `{"m": {"k": "v=w"}}`, args: []string{"--meta", "k=v=w"}},
	} {
		s := line(t, max(test.minor, 1), takes, append([]string{"a/b"}, test.args...)...)
		r, err := s.Request(test.row)
		body := ""
		if r.Body != nil {
			body = pytext.Dumps(r.Body)
		}
		if err != nil || r.Path != test.path || body != test.body {
			t.Errorf("%s: %s %s, %v; want %s %s", name, r.Path, body, err, test.path, test.body)
		}
	}
}

// An id is text, whatever the cloud has; a member of what was found is as the cloud has it.
func TestRequestWithNumber(t *testing.T) {
	t.Parallel()
	s := line(t, 1, "flavor", "m1.tiny")
	s.found = map[string]*Resource{"flavor": Whole(document(t, `{"id": 1}`))}
	r, err := s.Request("POST /{flavor} id=flavor.id member=flavor:id")
	if got := pytext.Dumps(r.Body); err != nil || r.Path != "/1" || got != `{"id": "1", "member": 1}` {
		t.Errorf("%s %s, %v", r.Path, got, err)
	}
}

// What a declared value can't be made of is refused in nova's words.
func TestRequestRefuses(t *testing.T) {
	t.Parallel()
	for row, want := range map[string]string{
		"GET /a?min=text|int":         "invalid literal for int() with base 10: 'x'",
		"POST /a ram=text|number:Ram": "Ram must be an integer.",
		"POST /a text|float":          "text must be a float.",
		"POST /a m=words|pairs":       "'['x']' is not in the format of 'key=value'",
		"POST /a on=unset|unset:text": "Cannot specify '--unset' with '--text'.",
		"GET /a?changes-since":        "Invalid changes-since value: soon",
		"POST /a f=words|files":       "Invalid file argument 'x'. File arguments must be of the form '--file <dst-path=src-path>'",
		"POST /a d=text|file":         "Can't open 'x': [Errno 2] No such file or directory: 'x'",
		"POST /a r=rules|rules":       "Invalid 'max_server_per_host' value: many",
	} {
		s := line(t, 90, "server --text= --words=* --unset --changes-since= --rules=*", "web", "--text", "x", "--words", "x", "--unset", "--changes-since", "soon",
			"--rules", "max_server_per_host=many")
		_, err := s.Request(row)
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", row, err, want)
		}
	}
}

// An answer that has no list, or none under its name, isn't one with nothing in it.
func TestWrongAnswers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{}`, `{"things": null}`, `{"things": {}}`, `{"things": "x"}`, `{"things": 1}`} {
		if all, err := Items(document(t, text), "things"); err == nil {
			t.Errorf("%s: %v", text, all)
		}
	}
	for _, text := range []string{`{}`, `{"thing": null}`, `{"thing": []}`, `{"thing": "x"}`} {
		if one, err := One(document(t, text), "thing"); err == nil {
			t.Errorf("%s: %v", text, one)
		}
	}
	if _, err := Items(nil, "things"); err == nil {
		t.Error("no document is a list")
	}
	if _, err := One(nil, "thing"); err == nil {
		t.Error("no document is a thing")
	}
	for _, text := range []string{`{"things": []}`, `{"things": [null, 1, {}]}`} {
		if all, err := Items(document(t, text), "things"); err != nil || len(all) != 0 {
			t.Errorf("%s: %v, %v", text, all, err)
		}
	}
}

// Columns show members by their titles, and are there in their versions of the API.
func TestColumns(t *testing.T) {
	t.Parallel()
	s := line(t, 60, "")
	got, sorted := s.Columns("ID@0-59, Host Name, Server=server_uuid, Type:kind@60, Start_Time^, UUID@61, None?x")
	want := []Column{{Title: "Host Name", Member: "host_name"}, {Title: "Server", Member: "server_uuid"}, {Title: "Type", Member: "kind", Raw: true}, {Title: "Start_Time", Member: "start_time"}}
	if len(got) != len(want) || sorted != 3 {
		t.Fatalf("%v, sorted by %d", got, sorted)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
	if _, sorted := s.Columns("ID, Name"); sorted != Unsorted {
		t.Errorf("sorted by %d without a mark", sorted)
	}
}

// Each goes on after a failure, and fails at the end: where one failed, or where all did.
func TestEachFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		noneOf bool
		bad    string
		want   string
	}{
		"none":       {bad: "", want: ""},
		"one":        {bad: "a", want: "no"},
		"one of all": {noneOf: true, bad: "a", want: ""},
		"all":        {noneOf: true, bad: "ab", want: "no"},
	} {
		s := line(t, 1, "")
		var seen string
		err := s.Each("x", []string{"a", "b"}, Messages{Fails: "no", NoneOf: test.noneOf}, func(item string) error {
			seen += item
			if strings.Contains(test.bad, item) {
				return errors.New("bad")
			}
			return nil
		})
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != test.want || seen != "ab" {
			t.Errorf("%s: %q after %q, want %q", name, got, seen, test.want)
		}
	}
}

// Names of images are one value of a query, whatever is in them.
func TestImagesIn(t *testing.T) {
	t.Parallel()
	const want = "/images?names=in:a%26b%2Cc%20%2Bd"
	if got := imagesIn("names", []string{"a&b", "c +d"}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
