package test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd"
)

// TestReferenceHasEveryCommand checks that whoever looks a command up in docs/reference finds it, however deep it is.
func TestReferenceHasEveryCommand(t *testing.T) {
	t.Parallel()
	pages := make(map[string]string)
	leaves := 0
	var walk func(c *cobra.Command, page string)
	walk = func(c *cobra.Command, page string) {
		for _, sub := range c.Commands() {
			if !sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
				continue
			}
			name := page
			if name == "" {
				name = "docs/reference/" + sub.Name() + ".md"
			}
			if pages[name] == "" {
				pages[name] = read(t, name)
			}
			if !regexp.MustCompile(`(?m)^#+ ` + regexp.QuoteMeta(sub.CommandPath()) + `$`).MatchString(pages[name]) {
				t.Errorf("%s has no section for %s", name, sub.CommandPath())
			}
			leaves++
			walk(sub, name)
		}
	}
	walk(cmd.Root(), "")
	if leaves < 60 {
		t.Errorf("only %d commands found: this test walks the tree wrong", leaves)
	}
}

var (
	link      = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading   = regexp.MustCompile(`(?m)^#+ (.+)$`)
	ownAnchor = regexp.MustCompile(`<a (?:id|name)="([^"]+)"`)
	fence     = regexp.MustCompile("(?ms)^ *```.*?^ *```")
)

// TestLinksLead checks that each link of the documentation leads to a file, and to a heading or an anchor there.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, name := range markdown(t) {
		text := fence.ReplaceAllString(read(t, name), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			to, part, _ := strings.Cut(m[1], "#")
			if strings.Contains(to, "://") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			checked++
			file := name
			if to != "" {
				file = path.Join(path.Dir(name), to)
			}
			if _, err := os.Stat(filepath.Join(top, file)); err != nil {
				t.Errorf("%s: %s leads nowhere", name, m[1])
				continue
			}
			if part != "" && !anchors(read(t, file))[part] {
				t.Errorf("%s: %s has no heading or anchor %s", name, file, part)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d links found: this test reads the text wrong", checked)
	}
}

// markdown returns the paths of the documentation, from the module's folder.
func markdown(t *testing.T) []string {
	t.Helper()
	names := []string{"README.md", "CONTRIBUTING.md"}
	err := filepath.WalkDir(filepath.Join(top, "docs"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".md") {
			rel, err := filepath.Rel(top, name)
			if err != nil {
				return err
			}
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// anchors returns what a link can name in a page: its headings, as forges make ids of them, and its own anchors.
func anchors(text string) map[string]bool {
	found := make(map[string]bool)
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		id := strings.ToLower(strings.ReplaceAll(m[1], " ", "-"))
		found[regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(id, "")] = true
	}
	for _, m := range ownAnchor.FindAllStringSubmatch(text, -1) {
		found[m[1]] = true
	}
	return found
}
