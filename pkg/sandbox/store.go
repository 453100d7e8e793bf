package sandbox

import (
	"context"
	"iter"
	"strconv"
)

// bucket names a table of the store.
type bucket string

// The store's tables. A bucket that a file doesn't have is empty, so that a new one needs no new layout.
const (
	metaBucket   bucket = "meta"    // layoutKey, and counters
	tokenBucket  bucket = "tokens"  // token id -> token
	signinBucket bucket = "signins" // user/method -> token id
	serverBucket bucket = "servers" // place/id -> server
	orderBucket  bucket = "order"   // place/created, latest first/id -> when deleted: the order of lists
	graveBucket  bucket = "graves"  // when deleted/place/id -> nothing: what may be forgotten, oldest first
	usageBucket  bucket = "usage"   // place -> what its servers use of the quota

	imageBucket      bucket = "images"      // place/id -> image made of a server
	imageOrderBucket bucket = "image-order" // as order
	imageGraveBucket bucket = "image-graves"
	faultBucket      bucket = "faults"   // number -> fault on demand, oldest first
	rateBucket       bucket = "rates"    // place/rule -> what was spent of a rate limit
	keypairBucket    bucket = "keypairs" // place/name -> key pair
	seedBucket       bucket = "seed"     // tablesKey -> what a seed adds to the tables
	volumeBucket     bucket = "volumes"  // place/id -> the server that the volume was last attached to
	groupBucket      bucket = "groups"   // place/id -> server group
)

// store keeps the sandbox's state. Each call opens it, and leaves it closed.
type store interface {
	// view runs fn on a state that doesn't change meanwhile. It writes nothing, not even a file.
	view(ctx context.Context, fn func(tx) error) error
	// update runs fn alone. What fn wrote is kept as a whole if it returns nil, else not at all.
	update(ctx context.Context, fn func(tx) error) error
	// reset forgets everything, and runs fill on what is empty then; nil: nothing to fill in. If fill fails all is as before.
	reset(ctx context.Context, fill func(tx) error) error
}

// tx is the state within one view or update. Values are good until it ends, and must not be written to.
type tx interface {
	get(b bucket, key string) []byte // nil: none
	put(b bucket, key string, value []byte) error
	remove(b bucket, key string) error
	// scan yields the keys that begin with prefix and come after the key after, in order, with their values. The bucket must not
	// change meanwhile.
	scan(b bucket, prefix, after string) iter.Seq2[string, []byte]
}

// StoreError is why the store could not be used: where, and what is wrong with it.
type StoreError struct {
	Path string
	Busy bool // others held it for too long; trying again may help
	Err  error
}

func (e *StoreError) Error() string { return "sandbox store " + e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause, such as syscall.ENOSPC.
func (e *StoreError) Unwrap() error { return e.Err }

// nextNumber counts up the meta bucket's counter name and returns it; the first is 1.
func nextNumber(t tx, name string) (uint64, error) {
	n, _ := strconv.ParseUint(string(t.get(metaBucket, name)), 10, 64) // absent: 0
	n++
	return n, t.put(metaBucket, name, []byte(strconv.FormatUint(n, 10)))
}
