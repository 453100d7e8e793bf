package jq

import (
	"bufio"
	_ "embed"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// cases has a program a line, with what jq 1.6 made of it and of document, joined by spaces.
//
//go:embed testdata/cases.tsv
var cases string

const document = `{"id":"1","addresses":{"public":[{"version":4,"addr":"10.0.0.1"}],"internal":[]},"flavor":{"vcpus":2,"ram":512},"b":{"z":3,"y":1},"a":null}`

func TestOrder(t *testing.T) {
	t.Parallel()
	lines := bufio.NewScanner(strings.NewReader(cases))
	for lines.Scan() {
		program, want, _ := strings.Cut(lines.Text(), "\t")
		if got := run(t, program); got != want {
			t.Errorf("%s\n got %s\nwant %s", program, got, want)
		}
	}
}

// Each row is one of docs/scripting.md: what novactl makes of a program, where jq 1.6 makes something else of it.
func TestDifferences(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ program, want, jq string }{
		{`$__loc__`, "error: variable not defined: $__loc__", `{"file":"<top-level>","line":1}`},
		{`input_filename`, "error: function not defined: input_filename/0", `"<stdin>"`},
		{`input_line_number`, "error: function not defined: input_line_number/0", `1`},
		{`debug`, "error: function not defined: debug/0", `the value, and a line on stderr`},
		{`input`, "error: input(s)/0 is not allowed", `the next document`},
		{`env|length`, `0`, `the environment`},
		{`"a"|test("A";"s")`, `error: unsupported regular expression flag: "s"`, `false`},
		{`"a"|test("A";"x")`, `error: unsupported regular expression flag: "x"`, `false`},
		{`100000000000000000000+1`, `100000000000000000001`, `1e+20`},
		{`{a:"1",b:"x"}|map_values(tonumber? // empty)`, `{"a":1}`, `{}`},
		{`[limit(0;1,2)]`, `[]`, `[1]`},
		{`{a:2,("z"+"y"):1,"q":3}`, `{"a":2,"q":3,"zy":1}`, `{"a":2,"zy":1,"q":3}`},
	} {
		if got := run(t, test.program); got != test.want {
			t.Errorf("%s: %s, want %s", test.program, got, test.want)
		}
	}
}

// run returns the results of program on document, joined by spaces; an error ends them.
func run(t *testing.T, program string) string {
	t.Helper()
	var o Members
	v, err := jsondoc.Decode(jsontext.Value(document), jsondoc.ExactNumber, o.Record)
	if err != nil {
		t.Fatal(err)
	}
	code, err := Compile(program, &o)
	if err != nil {
		return "error: " + err.Error()
	}
	out, _ := collect(t, code.Run(v), &o)
	return strings.Join(out, " ")
}

// collect returns results as JSON, and whether an error ended them, which is the last of them.
func collect(t *testing.T, results gojq.Iter, o *Members) (out []string, failed bool) {
	t.Helper()
	for {
		v, ok := results.Next()
		if !ok {
			return out, false
		}
		if err, ok := v.(error); ok {
			return append(out, "error: "+err.Error()), true
		}
		doc, err := o.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(doc))
	}
}
