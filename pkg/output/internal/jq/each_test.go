package jq

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// onItems are programs that run on the items of a list, with the members that they look at; "*" is any.
var onItems = map[string]string{
	`.[]`: "*", `.[].name`: "name", `.[]?`: "*", `.[]?.name?`: "name", `.[]["name"]`: "name", `.[]."name"`: "name", `.[] | .name`: "name",
	`.[] | .name | length`: "name", `.[].a.b[0]`: "a", `.[] | .a[.name]`: "a name", `.[].a[.n:.m]?`: "a m n", `.[] | [.name, .a] | @csv`: "a name",
	`.[] | select(.a == 1) | .name`: "a name", `.[] | select(.name)`: "*", `.[] | select(.a).name`: "*", `.[] | {name, b: .a, "c", "d": 1}`: "a c name",
	`.[] | {(.name): 1}`: "*", `.[] | {"x\(.name)": 1}`: "*", `.[] | "\(.name) \(.a // "none")"`: "a name", `.[] | .`: "*", `.[] | . | .name`: "name", `.[] | -.n`: "n",
	`.[] | .name, .a`: "a name", `.[] | .a + .n`: "a n", `.[] | .a = 1`: "*", `.[] | .a += 1`: "*", `.[] | length`: "*", `.[] | keys`: "*", `.[] | if .a then .name end`: "*",
	`.[] | .name as $n | .a`: "*", `.[] | def f: .name; f`: "*", `.[] | empty`: "", `.[] | 1`: "", `.[] | [.[]]`: "*", `.[] | [.. | strings]`: "*", `.[] | .["name", "a"]`: "*",
	`.[] | .[.name]`: "*", `.[] | tojson`: "*", `.[] | @json`: "*", `.[] | @text "\(.a)"`: "*", `.[] | (.name)`: "name", `(.[] | .name) | length`: "name", `(.[]) | .name`: "*",
	`.[] | try .a.b.c catch .name`: "*", `.[] | .a | error`: "a", `.[] | (.name | halt)`: "name", `.[] | reduce .a as $x (0; . + 1)`: "*", `.[][]`: "*", `.[] | .[]?`: "*",
	`.[] | .nosuch`: "nosuch", `def f: .name; .[] | f`: "*", `.[] | $ENV.a`: "", `.[] | has("a")`: "*", `.[].a as $x | $x`: "no", `.[] as $x | length`: "no",
	`.`: "no", `map(.name)`: "no", `.[].name, length`: "no", `.[0].name`: "no", `.[1:][]`: "no", `.[].n + 1`: "no", `[.[].name]`: "no", `first(.[])`: "no", `.[] // 1`: "no",
	`try .[] catch 1`: "no", `.[]??`: "*", `(.[] | .a.b.c)?`: "no", `label $x | .[] | ., break $x`: "no", `. | .[]`: "no", `.. | .name?`: "no", `.[] |= 1`: "no", `. as $x | .[]`: "no",
}

const list = `[{"id":"1","name":"web","a":{"b":[1,{"z":2,"y":3}],"web":4},"n":1,"m":2,"c":"c"},{"name":"db","name":"db2","\u0061":"s","new":null},{},{"a":null,"n":"x"}]`

// A program that runs on items makes of them what it makes of their list, to its error.
func TestOnItems(t *testing.T) {
	t.Parallel()
	for program, want := range onItems {
		var o Members
		p, err := CompileOnItems(program, &o)
		if err != nil {
			t.Errorf("%s: %v", program, err)
			continue
		}
		if got := membersOf(p); got != want {
			t.Errorf("%s reads %q, want %q", program, got, want)
		}
		if p == nil {
			continue
		}
		if diff := cmp.Diff(onList(t, program), onEach(t, p, &o)); diff != "" {
			t.Errorf("%s (-list +items):\n%s", program, diff)
		}
	}
}

func membersOf(p *OnItems) string {
	switch {
	case p == nil:
		return "no"
	case p.Reads == nil:
		return "*"
	}
	slices.Sort(p.Reads)
	return strings.Join(p.Reads, " ")
}

func onList(t *testing.T, program string) []string {
	t.Helper()
	var o Members
	code, err := Compile(program, &o)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsondoc.Decode(jsontext.Value(list), jsondoc.ExactNumber, o.Record)
	if err != nil {
		t.Fatal(err)
	}
	results, _ := collect(t, code.Run(v), &o)
	return results
}

func onEach(t *testing.T, p *OnItems, o *Members) (results []string) {
	t.Helper()
	var docs []jsontext.Value
	if err := json.Unmarshal([]byte(list), &docs, jsontext.AllowDuplicateNames(true)); err != nil {
		t.Fatal(err)
	}
	reader := jsondoc.NewReader(jsondoc.ExactNumber, o.RecordRead)
	reader.Only = p.Reads
	for _, doc := range docs {
		v, err := reader.Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		more, failed := collect(t, p.Run(v), o)
		if results = append(results, more...); failed {
			break
		}
		o.Purge()
	}
	return results
}
