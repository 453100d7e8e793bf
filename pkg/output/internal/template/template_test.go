package template

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"text/template"
)

// data has every kind of value that a document can have.
func data() map[string]any {
	return map[string]any{
		"name": "web-1", "empty": "", "n": 3, "zero": 0, "f": 1.5, "big": json.Number("12345678901234567890"), "yes": true, "no": false,
		"none": nil, "list": []any{"a", 2, nil, 2.5, true}, "nothing": []any{}, "object": map[string]any{"b": 1, "a": "x", "c": nil},
		"deep": []any{map[string]any{"id": "1", "tags": []any{"x", "y"}}, map[string]any{"id": "2"}},
	}
}

// texts are templates that a person would write, and some that nobody should.
func texts() []string {
	values := []string{
		".", ".name", ".empty", ".n", ".zero", ".f", ".big", ".yes", ".no", ".none", ".list", ".nothing", ".object", ".missing", ".missing.below",
		".name.below", ".list.below", ".none.below", "$", "$.name", `"text"`, "`raw`", "7", "-7", "1.5", "1e3", "0x1F", "'a'", "1_000", "true", "nil",
		"(index .list 1)", "(.object).a", "(index .deep 0).tags", "18446744073709551615", "0x1p4", "1.0", ".list 1",
	}
	all := []string{"", "plain", "{{/* no */}}x", "a {{- 1 -}} b", "{{"}
	for _, a := range values {
		for _, form := range []string{
			"{{%}}", "{{if %}}y{{else}}n{{end}}", "{{with %}}{{.}}{{else}}n{{end}}", "{{range %}}[{{.}}]{{else}}n{{end}}", "{{not %}}", "{{len %}}",
			"{{range $i, $v := %}}{{$i}}={{$v}},{{end}}", "{{$x := %}}{{$x}}", "{{upper %}}", "{{% | printf `%v %T`}}", "{{html %}}", "{{print % %}}",
			"{{index . %}}", "{{index .list %}}", "{{index .object %}}", "{{index % 0}}", "{{index %}}", "{{slice .name %}}", "{{slice % 1}}", "{{slice %}}",
			"{{eq %}}", "{{and %}}", "{{or %}}", "{{js %}}", "{{urlquery %}}", "{{println %}}", "{{printf %}}",
		} {
			all = append(all, strings.ReplaceAll(form, "%", a))
		}
	}
	compared := []string{"nil", ".missing", ".none", ".name", ".empty", ".n", ".f", ".big", ".yes", ".list", ".object", `"text"`, "7", "1.5", "true"}
	for _, a := range compared {
		for _, b := range compared {
			for _, f := range []string{"eq", "ne", "lt", "le", "gt", "ge", "and", "or"} {
				all = append(all, "{{"+f+" "+a+" "+b+"}}")
			}
		}
	}
	return append(all,
		"{{range .deep}}{{.id}}:{{range .tags}}{{.}}{{$.name}} {{end}};{{end}}", "{{range .list}}{{if eq . 2}}{{break}}{{end}}{{.}}{{end}}",
		"{{range .list}}{{if not .}}{{continue}}{{end}}{{.}} {{end}}", "{{range 3}}{{.}}{{end}}", "{{range $i := 3}}{{$i}}{{end}}", "{{range $i, $j := 3}}{{end}}",
		"{{$x := 1}}{{range .list}}{{$x = .}}{{end}}{{$x}}", "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "{{range $x := .list}}{{$x}}{{end}}",
		"{{$i := 0}}{{$v := 0}}{{range $i, $v = .list}}{{$i}}{{$v}}{{end}}{{$i}}{{$v}}", "{{$v := 0}}{{range $v = .list}}{{end}}{{$v}}", "{{break}}", "{{$y}}",
		`{{define "t"}}<{{.}}{{$}}>{{end}}{{template "t" .name}}{{template "t"}}`, `{{template "nosuch"}}`, `{{block "b" .n}}{{.}}{{end}}`, "{{nosuch 1}}",
		`{{$x := 1}}{{define "t"}}{{$x}}{{end}}`, "{{template `x` .}}{{define `x`}}{{range .list}}{{.}}{{end}}{{end}}",
		"{{eq 1 2 3 1}}", "{{eq .name `a` `web-1`}}", "{{.name | upper | printf `%s-%s` `x`}}", "{{1 | .name}}", "{{.name 1}}", "{{1 2}}", "{{upper}}", "{{upper 1 2}}",
		"{{and 0 (index .list 99)}}{{or 1 (index .list 99)}}", "{{and 1 (index .list 99)}}", "{{0 | or 0}}", "{{0 | and 1}}", "{{1 | or}}", "{{and}}", "{{lt 1}}", "{{lt 1 2 3}}",
		"{{if .no}}1{{else if .n}}2{{else}}3{{end}}", "{{with .none}}1{{else with .name}}{{.}}{{end}}", "{{slice .name 1 3}}{{slice .list 1 2}}{{slice .list 0 1 2}}",
		"{{slice .name 3 1}}", "{{slice .name 0 1 2}}", "{{slice .list 0 9}}", "{{slice .list 0 2 1}}", "{{index .deep 0 `tags` 1}}", "{{index .name 0}}", "{{index .list -1}}",
		"{{call .name}}", "{{(.n)}}", "{{(nil).x}}", "{{nil}}", "{{eq nil nil}}", "{{printf}}", "{{print}}", "{{printf `%d%%` .n}}", "{{(upper .name).x}}", "{{not}}",
		"{{- range .list }}\n{{ . }}\n{{- end }}", "{{with $x := .name}}{{$x}}{{end}}{{$x}}", "{{template \"t\" .}}{{define \"t\"}}", "{{html `<a>` .n}}",
	)
}

