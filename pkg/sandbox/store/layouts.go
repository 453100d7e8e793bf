package store

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"go.etcd.io/bbolt"
)

// The layout is the version of what the buckets hold, and layoutKey is where a file says it. A new bucket, or a new member of a record,
// needs no new layout: what isn't there is empty. What changes the meaning of something that is there does, with a migration from the one
// before.
//
// Only a write changes the file. A read of an older layout reads a migrated copy in memory: it costs a moment, once or twice, since
// nearly every command begins by signing in; but who looks at a store, or can't write to it, still leaves it to the release that wrote it.
const layoutKey = "novactl-sandbox-layout"

// Migration turns what the buckets hold into the next layout. It runs in the Update that finds the older one, and in a View on a copy in
// memory.
type Migration func(t Tx) error

// Layouts are those that the caller can read: the oldest, and one more for each migration. They are numbered from 1, and a number is never
// used again: files outlive the release that wrote them.
type Layouts struct {
	Oldest     int
	Migrations []Migration // the first one's is from Oldest to the next
	Indexes    Indexes     // what any release may leave alone
}

// Newest is the layout that is written: Oldest, and one for each migration.
func (l Layouts) Newest() int { return l.Oldest + len(l.Migrations) }

// layoutOf reads the layout, and refuses a file that another program wrote, a later release of this one, or one that is too old.
func (s *file) layoutOf(t Tx) (int, error) {
	found, err := strconv.Atoi(string(t.Get(Meta, layoutKey)))
	newest := s.layouts.Newest()
	switch {
	case err != nil:
		return 0, s.failed(&foreignError{})
	case found > newest:
		return 0, s.failed(fmt.Errorf(
			"a later release wrote it (layout %d; this one knows %d): use that release, or reset the sandbox", found, newest))
	case found < s.layouts.Oldest:
		return 0, s.failed(fmt.Errorf(
			"a release wrote it that is too old (layout %d; this one knows %d to %d): use an older release, or reset the sandbox",
			found, s.layouts.Oldest, newest))
	}
	return found, nil
}

// read runs fn on what the file holds, in the newest layout.
func (s *file) read(ctx context.Context, t *boltTx, fn func(Tx) error) error {
	found, err := s.layoutOf(t)
	if err != nil {
		return err
	}
	if found == s.layouts.Newest() {
		return fn(t)
	}
	copied := newMemory()
	copied.unindexed = true
	for b, entries := range t.all() {
		copied.buckets[b] = entries
	}
	if err := copied.Update(ctx, func(t Tx) error { return s.migrateFrom(found, t) }); err != nil {
		return err
	}
	return copied.View(ctx, fn)
}

// migrate brings the file to the newest layout, in a transaction of its own: all of it or nothing.
func (s *file) migrate(db *bbolt.DB, origin *panicOrigin, found int) error {
	return s.transact(db, origin, true, func(t *boltTx) error { return s.migrateFrom(found, t) })
}

func (s *file) migrateFrom(found int, t Tx) error {
	for _, step := range s.layouts.Migrations[found-s.layouts.Oldest:] {
		if err := step(t); err != nil {
			return s.failed(fmt.Errorf(
				"it can't be brought from layout %d to %d (%w): use the release that wrote it, or reset the sandbox", found, found+1, err))
		}
		found++
	}
	return t.Put(Meta, layoutKey, []byte(strconv.Itoa(found)))
}

// all yields every bucket with a copy of its entries, sorted by key.
func (t *boltTx) all() iter.Seq2[Bucket, []entry] {
	return func(yield func(Bucket, []entry) bool) {
		var names []Bucket
		leave := t.inBolt()
		_ = t.tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			names = append(names, Bucket(name))
			return nil
		})
		leave()
		for _, name := range names {
			var entries []entry
			for key, value := range t.Scan(name, "", "") {
				entries = append(entries, entry{key, append([]byte{}, value...)})
			}
			if !yield(name, entries) {
				return
			}
		}
	}
}
