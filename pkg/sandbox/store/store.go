// Package store keeps the sandbox's state: keys and values in named buckets, in memory or in one file that many processes share. It
// knows nothing of what they mean.
//
// The state is looked at in a View and changed in an Update. A View sees a state that doesn't change meanwhile, and writes nothing. An
// Update is alone; what it wrote is kept as a whole, or not at all. So a request is one of the two, and is never seen half done.
//
// A file is open only as long as a View or an Update runs: a command takes some milliseconds, and the next one, of another process, finds
// what it left. A lock file beside it lets in one process at a time (lock.go). Who writes keeps the lock to the end; who reads gives it back as soon as the
// file is open, so that readers overlap and a crowd of them can't keep a writer waiting. A file is made at the first write, beside its
// path, and moved there when it is whole, so that neither a full disk nor a killed process leaves half of one. The file is a
// bbolt database, which trusts what it reads: a damaged one is found out without ending the process (recover.go).
//
// A file says in which layout it is: the version of what its buckets hold. Layouts are those that the caller can read, with a Migration
// from each to the next. A View of an older layout sees a migrated copy in memory; the first Update migrates the file. Indexes are buckets that
// only repeat what others hold: a file without them, or one that a release without them wrote to, gets them at the next Update (indexes.go).
package store

import (
	"context"
	"iter"
)

// Bucket names a table: keys in the order of their bytes, with values. One that nothing was put into is empty.
type Bucket string

// Meta is the one bucket that the store itself writes to: a file says its layout there. The caller may keep other keys in it.
const Meta Bucket = "meta"

// Store is a state in memory or in a file. It is safe for use by many goroutines. An error of the store's own is an *Error; others are the
// context's, or come from the function that was given.
type Store interface {
	// View runs fn on a state that doesn't change meanwhile, and returns its error. It writes nothing, not even a file.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn alone, and returns its error. What fn wrote is kept as a whole if it returns nil, else not at all.
	Update(ctx context.Context, fn func(Tx) error) error
	// Reset drops everything, and runs fill on what is empty then; nil: nothing to fill in. If fill fails all is as before. A file that
	// a later release wrote, or that is damaged, is replaced; one that is no store is left alone, with an error.
	Reset(ctx context.Context, fill func(Tx) error) error
}

// Tx is the state within one View or Update. Values are good until it ends, and must not be written to.
type Tx interface {
	// Get returns the value of a key; nil: there is none.
	Get(b Bucket, key string) []byte
	// Put sets the value of a key. A bucket is made by the first.
	Put(b Bucket, key string, value []byte) error
	// Remove drops a key; one that isn't there is no error.
	Remove(b Bucket, key string) error
	// Scan yields the keys that begin with prefix and come after the key after, in order, with their values. The bucket must not change
	// meanwhile.
	Scan(b Bucket, prefix, after string) iter.Seq2[string, []byte]
	// Indexed reports whether the indexes (Layouts) say what the rest does. In an Update they do; who reads a file that another release wrote to
	// last has to do without.
	Indexed() bool
	// Version names what a View sees: two with the same one see the same. "": no telling, as in an Update.
	Version() string
}
