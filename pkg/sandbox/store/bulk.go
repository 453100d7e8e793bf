package store

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Bulk runs fill on t, and writes what it put at its end, in the order of keys. That is for very many keys at once: a tree takes them in
// order in a time that grows as they do, and at random in one that grows as their square.
func Bulk(t Tx, fill func(Tx) error) error {
	b := &bulkTx{below: t, changes: map[Bucket]map[string]change{}}
	if err := fill(b); err != nil {
		return err
	}
	for _, bucket := range slices.Sorted(maps.Keys(b.changes)) {
		changed := b.changes[bucket]
		for _, key := range slices.Sorted(maps.Keys(changed)) {
			write := func() error { return t.Put(bucket, key, changed[key].value) }
			if changed[key].removed {
				write = func() error { return t.Remove(bucket, key) }
			}
			if err := write(); err != nil {
				return err
			}
		}
	}
	return nil
}

// bulkTx is a state with changes that are not written yet.
type bulkTx struct {
	below   Tx
	changes map[Bucket]map[string]change
}

// change is what becomes of a key.
type change struct {
	value   []byte
	removed bool
}

func (t *bulkTx) Indexed() bool { return t.below.Indexed() }

func (t *bulkTx) Version() string { return "" }

func (t *bulkTx) Get(b Bucket, key string) []byte {
	if c, changed := t.changes[b][key]; changed {
		return c.value
	}
	return t.below.Get(b, key)
}

func (t *bulkTx) Put(b Bucket, key string, value []byte) error {
	t.set(b, key, change{value: append([]byte{}, value...)})
	return nil
}

func (t *bulkTx) Remove(b Bucket, key string) error {
	t.set(b, key, change{removed: true})
	return nil
}

func (t *bulkTx) set(b Bucket, key string, c change) {
	if t.changes[b] == nil {
		t.changes[b] = map[string]change{}
	}
	t.changes[b][key] = c
}

func (t *bulkTx) Scan(b Bucket, prefix, after string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		keys := map[string]bool{}
		for key := range t.below.Scan(b, prefix, after) {
			keys[key] = true
		}
		for key := range t.changes[b] {
			if strings.HasPrefix(key, prefix) && key > after {
				keys[key] = true
			}
		}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			if value := t.Get(b, key); value != nil && !yield(key, value) {
				return
			}
		}
	}
}
