package output

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestJQ(t *testing.T) {
	t.Parallel()
	tests := []struct{ program, want string }{
		{".[].name", "web-10\n\n東京-2\n"},                           // strings as they are
		{".[0].big, .[1].price", "12345678901234567890\n1250.0\n"}, // numbers to the digit
		{".[0].big + 1", "12345678901234567891\n"},
		{`.[0] | {name, l: .links[0]}`, `{"name":"web-10","l":{"rel":"self","href":"http://x/a1"}}` + "\n"},
		{"length, .[2].null, (.[0].ram > 1000)", "3\nnull\ntrue\n"},
		{"map(.ram) | @csv", "2048,512,1024\n"},
		{"[.[].ram] | sort", "[512,1024,2048]\n"},
		{"empty", ""},
		{".[0].id, halt, .[1].id", "a1\n"},
		{`"two\nlines"`, "two\nlines\n"},
		{"env, $ENV", "{}\n{}\n"}, // the environment is no business of a query
	}
	for _, test := range tests {
		want(t, listed(t, Options{JQ: test.program}, three...), test.want)
	}
	want(t, listed(t, Options{JQ: ".", Format: JSON}), "[]\n")
	want(t, shown(t, Options{JQ: ".name"}, three[0]), "web-10\n")
	want(t, listed(t, Options{JQ: ".[].id", Sort: "name:desc"}, three...), "c3\na1\nb2\n")
}

// A program that the data doesn't suit is the user's mistake; what came before it is printed.
func TestJQErrors(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	err := List(s, Options{JQ: ".[0].id, .[0].id.x"}, vmView(), items(three...))
	mustUsage(t, err, `--jq: expected an object but got: string ("a1")`)
	want(t, out.String(), "a1\n")
	err = List(s, Options{JQ: `error("no such thing")`}, vmView(), items(three...))
	mustUsage(t, err, `--jq: error: no such thing`)
	if err := List(s, Options{JQ: "."}, vmView(), items(`{"a":`)); err == nil {
		t.Error("a truncated document passed")
	}
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"{{range .}}{{.id}}={{.name}}\n{{end}}", "a1=web-10\nb2=\nc3=東京-2\n"},
		{"{{len .}}", "3\n"}, // a line's end where there is none
		{"{{range .}}{{if eq .ram 512}}{{.id}}{{end}}{{end}}", "b2\n"},
		{"{{range .}}{{if gt .ram 1000}}{{.id}} {{end}}{{end}}", "a1 c3 \n"},
		{"{{(index . 0).big}} {{(index . 1).price}}", "12345678901234567890 1250.0\n"},
		{"{{range .}}{{.progress | default `none`}} {{.name | default `unnamed`}},{{end}}", "none web-10,none unnamed,none 東京-2,\n"},
		{"{{json (index . 0).links}}", `[{"href":"http://x/a1","rel":"self"}]` + "\n"},
		{"{{json (index . 1)}}", `{"id":"b2","name":"","price":1250.0,"ram":512,"status":"BUILD"}` + "\n"},
		{"{{range .}}{{with .links}}{{range .}}{{.href}}{{end}}{{end}}{{end}}", "http://x/a1\n"},
		{"{{upper (index . 0).name}} {{lower (index . 0).status}}", "WEB-10 active\n"},
	}
	for _, test := range tests {
		want(t, listed(t, Options{Template: test.text}, three...), test.want)
	}
	want(t, shown(t, Options{Template: "{{join `, ` .list}}"}, `{"list":["a",1,true]}`), "a, 1, true\n")
	want(t, listed(t, Options{Template: "{{len .}}"}), "0\n")
}

func TestTemplateErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"{{.id.x}}", `--template: 1:5: executing "" at <.id.x>: can't evaluate field x in a string`},
		{"{{join `,` .id}}", "--template: 1:2: executing \"\" at <join `,` .id>: error calling join: join needs a separator and a list"},
	}
	for _, test := range tests {
		s, out, _ := Buffers("")
		err := Show(s, Options{Template: test.text}, vmView(), jsontext.Value(three[0]), nil)
		mustUsage(t, err, test.want)
		want(t, out.String(), "")
	}
}
