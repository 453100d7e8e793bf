package output

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// The functions that gh has do what gh's do: tables are aligned and coloured on a terminal alone.
func TestTemplateFuncs(t *testing.T) {
	t.Parallel()
	const doc = `[{"id":"a","name":"web-1","status":"ACTIVE","created":"2026-11-28T10:00:00Z"},` +
		`{"id":"b","name":"日本","status":"ERR\u001b[2J\uf8f031\uf8f1","created":"2026-11-28T11:59:30Z"}]`
	const table = `{{range .}}{{tablerow .name (color "green+bold" .status) (timeago .created)}}{{end}}`
	for _, test := range []struct {
		text, want string
		tty, color bool
	}{
		{text: table, want: "web-1\tACTIVE\t2 hours ago\n日本\tERR\x1b[2J\uf8f031\uf8f1\tless than a minute ago\n"},
		{text: table, tty: true, want: "web-1  ACTIVE      2 hours ago\n日本   ERR\\x1b[2J"},
		{text: table, tty: true, color: true, want: "web-1  \x1b[32;1mACTIVE\x1b[0m      2 hours ago\n日本   \x1b[32;1mERR"},
		{text: `{{range .}}{{tablerow .id}}{{end}}{{tablerender}}--`, want: "a\nb\n--\n"},
		{text: `{{pluck "name" . | join ","}}`, want: "web-1,日本\n"},
		{text: `{{range .}}{{truncate 4 .name}} {{truncate 3 .name}};{{end}}`, want: "web… we…;日本 日…;\n"},
		{text: `{{range .}}{{timefmt "15:04" .created}} {{end}}`, want: "10:00 11:59 \n"},
	} {
		s, out, _ := Buffers("")
		s.OutTTY, s.Color = test.tty, test.color
		s.Now = func() time.Time { return time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }
		err := List(s, Options{Template: test.text}, &View[*struct{}]{One: "x", Many: "xs"}, func(yield func(jsontext.Value, error) bool) {
			for _, item := range strings.SplitAfter(strings.Trim(doc, "[]"), "},") {
				if !yield(jsontext.Value(strings.TrimSuffix(item, ",")), nil) {
					return
				}
			}
		})
		if err != nil || !strings.HasPrefix(out.String(), test.want) {
			t.Errorf("%s: %q, want %q (%v)", test.text, out, test.want, err)
		}
		if test.tty && strings.Contains(out.String(), "\x1b[2J") {
			t.Errorf("%s: the terminal would obey %q", test.text, out)
		}
	}
	for _, text := range []string{`{{color "pink" "x"}}`, `{{timeago "soon"}}`, `{{truncate "x" 1}}`, `{{pluck 1 .}}`} {
		s, _, _ := Buffers("")
		if err := Show(s, Options{Template: text}, &View[*struct{}]{One: "x", Many: "xs"}, jsontext.Value("{}"), nil); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}
