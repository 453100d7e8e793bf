package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// both runs a test on a store of either kind, filled with five keys.
func both(t *testing.T, test func(t *testing.T, s Store)) {
	t.Helper()
	for name, s := range map[string]Store{
		"memory": newMemory(), "file": newFile(filepath.Join(t.TempDir(), "s.db"), first()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := s.Update(t.Context(), func(tx Tx) error {
				for _, key := range []string{"b/3", "a/1", "b/1", "b/2", "c/1"} {
					if err := tx.Put(servers, key, []byte("value of "+key)); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			test(t, s)
		})
	}
}

// Both stores behave alike, so that a sandbox in memory shows what one in a file would.
func TestStoresBehaveAlike(t *testing.T) {
	t.Parallel()
	both(t, testUpdateAndScan)
}

// A reset drops everything, and what it fills in is kept as a whole, or all is as before.
func TestResetsAreAlike(t *testing.T) {
	t.Parallel()
	both(t, testReset)
}

func testUpdateAndScan(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	refused := errors.New("refused")
	err := s.Update(ctx, func(tx Tx) error {
		_ = tx.Put(servers, "b/4", nil)
		_ = tx.Put(servers, "b/1", []byte("changed"))
		_ = tx.Remove(servers, "b/2")
		_ = tx.Put("order", "x", nil)
		return refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("the function's error came back as %v", err)
	}
	if got, want := dump(t, s, "b/", ""), []string{"b/1=value of b/1", "b/2=value of b/2", "b/3=value of b/3"}; !slices.Equal(got, want) {
		t.Errorf("after a refused update: %q, want %q", got, want)
	}
	if err := s.Update(ctx, func(tx Tx) error { return tx.Remove(servers, "b/1") }); err != nil {
		t.Fatal(err)
	}
	for after, want := range map[string][]string{
		"": {"b/2", "b/3"}, "b/1": {"b/2", "b/3"}, "b/2": {"b/3"}, "b/3": {}, "b/25": {"b/3"},
	} {
		got := dump(t, s, "b/", after)
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], "=")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("after %q: %s", after, diff)
		}
	}
}

func testReset(t *testing.T, s Store) {
	t.Helper()
	ctx, refused := t.Context(), errors.New("refused")
	if err := s.Reset(ctx, func(tx Tx) error { _ = tx.Put(servers, "d/1", nil); return refused }); !errors.Is(err, refused) || errors.As(err, new(*Error)) {
		t.Errorf("the filling's error came back as %v", err)
	}
	if got := len(dump(t, s, "", "")); got != 5 {
		t.Errorf("after a refused reset: %d keys, want the 5 of before", got)
	}
	if err := s.Reset(ctx, func(tx Tx) error { return tx.Put(servers, "d/1", []byte("new")) }); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s, "", ""); !slices.Equal(got, []string{"d/1=new"}) {
		t.Errorf("after a reset with something to fill in: %q", got)
	}
	if err := s.Reset(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s, "", ""); len(got) > 0 {
		t.Errorf("after a reset: %q", got)
	}
}

// dump lists what there is in the servers bucket.
func dump(t *testing.T, s Store, prefix, after string) []string {
	t.Helper()
	all := []string{}
	err := s.View(t.Context(), func(tx Tx) error {
		for key, value := range tx.Scan(servers, prefix, after) {
			all = append(all, key+"="+string(value))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A bug of the caller's is not taken for a damaged file.
func TestOwnPanicsGoOn(t *testing.T) {
	t.Parallel()
	s := newFile(filepath.Join(t.TempDir(), "s.db"), first())
	defer func() {
		if p := recover(); p != "a bug" {
			t.Errorf("recovered %v", p)
		}
		if err := s.Update(t.Context(), func(t Tx) error { return t.Put(Meta, "x", nil) }); err != nil {
			t.Errorf("the store stayed locked: %v", err)
		}
	}()
	_ = s.Update(t.Context(), func(t Tx) error { _ = t.Put(Meta, "x", nil); panic("a bug") })
}

// Who waits for a file that others keep gives up in the end, saying so; one that is cancelled stops waiting at once.
func TestWaitingForTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s.db")
	s := newFile(path, first())
	release, err := newLock(path + ".lock").acquire(t.Context()) // as another process would
	if err != nil {
		t.Fatal(err)
	}
	nothing := func(Tx) error { return nil }
	s.lockTimeout = time.Millisecond
	err = s.Update(t.Context(), nothing)
	if failed := new(Error); !errors.As(err, &failed) || !failed.Busy || err.Error() != "sandbox store "+path+": other processes kept it busy for 1ms" {
		t.Errorf("while others keep it: %v", err)
	}
	s.lockTimeout = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Update(ctx, nothing) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled one ended with %v", err)
	}
	release()
	if err := s.Update(t.Context(), nothing); err != nil {
		t.Errorf("when it is free: %v", err)
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
