package test

import (
	"path"
	"regexp"
	"testing"
)

// goFile is a Go file as the documentation names it: by its path from the module's folder, or by its name alone.
var goFile = regexp.MustCompile("`([a-z0-9_/]+\\.go)`")

// TestArchitectureNamesFilesThatExist checks that docs/architecture.md sends no reader to a file that was renamed or removed.
func TestArchitectureNamesFilesThatExist(t *testing.T) {
	t.Parallel()
	known := make(map[string]bool)
	for _, f := range project(t) {
		known[f.path], known[path.Base(f.path)] = true, true
	}
	named := goFile.FindAllStringSubmatch(read(t, "docs/architecture.md"), -1)
	if len(named) < 20 {
		t.Errorf("only %d files found in the text: this test reads it wrong", len(named))
	}
	for _, m := range named {
		if !known[m[1]] {
			t.Errorf("docs/architecture.md names %s, which doesn't exist", m[1])
		}
	}
}
