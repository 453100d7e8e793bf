package output

import (
	"encoding/csv"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// JSON comes out as it came, but for blanks: a program that compares digits, order or repeated members finds them.
func TestJSONExact(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{`{"z":1,"a":2,"z":3}`, `{"z":1,"a":2,"z":3}`},
		{`[1250.0, 1e400, -0, 0.10, 12345678901234567890123]`, `[1250.0,1e400,-0,0.10,12345678901234567890123]`},
		{`"\u00e9\u6771\/<&>"`, `"é東/<&>"`},
		{`"a\u001b[31m\r\n\u0000"`, `"a\u001b[31m\r\n\u0000"`}, // C0: by the format
		{`"\u009b\u007f\u202e\u2028"`, `"\u009b\u007f\u202e\u2028"`},
		{"\"\u009b\u007f\u202e\u2028\U000e0001\"", `"\u009b\u007f\u202e\u2028\udb40\udc01"`},
		{"\"a\xff\xfeb\"", `"a��b"`},
		{`"\ud800"`, `"�"`},
		{"\"👩‍👩‍👧 می\u200cخواهم\"", "\"👩‍👩‍👧 می\u200cخواهم\""},
	}
	for _, test := range tests {
		s, out, _ := Buffers("")
		if err := Show(s, Options{Format: JSON}, vmView(), jsontext.Value(test.in), nil); err != nil {
			t.Errorf("%q: %v", test.in, err)
			continue
		}
		got := jsontext.Value(out.Bytes())
		if err := got.Compact(); err != nil {
			t.Errorf("%q gave %q: %v", test.in, out, err)
		}
		want(t, string(got), test.want)
	}
}

// yamlTraps are strings that some YAML reads as something else, or that need care in lines.
var yamlTraps = []string{
	"", " ", "a", "true", "True", "yes", "NO", "on", "y", "null", "~", "1", "010101", "0x1F", "0b1", "1e5", "1_000", "1.5", ".5", "+1",
	"-1", "12:30:45", "190:20:30", "2012-08-20", "2012-08-20T21:11:09Z", "2001-12-14 21:59:43", ".inf", "nan", "NaN", "Inf", "<<", "=", "-", "- a", "a: b", "a:",
	":a", "a #b", "#a", "a#b", "[a]", "{a}", "a,b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a'", `"a"`, `a\b`, "?", "? a",
	" a", "a ", "a\nb", "a\n", "\na", "a\n\n", "  a\nb", "a\tb", "\t", "a\r\nb", "\x00", "\x1b[31m", "\u009b", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufeffa",
	"東京", "é", "👩‍👩‍👧", "\U000e0001", "8c65cb68-0681-4c30-bc88-6b83a8a26aee", "12345678-1234-4123-8123-123456789012", "123e4567", "10.0.0.1",
	"::1", "2001:4801::1", "http://x/y?a=b#c", "/a/b", "OS-EXT-STS:task_state", "a: ", "---", "...", "--- a", "a\\", "\u00a0", "\ue000", "\ufffe", "a\uffffb", "\U0001fffe",
	strings.Repeat("k", 1001), strings.Repeat("k", 1025), strings.Repeat("é: ", 600),
}

// YAML read back is the same document: the same strings, and strings still.
func TestYAMLReadsBack(t *testing.T) {
	t.Parallel()
	for _, text := range yamlTraps {
		checkYAML(t, text)
	}
}

func FuzzYAMLString(f *testing.F) {
	for _, text := range yamlTraps {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			checkYAML(t, text)
		}
	})
}

// checkYAML prints text as a value, a key, and an item of a nested list, and reads it back.
func checkYAML(t *testing.T, text string) {
	t.Helper()
	quoted, _ := jsontext.AppendQuote(nil, text)
	doc := "{" + string(quoted) + ":" + string(quoted) + `,"l":[[` + string(quoted) + `,1],{"k":` + string(quoted) + `}]}`
	printed := shown(t, Options{Format: YAML}, doc)
	var got map[string]any
	if err := yaml.Unmarshal([]byte(printed), &got); err != nil {
		t.Fatalf("%q printed as\n%s%v", text, printed, err)
	}
	expected := map[string]any{text: text}
	expected["l"] = []any{[]any{text, 1}, map[string]any{"k": text}}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("%q printed as\n%sreads back as something else (-want +got):\n%s", text, printed, diff)
	}
	if got := sanitize.Text(printed); got != printed {
		t.Errorf("%q printed with control characters: %q", text, printed)
	}
}

