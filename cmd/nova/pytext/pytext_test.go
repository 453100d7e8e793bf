package pytext

import "testing"

func mustDecode(t *testing.T, doc string) any {
	t.Helper()
	v, err := Decode([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The texts are what Python 3.11 printed for the same documents.
func TestTexts(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]struct{ str, dumps string }{
		`null`:                  {"None", "null"},
		`true`:                  {"True", "true"},
		`"a'b"`:                 {"a'b", `"a'b"`},
		`["a'b", "c\"d'", 1]`:   {`["a'b", 'c"d\'', 1]`, `["a'b", "c\"d'", 1]`},
		`{"b":1,"a":[null]}`:    {"{'b': 1, 'a': [None]}", `{"b": 1, "a": [null]}`},
		`["\u0001\n\té\u200b"]`: {`['\x01\n\té\u200b']`, "[\"\\u0001\\n\\té\u200b\"]"},
		`1.0`:                   {"1.0", "1.0"},
		`1e16`:                  {"1e+16", "1e+16"},
		`123456789012345.5`:     {"123456789012345.5", "123456789012345.5"},
		`0.00001`:               {"1e-05", "1e-05"},
		`0.0001`:                {"0.0001", "0.0001"},
		`-0`:                    {"0", "0"},
		`12345678901234567890`:  {"12345678901234567890", "12345678901234567890"},
		`{"a":1,"a":2}`:         {"{'a': 2}", `{"a": 2}`},
	} {
		v := mustDecode(t, doc)
		if got := Str(v); got != want.str {
			t.Errorf("str of %s: %s, want %s", doc, got, want.str)
		}
		if got := Dumps(v); got != want.dumps {
			t.Errorf("dumps of %s: %s, want %s", doc, got, want.dumps)
		}
	}
	if got := Bytes("it's é"); got != `b"it's \xc3\xa9"` {
		t.Error(got)
	}
}

func TestPretty(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`[]`:                   "[]",
		`[{"b":"x","a":null}]`: "[{'a': None, 'b': 'x'}]",
		`[{"event":"compute__do_build_and_run_instance","finish_time":"2026-01-02T03:04:25","result":"Error"},{"a":1}]`: "[{'event': 'compute__do_build_and_run_instance',\n" +
			"  'finish_time': '2026-01-02T03:04:25',\n  'result': 'Error'},\n {'a': 1}]",
		`["one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"]`: "['one two three four five six seven eight nine ten eleven twelve thirteen '\n 'fourteen fifteen']",
	} {
		if got := Pretty(mustDecode(t, doc)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", doc, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"short", 10, "short"},
		{"one two three", 7, "one two\nthree"},
		{"well-known-names here", 11, "well-known-\nnames here"},
		{"a -- b--c d", 5, "a --\nb--c\nd"},
		{"averyveryverylongword x", 8, "averyver\nyverylon\ngword x"},
		{"tabs\tand\nlines", 20, "tabs    and lines"},
		{"x-1 2026-01-02", 4, "x-1 \n2026\n-01-\n02"},
	} {
		if got := Wrap(test.text, test.width); got != test.want {
			t.Errorf("%q in %d:\n%s\nwant\n%s", test.text, test.width, got, test.want)
		}
	}
}

func TestDecodeRefusesWhatIsNoDocument(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{"", "{", `{"a"}`, "1 2", "{}x"} {
		if v, err := Decode([]byte(doc)); err == nil {
			t.Errorf("%q: %v", doc, v)
		}
	}
}
