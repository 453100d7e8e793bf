package model

import (
	"strconv"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// The buckets of the sandbox's store, each with its keys and values. One that a file doesn't have is empty, so that a new one needs no new
// layout.
const (
	metaBucket                         = store.Meta // counters, and what there is one of: clockKey, seedKey
	TokenBucket           store.Bucket = "tokens"   // token id -> token
	signinBucket          store.Bucket = "signins"  // user/method -> token id
	ServerBucket          store.Bucket = "servers"  // prefix/id -> server
	ServerIndexBucket     store.Bucket = "order"    // prefix/created, latest first/id -> when deleted: the order of lists
	ServerTombstoneBucket store.Bucket = "graves"   // when deleted/prefix/id -> nothing: what may be purged, oldest first
	NameIndexBucket       store.Bucket = "names"    // prefix/name, 0, created, latest first/id -> nothing: an index (names.go)
	UsageBucket           store.Bucket = "usage"    // prefix -> what its servers use of the quota

	imageBucket          store.Bucket = "images"      // prefix/id -> image made of a server
	imageIndexBucket     store.Bucket = "image-order" // as lists
	imageTombstoneBucket store.Bucket = "image-graves"
	FaultBucket          store.Bucket = "faults"     // number -> fault on demand, oldest first
	rateBucket           store.Bucket = "rates"      // prefix/rule -> what was used of a rate limit
	keypairBucket        store.Bucket = "keypairs"   // prefix/name -> key pair
	seedBucket           store.Bucket = "seed"       // tablesKey -> what a seed adds to the tables
	volumeBucket         store.Bucket = "volumes"    // prefix/id -> the server that the volume was last attached to
	groupBucket          store.Bucket = "groups"     // prefix/id -> server group
	credentialBucket     store.Bucket = "appcreds"   // id -> application credential
	factorBucket         store.Bucket = "factors"    // user -> what a sign-in needs besides the password
	aggregateBucket      store.Bucket = "aggregates" // region/number -> host aggregate
	documentBucket       store.Bucket = "documents"  // prefix/kind/id -> what a tenant made of a neighbour of Compute
)

// Layouts are those of the buckets that this release can read. There has been only one so far. A new bucket, or a new member of a record,
// needs no new layout; what changes the meaning of something that is there does, with a migration from the one before and a file of it in
// testdata (layout_test.go).
func Layouts() store.Layouts {
	return store.Layouts{Oldest: 1, Indexes: store.Indexes{Version: 1, Make: makeNameIndex}}
}

// NextNumber counts up the meta bucket's counter name and returns it; the first is 1.
func NextNumber(t store.Tx, name string) (uint64, error) {
	n, _ := strconv.ParseUint(string(t.Get(metaBucket, name)), 10, 64) // absent: 0
	n++
	return n, t.Put(metaBucket, name, []byte(strconv.FormatUint(n, 10)))
}
