package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/output"
)

// recentOf is what an account listed, by a clock that the test moves.
func recentOf(home string, now *time.Time, environ ...string) Recent {
	streams, _, _ := output.Buffers("")
	streams.Now = func() time.Time { return *now }
	a := &App{Streams: streams, Environ: append(environ, "HOME="+home, "OS_AUTH_URL=http://127.0.0.1:1/v3", "OS_USERNAME=me", "OS_PASSWORD=p")}
	return a.Recent(&cobra.Command{})
}

// A list is good for a minute, for the account that asked, until something is changed; nobody else can read its file.
func TestRecent(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	now := time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	r := recentOf(home, &now)
	r.Change() // of nothing, which leaves no file
	if _, err := os.Stat(filepath.Join(home, ".cache")); err == nil {
		t.Error("a change alone makes files")
	}
	r.Store("list server", now, []string{"web-1"})
	for _, test := range []struct {
		why   string
		after time.Duration
		of    Recent
		want  bool
	}{
		{"at once", 0, r, true},
		{"a minute later", time.Minute, r, true},
		{"later", time.Minute + 1, r, false},
		{"before, as by a clock that was set back", -time.Second, r, false},
		{"the same account by another process", time.Second, recentOf(home, &now), true},
		{"another project", 0, recentOf(home, &now, "OS_PROJECT_NAME=other"), false},
		{"another region", 0, recentOf(home, &now, "OS_REGION_NAME=other"), false},
		{"another kind", 0, Recent{r.file + "x", r.now}, false},
		{"nowhere", 0, Recent{}, false},
	} {
		begun := now
		now = now.Add(test.after)
		var list []string
		if age, ok := test.of.Load("list server", &list); ok != test.want || ok && (age != test.after || len(list) != 1) {
			t.Errorf("%s: %v, %v, %v", test.why, list, age, ok)
		}
		now = begun
	}
	if info, err := os.Stat(r.path("list server")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	now = now.Add(time.Second)
	recentOf(home, &now).Change()
	if _, ok := r.Load("list server", new([]string)); ok {
		t.Error("a change leaves the list good")
	}
	r.Store("list server", now.Add(-time.Millisecond), []string{"web-1"})
	if _, ok := r.Load("list server", new([]string)); ok {
		t.Error("a list that was begun before a change is good after it")
	}
	r.Store("list server", now.Add(time.Millisecond), []string{"web-1"})
	if now = now.Add(time.Second); r.now().IsZero() {
		t.Fatal("no clock")
	}
	if _, ok := r.Load("list server", new([]string)); !ok {
		t.Error("a list after the change is no good")
	}
	now = now.Add(2 * time.Hour)
	r.Store("other", now, nil)
	if _, err := os.Stat(r.path("list server")); err == nil {
		t.Error("what is old stays")
	}
}
