package screens

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "make the golden files again")

// A golden is a screen in all its terminals.
type golden struct{ text strings.Builder }

// add adds what a terminal shows.
func (g *golden) add(where, screen string) {
	g.text.WriteString("==> " + where + " <==\n" + stable(screen))
	if screen != "" && !strings.HasSuffix(screen, "\n") {
		g.text.WriteString("(no end of line)\n")
	}
}

// compare holds g against its file, or makes that again.
func (g *golden) compare(t *testing.T, name string) {
	t.Helper()
	file := filepath.Join("golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(g.text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), g.text.String()); diff != "" {
		t.Errorf("the screen differs (-golden +now); where it is right so, look at it, and run: go test ./test/screens -update\n%s", diff)
	}
}

// stable returns screen with what differs from run to run replaced.
func stable(screen string) string {
	for _, r := range unstable {
		screen = r.what.ReplaceAllString(screen, r.with)
	}
	return screen
}

var unstable = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?m)^(\x1b\[[0-9;]*m)?[-/\\|](\x1b\[[0-9;]*m)? `), "$1|$2 "}, // the spinner
}
