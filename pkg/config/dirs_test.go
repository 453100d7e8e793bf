package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDirs(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		environ []string
		want    Dirs
	}{
		{"home", []string{"HOME=/h"}, Dirs{"/h/.config/novactl", "/h/.local/state/novactl", "/h/.cache/novactl"}},
		{
			"variables without a home", []string{"XDG_CONFIG_HOME=/c", "XDG_STATE_HOME=/s", "XDG_CACHE_HOME=/x"},
			Dirs{"/c/novactl", "/s/novactl", "/x/novactl"},
		},
		{
			"relative ones are ignored", []string{"HOME=/h", "XDG_CONFIG_HOME=c", "XDG_STATE_HOME=./s", "XDG_CACHE_HOME="},
			Dirs{"/h/.config/novactl", "/h/.local/state/novactl", "/h/.cache/novactl"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Input{Environ: tc.environ}.Dirs()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("directories (-want +got):\n%s", diff)
			}
		})
	}
	_, err := Input{Environ: []string{"HOME=relative"}}.Dirs()
	says(t, asError(t, err).Message, "HOME")
}

// A reader never sees half a file, and nobody else reads it; a symbolic link to a repository of dotfiles stays one.
func TestWriteFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "new", "config.yaml")
	for _, text := range []string{"first", "second"} {
		if err := WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "link.yaml")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, []byte("third")); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "third" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no longer one: %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	checkNames(t, filepath.Dir(path), "config.yaml")
}

// A failed write leaves the old file and no litter.
func TestWriteFileFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "config.yaml", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(filepath.Join(dir, "config.yaml"), []byte("hidden"))
	text := asError(t, err).Error()
	says(t, text, "can't write "+filepath.Join(dir, "config.yaml"))
	if strings.Contains(text, "hidden") {
		t.Errorf("%q shows the content", text)
	}
	checkNames(t, dir, "config.yaml")
}

func checkNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files in the directory (-want +got):\n%s", diff)
	}
}
