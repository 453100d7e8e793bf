package store

import (
	"crypto/rand"
	"fmt"
	"strconv"
)

// Indexes are buckets that only repeat what others hold, so that it is found without a look at all of it. Releases that know no index, or
// another one, write to a file without them; so each write notes in which transaction it was. Where the last one has no such note the
// indexes aren't to be trusted: readers do without (Tx.Indexed), and the next write makes them anew first. A file of any release can so be
// used by any other that knows its layout, in turn.
type Indexes struct {
	Version int       // goes up with each change of what is indexed, and how
	Make    Migration // drops them, and makes them of what they repeat
}

// indexKey is where a file notes the version of its indexes and the last transaction that was written with them.
const indexKey = "novactl-sandbox-indexed"

// note is what a transaction leaves at indexKey. The numbers of transactions go up by one with each that is written.
func (i Indexes) note(transaction int) string { return fmt.Sprintf("%d@%d", i.Version, transaction) }

// indexed reports whether the transaction before wrote the indexes too.
func (s *file) indexed(t *boltTx) bool {
	last := t.tx.ID()
	if t.tx.Writable() {
		last--
	}
	return string(t.Get(Meta, indexKey)) == s.layouts.Indexes.note(last)
}

// update runs fn, with the indexes as they should be.
func (s *file) update(t *boltTx, fn func(Tx) error) error {
	if s.layouts.Indexes.Make != nil && !s.indexed(t) {
		if err := s.layouts.Indexes.Make(t); err != nil {
			return s.failed(fmt.Errorf("its indexes can't be made: %w", err))
		}
	}
	t.indexed = true
	if err := fn(t); err != nil || !t.dirty {
		return err
	}
	if t.Get(Meta, nameKey) == nil {
		if err := t.Put(Meta, nameKey, []byte(rand.Text())); err != nil {
			return err
		}
	}
	return t.Put(Meta, indexKey, []byte(s.layouts.Indexes.note(t.tx.ID())))
}

// nameKey is where a file has a name that no other file has: a file that takes its place has another one.
const nameKey = "novactl-sandbox-name"

// versionOf is what a reader sees: which file, as of which transaction.
func versionOf(t *boltTx) string {
	name := t.Get(Meta, nameKey)
	if name == nil {
		return ""
	}
	return string(name) + "@" + strconv.Itoa(t.tx.ID())
}
