package sandbox

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

// migration turns what the buckets hold into the next layout.
type migration func(t tx) error

// layouts are those that a release can read: the oldest, and one more for each migration.
type layouts struct {
	oldest     int
	migrations []migration
}

// knownLayouts are this release's. There has been only one layout so far.
func knownLayouts() layouts { return layouts{oldest: 1} }

// newest is the layout that is written.
func (l layouts) newest() int { return l.oldest + len(l.migrations) }

// layoutOf reads the layout, and refuses a file that another program wrote, a later release of this one, or one that is too old.
func (s *fileStore) layoutOf(t tx) (int, error) {
	found, err := strconv.Atoi(string(t.get(metaBucket, layoutKey)))
	newest := s.layouts.newest()
	switch {
	case err != nil:
		return 0, s.failed(&foreignError{})
	case found > newest:
		return 0, s.failed(fmt.Errorf(
			"a later release wrote it (layout %d; this one knows %d): use that release, or reset the sandbox", found, newest))
	case found < s.layouts.oldest:
		return 0, s.failed(fmt.Errorf(
			"a release wrote it that is too old (layout %d; this one knows %d to %d): use an older release, or reset the sandbox",
			found, s.layouts.oldest, newest))
	}
	return found, nil
}

// read runs fn on what the file holds, in the newest layout.
func (s *fileStore) read(ctx context.Context, t tx, fn func(tx) error) error {
	found, err := s.layoutOf(t)
	if err != nil {
		return err
	}
	if found == s.layouts.newest() {
		return fn(t)
	}
	copied := newMemoryStore()
	for b, entries := range t.(*boltTx).all() {
		copied.buckets[b] = entries
	}
	if err := copied.update(ctx, func(t tx) error { return s.migrateFrom(found, t) }); err != nil {
		return err
	}
	return copied.view(ctx, fn)
}

// migrate brings the file to the newest layout, in a transaction of its own: all of it or nothing.
func (s *fileStore) migrate(db *bbolt.DB, g *guard, found int) error {
	return s.transact(db, g, true, func(t tx) error { return s.migrateFrom(found, t) })
}

func (s *fileStore) migrateFrom(found int, t tx) error {
	for _, step := range s.layouts.migrations[found-s.layouts.oldest:] {
		if err := step(t); err != nil {
			return s.failed(fmt.Errorf(
				"it can't be brought from layout %d to %d (%w): use the release that wrote it, or reset the sandbox", found, found+1, err))
		}
		found++
	}
	return t.put(metaBucket, layoutKey, []byte(strconv.Itoa(found)))
}

// all yields every bucket with a copy of its entries, sorted by key.
func (t *boltTx) all() iter.Seq2[bucket, []entry] {
	return func(yield func(bucket, []entry) bool) {
		var names []bucket
		leave := t.inBolt()
		_ = t.tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			names = append(names, bucket(name))
			return nil
		})
		leave()
		for _, name := range names {
			var entries []entry
			for key, value := range t.scan(name, "", "") {
				entries = append(entries, entry{key, append([]byte{}, value...)})
			}
			if !yield(name, entries) {
				return
			}
		}
	}
}
