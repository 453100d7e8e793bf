package command

import (
	"strings"
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

// What a person has told less wins over what it is told here, and cat is no pager.
func TestPager(t *testing.T) {
	t.Setenv("LESS", "M")
	for _, none := range []string{"", " ", "cat"} {
		if c, err := Pager(none); c != nil || err != nil {
			t.Errorf("%q: %v, %v", none, c, err)
		}
	}
	c, err := Pager(`less -j "5"`)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"less", "-j", "5"}, c.Args); diff != "" {
		t.Error(diff)
	}
	said := map[string]string{}
	for _, entry := range c.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		said[name] = value
	}
	if said["LESS"] != "M" || said["LV"] != "-c" {
		t.Errorf("LESS is %q, LV is %q", said["LESS"], said["LV"])
	}
	if _, err := Pager(`less "`); err == nil {
		t.Error("an open quote is taken")
	}
}
