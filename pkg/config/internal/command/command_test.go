package command

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"pass show cloud":                 {"pass", "show", "cloud"},
		"  a\t b\n":                       {"a", "b"},
		`sh -c 'printf "%s" "$X"'`:        {"sh", "-c", `printf "%s" "$X"`},
		`a "b \" \\ c" d\ e '' 'it'\''s'`: {"a", `b " \ c`, "d e", "", "it's"},
		"":                                nil,
	} {
		got, err := splitWords(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", text, err, diff)
		}
	}
	for _, text := range []string{`a "b`, `a 'b`, `a \`} {
		if got, err := splitWords(text); err == nil {
			t.Errorf("%s: %q, want an error", text, got)
		}
	}
}
