package sandbox

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"go.etcd.io/bbolt"
)

// later are the layouts of a release to come: servers get a prefix, and then a second table of their names.
func later(steps *int) layouts {
	return layouts{oldest: 1, migrations: []migration{
		func(t tx) error {
			*steps++
			for _, key := range keysOf(t, serverBucket) {
				value := append([]byte("v2 "), t.get(serverBucket, key)...)
				if err := t.put(serverBucket, key, value); err != nil {
					return err
				}
			}
			return nil
		},
		func(t tx) error {
			*steps++
			for _, key := range keysOf(t, serverBucket) {
				if err := t.put("names", string(t.get(serverBucket, key)), nil); err != nil {
					return err
				}
			}
			return nil
		},
	}}
}

func keysOf(t tx, b bucket) (keys []string) {
	for key := range t.scan(b, "", "") {
		keys = append(keys, key)
	}
	return keys
}

// oldStore is a file of layout 1 with a server.
func oldStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := newFileStore(path)
	if err := s.update(t.Context(), func(t tx) error { return t.put(serverBucket, "a", []byte("web")) }); err != nil {
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
	s := newFileStore(path)
	s.layouts = later(&steps)
	look := func() (found string) {
		t.Helper()
		err := s.view(t.Context(), func(t tx) error {
			found = string(t.get(serverBucket, "a")) + "," + strings.Join(keysOf(t, "names"), ",")
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
		if err := s.update(t.Context(), func(tx) error { return refused }); !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	if got := look(); got != "v2 web,v2 web" || steps != 2 {
		t.Errorf("after the first write: %q in %d steps", got, steps)
	}
	err = newFileStore(path).view(t.Context(), func(tx) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "a later release wrote it (layout 3; this one knows 1): use that release, or reset the sandbox") {
		t.Errorf("the older release: %v", err)
	}
}

// A migration that fails, or dies, leaves the file as it was.
func TestMigrationThatFails(t *testing.T) {
	t.Parallel()
	path := oldStore(t)
	s := newFileStore(path)
	steps := 0
	s.layouts = later(&steps)
	s.layouts.migrations[1] = func(tx) error { return errors.New("a name is taken twice") }
	write := func(s *fileStore) error { return s.update(t.Context(), func(tx) error { return nil }) }
	for name, try := range map[string]func() error{
		"read": func() error { return s.view(t.Context(), func(tx) error { return nil }) }, "write": func() error { return write(s) },
	} {
		err := try()
		const want = "it can't be brought from layout 2 to 3 (a name is taken twice): use the release that wrote it, or reset the sandbox"
		if failed := new(StoreError); !errors.As(err, &failed) || failed.Path != path || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.layouts.migrations[1] = func(tx) error { panic("it died") }
	func() {
		defer func() { _ = recover() }()
		_ = write(s)
	}()
	if err := write(newFileStore(path)); err != nil {
		t.Errorf("the release that wrote it: %v", err)
	}
	if got := dump(t, newFileStore(path), "", ""); len(got) != 1 || got[0] != "a=web" {
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
		edit(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte(layoutKey), []byte(value)) })
		s := newFileStore(path)
		for _, err := range []error{
			s.view(t.Context(), func(tx) error { return nil }), s.update(t.Context(), func(tx) error { return nil }),
		} {
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
				t.Errorf("layout %q: %v", value, err)
			}
		}
	}
}

// A file that a release wrote with layout 1, and has been in the repository since, says what it said then: servers in every kind of state,
// an image, a key pair, a volume, a fault on demand, the clock. Members may have come, none may have gone or changed. Who has to change
// this test has to write a migration, and add a file of the new layout.
func TestStoreOfLayout1(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	packed, err := os.Open("testdata/layout-1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(data))
	answers, err := os.ReadFile("testdata/layout-1.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(answers, &want); err != nil {
		t.Fatal(err)
	}
	clock := newClock()
	c, err := Open(Options{Path: path, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t, clock: clock, token: layoutToken}
	for call, answer := range want {
		method, path, _ := strings.Cut(call, " ")
		got := u.json(u.want(200, u.send(method, path, "")))
		if lost := missing(answer, any(got), ""); len(lost) > 0 {
			t.Errorf("%s: %s", call, strings.Join(lost, "\n"))
		}
	}
	status, err := c.Status()
	if err != nil {
		t.Fatal(err)
	}
	checkRecords(t, u.store, status.Now)
	u.create("after")
}

// missing lists what want has and got hasn't, or has otherwise.
func missing(want, got any, where string) (lost []string) {
	switch want := want.(type) {
	case map[string]any:
		got, _ := got.(map[string]any)
		for name, v := range want {
			lost = append(lost, missing(v, got[name], where+"."+name)...)
		}
	case []any:
		items, _ := got.([]any)
		if len(items) != len(want) {
			return []string{where + " has another length"}
		}
		for i, v := range want {
			lost = append(lost, missing(v, items[i], where)...)
		}
	default:
		if want != got {
			lost = append(lost, where+" was "+show(want)+", is "+show(got))
		}
	}
	return lost
}

func show(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}
