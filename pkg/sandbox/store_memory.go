package sandbox

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
)

// memoryStore is the store of a sandbox without a file. Each bucket is a slice sorted by key.
type memoryStore struct {
	mu      sync.RWMutex
	buckets map[bucket][]entry
}

type entry struct {
	key   string
	value []byte
}

func newMemoryStore() *memoryStore { return &memoryStore{buckets: map[bucket][]entry{}} }

func (s *memoryStore) view(ctx context.Context, fn func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return fn(&memoryTx{store: s})
}

func (s *memoryStore) update(ctx context.Context, fn func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &memoryTx{store: s}
	err := fn(t)
	if err != nil {
		t.rollback()
	}
	return err
}

func (s *memoryStore) reset(_ context.Context, fill func(tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := newMemoryStore()
	if fill != nil {
		if err := fill(&memoryTx{store: fresh}); err != nil {
			return err
		}
	}
	s.buckets = fresh.buckets
	return nil
}

// memoryTx writes straight into the store and keeps what it replaced, to put it back.
type memoryTx struct {
	store *memoryStore
	undo  []func()
}

func (t *memoryTx) rollback() {
	for _, undo := range slices.Backward(t.undo) {
		undo()
	}
}

func (s *memoryStore) find(b bucket, key string) (int, bool) {
	return slices.BinarySearchFunc(s.buckets[b], key, func(e entry, key string) int { return strings.Compare(e.key, key) })
}

func (s *memoryStore) set(b bucket, key string, value []byte) {
	i, found := s.find(b, key)
	if found {
		s.buckets[b][i].value = value
		return
	}
	s.buckets[b] = slices.Insert(s.buckets[b], i, entry{key, value})
}

func (s *memoryStore) drop(b bucket, key string) {
	if i, found := s.find(b, key); found {
		s.buckets[b] = slices.Delete(s.buckets[b], i, i+1)
	}
}

func (t *memoryTx) get(b bucket, key string) []byte {
	i, found := t.store.find(b, key)
	if !found {
		return nil
	}
	return t.store.buckets[b][i].value
}

func (t *memoryTx) put(b bucket, key string, value []byte) error {
	t.remember(b, key)
	t.store.set(b, key, append([]byte{}, value...))
	return nil
}

func (t *memoryTx) remove(b bucket, key string) error {
	t.remember(b, key)
	t.store.drop(b, key)
	return nil
}

func (t *memoryTx) remember(b bucket, key string) {
	old := bytes.Clone(t.get(b, key))
	t.undo = append(t.undo, func() {
		if old == nil {
			t.store.drop(b, key)
		} else {
			t.store.set(b, key, old)
		}
	})
}

func (t *memoryTx) scan(b bucket, prefix, after string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		start, found := t.store.find(b, max(prefix, after))
		if found && after >= prefix {
			start++
		}
		for _, e := range t.store.buckets[b][start:] {
			if !strings.HasPrefix(e.key, prefix) || !yield(e.key, e.value) {
				return
			}
		}
	}
}