// refusals are errors of text/template for what works here: it tells null from what is missing in some places, and a number of the document
// from one of the template in one.
var refusals = []string{"nil pointer evaluating", "of untyped nil", "of nil pointer", "cannot index slice/array with type interface {}"}

// differs are templates that find the digits of a long number there, and a number here.
var differs = []string{"{{len .big}}", "{{index .big 0}}", "{{slice .big}}", "{{slice .big 1}}"}

// TestAsInTextTemplate checks that a template makes of JSON what text/template makes of it, or that both refuse it.
func TestAsInTextTemplate(t *testing.T) {
	t.Parallel()
	for _, text := range texts() {
		want, wantErr := theirs(text)
		got, err := ours(text)
		if slices.Contains(differs, text) || wantErr != nil && slices.ContainsFunc(refusals, func(s string) bool { return strings.Contains(wantErr.Error(), s) }) {
			continue
		}
		if want != got || (wantErr == nil) != (err == nil) {
			t.Errorf("%s\n got %q, %v\nwant %q, %v", text, got, err, want, wantErr)
		}
	}
}

// TestEndless checks that a template that calls itself ends.
func TestEndless(t *testing.T) {
	t.Parallel()
	_, err := ours(`{{define "t"}}{{template "t"}}{{end}}{{template "t"}}`)
	if err == nil || !strings.Contains(err.Error(), "exceeded maximum template depth") {
		t.Errorf("got %v", err)
	}
}

// TestComplex pins the one thing that is left out: JSON has no such numbers.
func TestComplex(t *testing.T) {
	t.Parallel()
	if got, err := ours("{{2i}}"); err == nil {
		t.Errorf("got %q", got)
	}
}

func ours(text string) (string, error) {
	t, err := Parse(text, map[string]Func{"upper": Text(strings.ToUpper)})
	if err != nil {
		return "", err
	}
	out, err := t.Execute(data())
	return string(out), err
}

func theirs(text string) (string, error) {
	t, err := template.New("").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(text)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = t.Execute(&out, data())
	return out.String(), err
}

// FuzzAsInTextTemplate looks for a template that only one of the two refuses, or of which they make different texts.
func FuzzAsInTextTemplate(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, wantErr := theirs(text)
		got, err := ours(text)
		if wantErr == nil && err == nil && want != got {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	})
}
