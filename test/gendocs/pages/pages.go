// Package pages makes the generated files of the project: completions/, docs/reference/ and docs/man/. They depend on the
// command tree, the settings table and the exit code table, and on nothing else: no date, no folder, no environment.
package pages

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd"
	"github.com/novactl/novactl/test/coverage"
)

// folders hold generated files only; singles are generated files elsewhere.
var (
	folders = []string{"completions", "docs/man", "docs/reference"}
	singles = []string{"docs/coverage.md", "docs/coming-from.md"}
)

// All makes every generated file, by its path from the module's folder.
func All() (map[string][]byte, error) {
	root := cmd.Root()
	root.InitDefaultCompletionCmd("novactl") // cobra adds it to a tree that runs; the name only says that there are arguments
	files := make(map[string][]byte)
	if err := addCompletions(files, root); err != nil {
		return nil, err
	}
	addReference(files, root)
	addManPages(files, root)
	files["docs/coverage.md"] = coverage.Page()
	files["docs/coming-from.md"] = comingFrom()
	return files, nil
}

// Write makes the generated folders below top hold files and nothing else.
func Write(top string, files map[string][]byte) error {
	there, err := Committed(top)
	if err != nil {
		return err
	}
	for name := range there {
		if _, ok := files[name]; !ok {
			if err := os.Remove(filepath.Join(top, name)); err != nil {
				return err
			}
		}
	}
	for name, data := range files {
		full := filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(full, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Committed reads what the generated folders below top hold.
func Committed(top string) (map[string][]byte, error) {
	files := make(map[string][]byte)
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(top, folder))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			if files[name], err = os.ReadFile(filepath.Join(top, name)); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range singles {
		data, err := os.ReadFile(filepath.Join(top, name))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return files, nil
}

// Drift names the files in which generated and committed differ, in order, and how.
func Drift(generated, committed map[string][]byte) []string {
	var out []string
	for name, data := range generated {
		switch there, ok := committed[name]; {
		case !ok:
			out = append(out, name+": missing")
		case string(there) != string(data):
			out = append(out, name+": out of date")
		}
	}
	for name := range maps.Keys(committed) {
		if _, ok := generated[name]; !ok {
			out = append(out, name+": nothing makes it any more")
		}
	}
	slices.Sort(out)
	return out
}

// visible are the commands below c that documentation shows.
func visible(c *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(c.Commands()), func(c *cobra.Command) bool {
		return !c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand()
	})
}
