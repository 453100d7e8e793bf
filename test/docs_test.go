package test

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"testing"
)

// goFile is a Go file as the documentation names it: by its path from the module's folder, or by its name alone. dataFile is one of
// test data, likewise, with a star for several.
var (
	goFile   = regexp.MustCompile("`([a-z0-9_/]+\\.go)`")
	dataFile = regexp.MustCompile("`([a-z0-9_/*-]+\\.(?:json|tsv|xml|sh))`")
)

// TestDocumentsNameFilesThatExist checks that pages send no reader to a file that was renamed or removed.
func TestDocumentsNameFilesThatExist(t *testing.T) {
	t.Parallel()
	known := make(map[string]bool)
	for _, p := range readable(t) {
		known[p.path], known[path.Base(p.path)] = true, true
	}
	for _, page := range []struct {
		name     string
		files    *regexp.Regexp
		minCount int // how many are in the text, at least
	}{
		{"docs/architecture.md", goFile, 20},
		{"CONTRIBUTING.md", goFile, 8},
		{"docs/sources.md", dataFile, 20},
	} {
		named := page.files.FindAllStringSubmatch(read(t, page.name), -1)
		if len(named) < page.minCount {
			t.Errorf("only %d files found in %s: this test reads it wrong", len(named), page.name)
		}
		for _, m := range named {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(known)), func(file string) bool {
				ok, err := path.Match(m[1], file)
				return ok && err == nil
			}) {
				t.Errorf("%s names %s, which doesn't exist", page.name, m[1])
			}
		}
	}
}
