package test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// want marks a line that breaks rules, and says what each finding begins with.
var (
	want      = regexp.MustCompile("// want (`.*`)$")
	beginning = regexp.MustCompile("`([^`]*)`")
)

// TestRulesCanFail holds the rules against made-up sources, testdata/arch.txtar: each line that breaks one is found, and
// no other.
func TestRulesCanFail(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/arch.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var files []source
	var wanted []string
	for _, f := range archive.Files {
		files = append(files, parse(t, f.Name, string(f.Data)))
		for i, line := range strings.Split(string(f.Data), "\n") {
			if m := want.FindStringSubmatch(line); m != nil {
				for _, b := range beginning.FindAllStringSubmatch(m[1], -1) {
					wanted = append(wanted, fmt.Sprintf("%s:%d: %s", f.Name, i+1, b[1]))
				}
			}
		}
	}
	var got []string
	for _, f := range slices.Concat(checkImports(files), checkNames(files), checkState(files), checkWords(files)) {
		what, _, _ := strings.Cut(f.text, ": ")
		got = append(got, fmt.Sprintf("%s:%d: %s", f.path, f.line, what))
	}
	slices.Sort(wanted)
	slices.Sort(got)
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestEveryRuleIsTried checks that testdata/arch.txtar breaks each rule of the tables at least once.
func TestEveryRuleIsTried(t *testing.T) {
	t.Parallel()
	tried := read(t, "test/testdata/arch.txtar")
	for _, r := range rooms {
		if len(r.may) < 3 && !strings.Contains(tried, "// want `"+strings.TrimSuffix(r.path, "*")) {
			t.Errorf("no source breaks the rule of the room %s", r.path)
		}
	}
	for _, c := range confined {
		for _, p := range c.paths {
			if !regexp.MustCompile("must not import " + regexp.QuoteMeta(p)).MatchString(tried) {
				t.Errorf("no source imports %s where it must not", p)
			}
		}
	}
	for _, n := range names {
		for _, p := range n.names {
			if !strings.Contains(tried, "// want `"+strings.TrimSuffix(p, "*")) {
				t.Errorf("no source names %s where it must not", p)
			}
		}
	}
}
