package jsonscan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/jsonscan"
)

// documents are what clouds send, and what only looks like it.
var documents = []string{
	`{}`, `[]`, ` [ ] `, `{ }`, `null`, `true`, `false`, `0`, `-0`, `-1.5e+10`, `1E5`, `0.1`, `""`, `"a"`, `{"a":1,"a":2}`,
	`{"servers":[{"id":"1","name":"wéb","x":[1,{"y":[]}],"z":{}}],"servers_links":[]}`,
	"{\n\t\"a\" : [ 1 , 2 ] ,\r\n \"b\" : null }", `"\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00\ud800"`, "\"\xff\x7f\u202e\"",
	`"` + strings.Repeat("plain text ", 9) + `"`, strings.Repeat("[", 900) + strings.Repeat("]", 900),
	``, ` `, `{`, `}`, `[`, `]`, `[,]`, `[1,]`, `[1 2]`, `[1]]`, `{,}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{"a":1 "b":2}`, `{a:1}`, `{"a":1}}`,
	`{"a" 1}`, `{1:1}`, `nul`, `nulL`, `trues`, `tru`, `01`, `-`, `+1`, `.5`, `1.`, `1e`, `1e+`, `0x1`, `1_0`, `NaN`, `"`, `"a`, `"\`, `"\x"`,
	`"\u12"`, `"\u12g4"`, `"\U0041"`, "\"\n\"", "\"12345678\x00\"", "\"1234567\x1f\"", `"a""b"`, `'a'`, "\ufeff{}", "1 \v", `[1}`, `{"a":[}`, `1 2`,
}

// A text is whole where encoding/json finds it valid.
func TestWhole(t *testing.T) {
	t.Parallel()
	for _, doc := range documents {
		if got, want := whole(doc), json.Valid([]byte(doc)); got != want {
			t.Errorf("%q: %v, want %v", doc, got, want)
		}
	}
}

// What lies deeper than MaxDepth is for a slower reader, whatever it is.
func TestDepth(t *testing.T) {
	t.Parallel()
	for depth, want := range map[int]bool{jsonscan.MaxDepth: true, jsonscan.MaxDepth + 1: false, 1 << 20: false} {
		for _, pair := range []string{"[ ]", `{"":0}`} {
			begin, end := pair[:len(pair)-2], pair[len(pair)-1:]
			if got := whole(strings.Repeat(begin, depth-1) + pair + strings.Repeat(end, depth-1)); got != want {
				t.Errorf("%d of %s: %v, want %v", depth, pair, got, want)
			}
		}
	}
}

func FuzzWhole(f *testing.F) {
	for _, doc := range documents {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if strings.Count(doc, "[")+strings.Count(doc, "{") > jsonscan.MaxDepth {
			return
		}
		if got, want := whole(doc), json.Valid([]byte(doc)); got != want {
			t.Errorf("%q: %v, want %v", doc, got, want)
		}
	})
}

func whole(doc string) bool {
	s := jsonscan.Scanner{Text: []byte(doc)}
	return s.Whole()
}

// Members and items come with their places, in order, and what the scan of one ends with ends it all.
func TestPlaces(t *testing.T) {
	t.Parallel()
	s := jsonscan.Scanner{Text: []byte(` {"a" : [1, "two" , {"b":3}], "\u0062":{}} `)}
	var got []string
	end := s.Object(1, func(name []byte, at int) int {
		got = append(got, string(name))
		if s.Text[at] != '[' {
			return s.Value(at)
		}
		return s.Array(at, func(at int) int {
			end := s.Value(at)
			got = append(got, string(s.Text[at:end]))
			return end
		})
	})
	if diff := cmp.Diff([]string{`"a"`, `1`, `"two"`, `{"b":3}`, `"\u0062"`}, got); diff != "" || end != len(s.Text)-1 {
		t.Errorf("ends at %d (-want +got):\n%s", end, diff)
	}
	if end := s.Object(1, func([]byte, int) int { return -1 }); end != -1 {
		t.Errorf("a broken member: ends at %d, want -1", end)
	}
	if s.Object(0, nil) != -1 || s.Array(1, nil) != -1 {
		t.Error("what is neither an object nor an array was scanned as one")
	}
}

// Marks say what a string has in it, wherever in it that is.
func TestMarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]jsonscan.Marks{
		"": 0, "plain ~ text": 0, `a\n`: jsonscan.Escaped, "a\x7f": jsonscan.Unusual, "é": jsonscan.Unusual, "\xff": jsonscan.Unusual,
		`\"é`: jsonscan.Escaped | jsonscan.Unusual,
	} {
		for before := range 20 {
			doc := `"` + strings.Repeat("x", before) + text + `" "`
			if end, got := jsonscan.String([]byte(doc), 0); got != want || end != len(doc)-2 {
				t.Errorf("%s: ends at %d with %b, want %b", doc, end, got, want)
			}
		}
	}
}
