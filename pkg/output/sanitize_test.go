package output

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

func TestSanitize(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{"web-1 ~", "web-1 ~"},
		{"東京 é 👩‍👩‍👧 🇩🇪 שלום می\u200cخواهم \u00a0", "東京 é 👩‍👩‍👧 🇩🇪 שלום می\u200cخواهم \u00a0"}, // ordinary text, joiners too
		{"\x1b[31mred\x1b]0;title\x07", `\x1b[31mred\x1b]0;title\x07`},
		{"a\nb\r\tc", `a\nb\r\tc`},
		{"\x00\x7f", `\x00\x7f`},
		{"\u0085\u009b31m", `\u0085\u009b31m`},               // C1: CSI in one character
		{"a\u202eb\u2066c\u200fd", `a\u202eb\u2066c\u200fd`}, // bidirectional overrides
		{"\u2028\u2029", `\u2028\u2029`},
		{"\u00ad\u200b\ufeff\U000e0001", `\u00ad\u200b\ufeff\U000e0001`}, // not seen at all
		{"a\xffb\xc3", `a\xffb\xc3`},
		{"\x9b31m", `\x9b31m`}, // the bare byte that some terminals take for CSI
		{"\ufffd", "\ufffd"},   // the replacement character itself is ordinary
		{`\n`, `\n`},
	}
	for _, test := range tests {
		want(t, Sanitize(test.in), test.want)
		want(t, Sanitize(Sanitize(test.in)), test.want)
	}
	want(t, sanitize.Text("a\n\tb\x1b\r\n"), "a\n\tb\\x1b\\r\n")
}

// hostile is a resource whose every text attacks the terminal.
const hostile = `{"id":"a\u001b[2J\u009b1m\u202e\r\nb","name":"n\u001b]0;x\u0007\u009b\u202e\u007f` + "\u009b\u202e\x7f\xff" + `","status":"S\n\r\t","more":"\u001b\u009b\u202e"}`

// No format and no message lets a cloud's control characters reach a terminal.
func TestHostileText(t *testing.T) {
	t.Parallel()
	var all []Options
	for _, f := range Formats() {
		all = append(all, Options{Format: f})
	}
	all = append(all, Options{JQ: ".[]?, .name?"}, Options{JQ: "."}, Options{Template: "{{range .}}{{.}}{{end}}"}, Options{Sort: "name"})
	v := vmView()
	v.XML = func([]byte) ([]byte, error) { return []byte("<a>\x1b\u009b\u202e\r\xff</a>"), nil }
	for _, o := range all {
		s, out, errs := Buffers("")
		s.OutTTY, s.Width = true, 70
		err := errors.Join(List(s, o, v, items(hostile)), Show(s, o, v, jsontext.Value(hostile), nil))
		if err != nil {
			s.Error(Problem{Message: err.Error()})
		}
		harmless(t, o, out.String())
		harmless(t, o, errs.String())
		if out.Len() == 0 {
			t.Errorf("%+v printed nothing", o)
		}
	}
}

func harmless(t *testing.T, what any, printed string) {
	t.Helper()
	if !utf8.ValidString(printed) {
		t.Errorf("%+v printed bytes that aren't UTF-8: %q", what, printed)
	}
	if i := strings.IndexFunc(printed, func(r rune) bool { return r != '\n' && r != '\t' && sanitize.Unsafe(r) }); i >= 0 {
		t.Errorf("%+v printed a control character at %d: %q", what, i, printed)
	}
}

// Programs get the data to the byte, where a format for programs can carry it.
func TestExactForPrograms(t *testing.T) {
	t.Parallel()
	const doc = `{"id":"a\u001b\u009bb","name":"n\u202e"}`
	tests := []struct {
		o    Options
		want string
	}{
		{Options{Format: ID}, "a\x1b\u009bb\n"},
		{Options{Format: CSV, NoHeaders: true, Columns: []string{"id", "name"}}, "a\x1b\u009bb,n\u202e\n"},
		{Options{JQ: ".[].id"}, "a\x1b\u009bb\n"},
		{Options{Template: "{{range .}}{{.name}}{{end}}"}, "n\u202e\n"},
		{Options{Format: Plain, NoHeaders: true, Columns: []string{"id"}}, `a\x1b\u009bb` + "\n"}, // for eyes, wherever it goes
	}
	for _, test := range tests {
		want(t, listed(t, test.o, doc), test.want)
	}
}

func TestHostileMessages(t *testing.T) {
	t.Parallel()
	const text = "x\x1b[2J\u009b\u202e\r\n\xffy"
	for _, json := range []bool{false, true} {
		s, _, errs := Buffers("")
		s.JSONErrors = json
		s.Notice("%s", text)
		s.Error(Problem{
			What: text, Kind: text, Message: text, RequestID: text, Ref: text, Hint: text,
			Candidates: []Candidate{{ID: text, Name: text, Status: text, Created: text}},
		})
		p := s.Progress(0)
		p.Update(Step{Resource: text, Status: text})
		p.Stop()
		harmless(t, json, errs.String())
		lines := 5 // notice, error, candidate, hint, progress
		if json {
			lines = 3
		}
		if got := strings.Count(errs.String(), "\n"); got != lines {
			t.Errorf("JSON %v: %d lines, want %d: %q", json, got, lines, errs)
		}
	}
}

func FuzzSanitize(f *testing.F) {
	f.Add("a\x1b\u009b\xff\U000e0001")
	f.Fuzz(func(t *testing.T, s string) {
		harmless(t, s, sanitize.Text(s))
		if once := Sanitize(s); Sanitize(once) != once || strings.ContainsAny(once, "\n\t") {
			t.Errorf("Sanitize(%q) = %q", s, once)
		}
	})
}
