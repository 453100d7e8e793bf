package sandbox

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Looking makes no file; the first write makes the file and its folder, for their owner alone.
func TestFilesAreMadeAtTheFirstWrite(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "state")
	path := filepath.Join(folder, "sandbox.db")
	c, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t}
	u.want(401, u.compute("GET", "/servers", ""))
	u.want(200, u.send("GET", "/", ""))
	if _, err := c.Status(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("looking made %s (%v)", folder, err)
	}
	u.signIn(tables.User, tables.Password)
	for name, want := range map[string]os.FileMode{folder: 0o700, path: 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %o, want %o", name, got, want)
		}
	}
}

// A read leaves the file as it was, to the byte.
func TestReadsWriteNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	id := u.create("web")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	u.clock.advance(time.Minute)
	if got := u.server(id)["status"]; got != "ACTIVE" {
		t.Errorf("status %v", got)
	}
	u.compute("GET", "/servers/detail", "")
	u.signIn(tables.User, tables.Password) // the same token again: nothing to write
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, after) {
		t.Error("reading changed the file")
	}
}

// What can't be used as a store is refused with the file's name and what to do, as an answer and as an error.
func TestUnusableStores(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		make        func(t *testing.T, path string)
		says        string
		keptByReset bool // reset must not touch it
	}{
		"some other file": {func(t *testing.T, path string) { write(t, path, strings.Repeat("my diary\n", 4000)) }, "is not a sandbox's store", true},
		"a short file":    {func(t *testing.T, path string) { write(t, path, "my diary") }, "is not a sandbox's store", true},
		"a folder":        {func(t *testing.T, path string) { _ = os.Mkdir(path, 0o700) }, "is a directory", true},
		"another program's bbolt file": {func(t *testing.T, path string) {
			edit(t, path, func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err })
		}, "is not a sandbox's store", true},
		"a later release's": {func(t *testing.T, path string) {
			newCloud(t, Options{Path: path})
			edit(t, path, func(tx *bbolt.Tx) error {
				return tx.Bucket([]byte("meta")).Put([]byte("novactl-sandbox-layout"), []byte("2"))
			})
		}, "a later release wrote it (layout 2; this one knows 1)", false},
		"one that was cut": {func(t *testing.T, path string) {
			newCloud(t, Options{Path: path}).create("web")
			if err := os.Truncate(path, 4*4096); err != nil {
				t.Fatal(err)
			}
		}, "damaged", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "sandbox.db")
			test.make(t, path)
			c, err := Open(Options{Path: path})
			if err != nil {
				t.Fatal(err)
			}
			u := &cloudUnderTest{Cloud: c, t: t, token: random.UUID()}
			for _, r := range []reply{
				u.compute("GET", "/servers", ""),
				u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`),
			} {
				message := at[string](t, u.json(u.want(500, r)), "computeFault", "message")
				if !strings.Contains(message, test.says) || !strings.Contains(message, path) {
					t.Errorf("the fault says %q, want %q and the path", message, test.says)
				}
			}
			_, err = c.Status()
			if failed := new(store.Error); !errors.As(err, &failed) || failed.Path != path {
				t.Errorf("Status: %v", err)
			}
			err = c.Reset()
			if (err != nil) != test.keptByReset {
				t.Errorf("Reset: %v", err)
			}
			if !test.keptByReset {
				u.signIn(tables.User, tables.Password)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func edit(t *testing.T, path string, change func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(change); err != nil {
		t.Fatal(err)
	}
}

// A folder that can't be made is said with its name.
func TestFolderThatCannotBe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "in the way")
	c, err := Open(Options{Path: filepath.Join(file, "sandbox.db")})
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t}
	r := u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)
	if message := at[string](t, u.json(u.want(500, r)), "computeFault", "message"); !strings.Contains(message, file) {
		t.Errorf("the fault says %q", message)
	}
}

// A store that others keep is not broken: who asks may try again, and is told so with 503.
func TestBusyStore(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.db.Store = brokenStore{u.db.Store, &store.Error{Path: "s.db", Busy: true, Err: errors.New("others kept it")}}
	message := at[string](t, u.json(u.want(503, u.compute("GET", "/servers", ""))), "serviceUnavailable", "message")
	if message != "sandbox store s.db: others kept it" {
		t.Errorf("it says %q", message)
	}
}
