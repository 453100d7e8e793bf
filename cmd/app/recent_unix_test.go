//go:build unix

package app

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// What stands in the place of a list and is no file is no list: a pipe that nobody writes to would hold Tab for ever, and a link would lead elsewhere.
func TestRecentIsInFiles(t *testing.T) {
	t.Parallel()
	home, now := t.TempDir(), time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	r := recentOf(home, &now)
	r.Store("list server", now, []string{"web-1"})
	other := filepath.Join(home, "other")
	if err := os.Rename(r.path("list server"), other); err != nil {
		t.Fatal(err)
	}
	for what, put := range map[string]func(path string) error{
		"a pipe": func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link": func(path string) error { return os.Symlink(other, path) },
	} {
		for _, path := range []string{r.path("list server"), r.path(changeKind)} {
			if err := put(path); err != nil {
				t.Fatal(err)
			}
		}
		if _, ok := r.Load("list server", new([]string)); ok {
			t.Errorf("%s is read", what)
		}
		now = now.Add(time.Second)
		r.Change()
		if info, err := os.Lstat(r.path(changeKind)); err != nil || !info.Mode().IsRegular() || !info.ModTime().Equal(now) {
			t.Errorf("%s: the change is noted in %v, %v", what, info, err)
		}
		if info, err := os.Stat(other); err != nil || info.ModTime().Equal(now) {
			t.Errorf("%s: the change is noted elsewhere: %v", what, err)
		}
		for _, path := range []string{r.path("list server"), r.path(changeKind)} {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
}
