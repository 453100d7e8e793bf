package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// servers is a bucket of the tests.
const servers Bucket = "servers"

// first are the layouts of a first release.
func first() Layouts { return Layouts{Oldest: 1} }

// later are the layouts of a release to come: servers get a prefix, and then a second table of their names.
func later(steps *int) Layouts {
	return Layouts{Oldest: 1, Migrations: []Migration{
		func(t Tx) error {
			*steps++
			for _, key := range keysOf(t, servers) {
				value := append([]byte("v2 "), t.Get(servers, key)...)
				if err := t.Put(servers, key, value); err != nil {
					return err
				}
			}
			return nil
		},
		func(t Tx) error {
			*steps++
			for _, key := range keysOf(t, servers) {
				if err := t.Put("names", string(t.Get(servers, key)), nil); err != nil {
					return err
				}
			}
			return nil
		},
	}}
}

func keysOf(t Tx, b Bucket) (keys []string) {
	for key := range t.Scan(b, "", "") {
		keys = append(keys, key)
	}
	return keys
}

// oldStore is a file of layout 1 with a server.
func oldStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := newFile(path, first())
	if err := s.Update(t.Context(), func(t Tx) error { return t.Put(servers, "a", []byte("web")) }); err != nil {
		t.Fatal(err)
	}
	return path
}

// An older layout is read as it would be after the migration, without a change to the file; the first write migrates it, once, and then
// the release that wrote it refuses it.
func TestMigration(t *testing.T) {
	t.Parallel()
	path := oldStore(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	s := newFile(path, first())
	s.layouts = later(&steps)
	look := func() (found string) {
		t.Helper()
		err := s.View(t.Context(), func(t Tx) error {
			found = string(t.Get(servers, "a")) + "," + strings.Join(keysOf(t, "names"), ",")
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		return found
	}
	if got := look(); got != "v2 web,v2 web" {
		t.Errorf("a read of the older layout: %q", got)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the read changed the file")
	}
	refused := errors.New("refused")
	steps = 0
	for range 2 { // a refusal keeps the migration all the same
		if err := s.Update(t.Context(), func(Tx) error { return refused }); !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	if got := look(); got != "v2 web,v2 web" || steps != 2 {
		t.Errorf("after the first write: %q in %d steps", got, steps)
	}
	err = newFile(path, first()).View(t.Context(), func(Tx) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "a later release wrote it (layout 3; this one knows 1): use that release, or reset the sandbox") {
		t.Errorf("the older release: %v", err)
	}
}

// A migration that fails, or dies, leaves the file as it was.
func TestMigrationThatFails(t *testing.T) {
	t.Parallel()
	path := oldStore(t)
	s := newFile(path, first())
	steps := 0
	s.layouts = later(&steps)
	s.layouts.Migrations[1] = func(Tx) error { return errors.New("a name is taken twice") }
	write := func(s *file) error { return s.Update(t.Context(), func(Tx) error { return nil }) }
	for name, access := range map[string]func() error{
		"read": func() error { return s.View(t.Context(), func(Tx) error { return nil }) }, "write": func() error { return write(s) },
	} {
		err := access()
		const want = "it can't be brought from layout 2 to 3 (a name is taken twice): use the release that wrote it, or reset the sandbox"
		if failed := new(Error); !errors.As(err, &failed) || failed.Path != path || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.layouts.Migrations[1] = func(Tx) error { panic("it died") }
	func() {
		defer func() { _ = recover() }()
		_ = write(s)
	}()
	if err := write(newFile(path, first())); err != nil {
		t.Errorf("the release that wrote it: %v", err)
	}
	if got := dump(t, newFile(path, first()), "", ""); len(got) != 1 || got[0] != "a=web" {
		t.Errorf("the file has %q", got)
	}
}

// A layout that no release can have written, or that this one no longer reads, is refused with what to do.
func TestLayoutsThatAreRefused(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"0":   "too old (layout 0; this one knows 1 to 1): use an older release, or reset the sandbox",
		"-1":  "too old",
		"99":  "a later release wrote it (layout 99",
		"":    "is not a sandbox's store: move it away",
		"one": "is not a sandbox's store: move it away",
	} {
		path := oldStore(t)
		edit(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte(Meta)).Put([]byte(layoutKey), []byte(value)) })
		s := newFile(path, first())
		for _, err := range []error{
			s.View(t.Context(), func(Tx) error { return nil }), s.Update(t.Context(), func(Tx) error { return nil }),
		} {
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
				t.Errorf("layout %q: %v", value, err)
			}
		}
	}
}
