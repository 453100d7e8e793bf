package jsondoc

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// odd are documents that a cloud may send, JSON or not.
var odd = []string{
	`{"id":"1","name":"web","addresses":{"public":[{"version":4,"addr":"10.0.0.1"}],"private":[]},"a":null,"a":true,"metadata":{}}`,
	"\n[ 1 , -0.5e+7,{ } ,[ ],{\"a\" :\t[[{}]]} ]\r\n", `"a\u0041\/\n\"\\\u001b[31m\ud83d\ude00"`, `"\ud800"`, "\"caf\u00e9 \u65e5\u672c \U0001f600\"",
	"\"\u202e\u2028\u0085\x7f\"", "\"\xff\xc3\"", "{\"\u202e\xff\\u0041\":1}", "\"\U000e0001\"", `123456789012345678901234567890.10`,
	strings.Repeat("[", 100) + strings.Repeat("]", 100), strings.Repeat("[", 101) + strings.Repeat("]", 101),
	strings.Repeat(`{"a":`, 1500) + "0" + strings.Repeat("}", 1500), strings.Repeat("[", 10001) + strings.Repeat("]", 10001),
	``, `{`, `[1,]`, `{"a"}`, `{"a":1,}`, `[1 2]`, `nul`, `01`, `"a`, `"\x"`, "\"\n\"", `[1]]`, `{"a":"\ud8"}`, `[1}`,
}

// One pass makes of a document what jsontext and the search for unsafe characters make of it, errors too.
func TestLayout(t *testing.T) {
	t.Parallel()
	for _, doc := range odd {
		compareLayouts(t, doc)
	}
}

func FuzzLayout(f *testing.F) {
	for _, doc := range odd {
		f.Add(doc)
	}
	f.Fuzz(compareLayouts)
}

func compareLayouts(t *testing.T, doc string) {
	t.Helper()
	for name, layout := range map[string]Layout{"indented": Indented, "as an item": AsItem, "compact": Compact} {
		got, gotErr := AppendJSON([]byte("before "), jsontext.Value(doc), layout)
		want, wantErr := appendSlowly([]byte("before "), jsontext.Value(doc), layout)
		if !bytes.Equal(got, want) || (gotErr == nil) != (wantErr == nil) || gotErr != nil && gotErr.Error() != wantErr.Error() {
			t.Errorf("%q %s:\n got %s, %v\nwant %s, %v", doc, name, got, gotErr, want, wantErr)
		}
	}
}