// YAML allows a member once: the last counts, as in JSON. Numbers keep their digits.
func TestYAMLMembers(t *testing.T) {
	t.Parallel()
	want(t, shown(t, Options{Format: YAML}, `{"a":1,"b":{"c":[]},"a":[1250.0,{"x":true,"y":null}]}`), `
a:
  - 1250.0
  - x: true
    "y": null
b:
  c: []
`[1:])
	want(t, shown(t, Options{Format: YAML}, `[]`), "[]\n")
	want(t, shown(t, Options{Format: YAML}, `"x"`), "x\n")
}

func TestYAMLReservedByOldReaders(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"yes", "No", "ON", "off", "y", "N", "12:30:45", "010101", "0o17", "1_000"} {
		want(t, shown(t, Options{Format: YAML}, `"`+text+`"`), `"`+text+`"`+"\n")
	}
	for _, text := range []string{"web-1", "ACTIVE", "8c65cb68-0681-4c30-bc88-6b83a8a26aee", "http://x/y", "東京"} {
		want(t, shown(t, Options{Format: YAML}, `"`+text+`"`), text+"\n")
	}
}

// CSV read back has the very bytes: commas, quotes, line ends, control characters, and a lone empty cell.
func TestCSVExact(t *testing.T) {
	t.Parallel()
	names := []string{"", "a,b", `"q"`, "two\nlines", "\x1b[31m", " blanks ", "=1+1", "é東", "tab\t", `\.`}
	var docs []string
	for _, n := range names {
		quoted, _ := jsontext.AppendQuote(nil, n)
		docs = append(docs, `{"name":`+string(quoted)+`}`)
	}
	out := listed(t, Options{Format: CSV, Columns: []string{"name"}, NoHeaders: true, CSVRaw: true}, docs...)
	records, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range records {
		got = append(got, r[0])
	}
	if diff := cmp.Diff(names, got); diff != "" {
		t.Errorf("cells read back differ (-want +got):\n%s", diff)
	}
}

// A cell of text that a spreadsheet would run is text to it too; numbers stay numbers, and --csv-raw is exact.
func TestCSVFormulas(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, want string }{
		{"=1+1", "'=1+1"}, {"+cmd", "'+cmd"}, {"-2+3", "'-2+3"}, {"@SUM(1)", "'@SUM(1)"}, {"\t=1", "'\t=1"}, {"\r=1", "\"'\r=1\""},
		{`=HYPERLINK("http://x","y")`, `"'=HYPERLINK(""http://x"",""y"")"`},
		{"-", "'-"}, {"+49 30 1", "'+49 30 1"}, {"-1", "-1"}, {"+1.5", "+1.5"}, {"-2e-3", "-2e-3"}, {"-0x1", "'-0x1"},
		{"a=1", "a=1"}, {" =1", `" =1"`}, {"'=1", "'=1"}, {"web-1", "web-1"},
	}
	for _, test := range tests {
		quoted, _ := jsontext.AppendQuote(nil, test.name)
		doc := `{"name":` + string(quoted) + `,"ram":-512}`
		o := Options{Format: CSV, Columns: []string{"name,memory-mb"}, NoHeaders: true}
		want(t, listed(t, o, doc), test.want+",-512\n")
		want(t, shown(t, o, doc), test.want+",-512\n")
		o.CSVRaw = true
		records, err := csv.NewReader(strings.NewReader(listed(t, o, doc))).ReadAll()
		if err != nil || len(records) != 1 || records[0][0] != test.name {
			t.Errorf("--csv-raw of %q gives %q, error %v", test.name, records, err)
		}
	}
}

// A document that is nested as deep as JSON goes is no bigger in print than a few times itself, and reads back.
func TestDeepDocuments(t *testing.T) {
	t.Parallel()
	const depth = 9000
	doc := strings.Repeat(`{"a":[`, depth/2) + `"x: \ufffe", 1, {}, []` + strings.Repeat(`], "b": null}`, depth/2)
	for _, format := range []string{JSON, YAML} {
		for _, printed := range []string{shown(t, Options{Format: format}, doc), listed(t, Options{Format: format}, doc)} {
			if len(printed) > 4*len(doc) {
				t.Errorf("-o %s prints %d bytes of %d", format, len(printed), len(doc))
			}
			if format == JSON && !jsontext.Value(printed).IsValid() {
				t.Errorf("-o json is no JSON: %.200s", printed)
			}
		}
	}
	doc = strings.Repeat(`{"a":[`, 120) + `"x: \ufffe", 1, {}, [], {"c": 2, "k": "v"}` + strings.Repeat(`], "b": null}`, 120)
	var want, got any
	if err := yaml.Unmarshal([]byte(doc), &want); err != nil {
		t.Fatal(err)
	}
	printed := shown(t, Options{Format: YAML}, doc)
	if err := yaml.Unmarshal([]byte(printed), &got); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	if !reflect.DeepEqual(want, got) { // go-cmp takes twice as long for each level
		t.Errorf("it reads back as something else:\n%s", printed)
	}
}
