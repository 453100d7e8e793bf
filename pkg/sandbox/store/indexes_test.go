package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counted are layouts with an index: the values of servers, each as a key.
func counted(made *int) Layouts {
	return Layouts{Oldest: 1, Indexes: Indexes{Version: 1, Make: func(t Tx) error {
		*made++
		for _, key := range keysOf(t, "names") {
			if err := t.Remove("names", key); err != nil {
				return err
			}
		}
		for _, key := range keysOf(t, servers) {
			if err := t.Put("names", string(t.Get(servers, key)), nil); err != nil {
				return err
			}
		}
		return nil
	}}}
}

// Indexes are made by the first write to a file without them, and trusted until a release writes that doesn't know them, or knows others.
func TestIndexes(t *testing.T) {
	t.Parallel()
	path := oldStore(t)
	made := 0
	s, older, later := newFile(path, counted(&made)), newFile(path, first()), newFile(path, counted(&made))
	later.layouts.Indexes.Version = 2
	look := func(s Store, when string, wantIndexed bool, want ...string) {
		t.Helper()
		err := s.View(t.Context(), func(tx Tx) error {
			if got := keysOf(tx, "names"); tx.Indexed() != wantIndexed || wantIndexed && !slices.Equal(got, want) {
				t.Errorf("%s: indexed %v %q, want %v %q", when, tx.Indexed(), got, wantIndexed, want)
			}
			return nil
		})
		if err != nil {
			t.Error(when, err)
		}
	}
	name := func(s Store, name string) error {
		return s.Update(t.Context(), func(tx Tx) error {
			if !tx.Indexed() {
				t.Errorf("the write of %s isn't indexed", name)
			}
			return errors.Join(tx.Put("names", name, nil), tx.Remove("names", string(tx.Get(servers, "a"))), tx.Put(servers, "a", []byte(name)))
		})
	}
	look(s, "before any write", false)
	if err := name(s, "db"); err != nil {
		t.Fatal(err)
	}
	look(s, "after a write", true, "db")
	if err := s.Update(t.Context(), func(Tx) error { return nil }); err != nil || made != 1 {
		t.Errorf("%v, made %d times", err, made)
	}
	if err := older.Update(t.Context(), func(tx Tx) error { return tx.Put(servers, "b", []byte("web")) }); err != nil {
		t.Fatal(err)
	}
	look(s, "after a write of an older release", false)
	refused := errors.New("refused")
	if err := s.Update(t.Context(), func(tx Tx) error { return errors.Join(tx.Put(servers, "c", []byte("c")), refused) }); !errors.Is(err, refused) {
		t.Error(err)
	}
	look(s, "after a write that was refused", false)
	if err := s.Update(t.Context(), func(Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	look(s, "made again", true, "db", "web")
	look(later, "by a later release", false)
	if err := later.Update(t.Context(), func(Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	look(later, "made by a later release", true, "db", "web")
	look(s, "after a later release", false)
	if err := s.Reset(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	look(s, "after a reset", true)
}

// What is put in bulk is there as if it was put at once: while it goes on, at its end, and nothing of it where it was refused.
func TestBulk(t *testing.T) {
	t.Parallel()
	for name, stores := range map[string][2]Store{
		"memory": {newMemory(), newMemory()},
		"file":   {newFile(filepath.Join(t.TempDir(), "a.db"), first()), newFile(filepath.Join(t.TempDir(), "b.db"), first())},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for round := range uint64(3) {
				var seen [2][]string
				for i, s := range stores {
					fill := func(tx Tx) error { seen[i] = scribble(tx, rand.New(rand.NewPCG(round, 0))); return nil }
					if err := s.Update(t.Context(), func(tx Tx) error {
						if i == 0 {
							return fill(tx)
						}
						return Bulk(tx, fill)
					}); err != nil {
						t.Fatal(err)
					}
					seen[i] = append(seen[i], dump(t, s, "", "")...)
				}
				if diff := cmp.Diff(seen[0], seen[1]); diff != "" {
					t.Fatalf("at once and in bulk: %s", diff)
				}
			}
			refused := errors.New("refused")
			before := dump(t, stores[1], "", "")
			err := stores[1].Update(t.Context(), func(tx Tx) error {
				return Bulk(tx, func(tx Tx) error { scribble(tx, rand.New(rand.NewPCG(9, 9))); return refused })
			})
			if diff := cmp.Diff(before, dump(t, stores[1], "", "")); !errors.Is(err, refused) || diff != "" {
				t.Errorf("refused: %v, %s", err, diff)
			}
		})
	}
}

// scribble writes and reads at random, and returns what it read.
func scribble(tx Tx, r *rand.Rand) (seen []string) {
	key := func() string { return fmt.Sprintf("%c/%d", 'a'+r.IntN(3), r.IntN(20)) }
	for range 300 {
		switch k := key(); r.IntN(4) {
		case 0:
			_ = tx.Remove(servers, k)
		case 1:
			seen = append(seen, k+"="+string(tx.Get(servers, k)))
		case 2:
			for found, value := range tx.Scan(servers, k[:2], key()) {
				if seen = append(seen, found+"="+string(value)); r.IntN(9) == 0 {
					break
				}
			}
		default:
			_ = tx.Put(servers, k, fmt.Append(nil, r.IntN(1000)))
		}
	}
	return seen
}
