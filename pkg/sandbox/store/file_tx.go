package store

import (
	"iter"
	"strings"

	"go.etcd.io/bbolt"
)

// boltTx is a transaction of the file store.
type boltTx struct {
	tx          *bbolt.Tx
	panicOrigin *panicOrigin
	dirty       bool // something was written
	indexed     bool
	version     string
	buckets     map[Bucket]*bbolt.Bucket // those that were met
	err         error                    // the first write that failed: nothing is kept then, whatever the caller made of it
}

// inBolt marks that bbolt's code runs until the function it returns is called.
//
//go:noinline
func (t *boltTx) inBolt() func() {
	ours := t.panicOrigin.ours
	t.panicOrigin.ours = false
	return func() { t.panicOrigin.ours = ours }
}

func (t *boltTx) Indexed() bool { return t.indexed }

func (t *boltTx) Version() string { return t.version }

func (t *boltTx) Get(b Bucket, key string) []byte {
	leave := t.inBolt()
	var value []byte
	if bolt := t.bucket(b); bolt != nil {
		value = bolt.Get([]byte(key))
	}
	leave()
	return value
}

// bucket returns the bucket b; nil: there is none yet.
func (t *boltTx) bucket(b Bucket) *bbolt.Bucket {
	found := t.buckets[b]
	if found == nil {
		found = t.tx.Bucket([]byte(b))
		t.remember(b, found)
	}
	return found
}

func (t *boltTx) remember(b Bucket, found *bbolt.Bucket) {
	if t.buckets == nil {
		t.buckets = map[Bucket]*bbolt.Bucket{}
	}
	t.buckets[b] = found
}

func (t *boltTx) Put(b Bucket, key string, value []byte) error {
	return t.write(b, func(bolt *bbolt.Bucket) error { return bolt.Put([]byte(key), value) })
}

func (t *boltTx) Remove(b Bucket, key string) error {
	return t.write(b, func(bolt *bbolt.Bucket) error { return bolt.Delete([]byte(key)) })
}

func (t *boltTx) write(b Bucket, change func(*bbolt.Bucket) error) error {
	leave := t.inBolt()
	t.dirty = true
	var err error
	bolt := t.bucket(b)
	if bolt == nil {
		bolt, err = t.tx.CreateBucketIfNotExists([]byte(b))
		t.remember(b, bolt)
	}
	if err == nil {
		err = change(bolt)
	}
	if t.err == nil {
		t.err = err
	}
	leave()
	return err
}

func (t *boltTx) Scan(b Bucket, prefix, after string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		leave := t.inBolt()
		bolt := t.bucket(b)
		if bolt == nil {
			leave()
			return
		}
		cursor := bolt.Cursor()
		key, value := cursor.Seek([]byte(max(prefix, after)))
		if after >= prefix && string(key) == after {
			key, value = cursor.Next()
		}
		for key != nil && strings.HasPrefix(string(key), prefix) {
			leave()
			more := yield(string(key), value)
			leave = t.inBolt()
			if !more {
				break
			}
			key, value = cursor.Next()
		}
		leave()
	}
}
