package store

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// memory is the store of a sandbox without a file. Each bucket is a slice sorted by key.
type memory struct {
	mu      sync.RWMutex
	buckets map[Bucket][]entry

	unindexed bool // it is a copy, whose indexes nobody made
	changes   int  // Updates and Resets that were kept
}

type entry struct {
	key   string
	value []byte
}

// NewMemory is an empty store in memory, which ends with the process. Of its errors none is an *Error.
func NewMemory() Store { return newMemory() }

func newMemory() *memory { return &memory{buckets: map[Bucket][]entry{}} }

func (s *memory) View(ctx context.Context, fn func(Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return fn(&memoryTx{store: s})
}

func (s *memory) Update(ctx context.Context, fn func(Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &memoryTx{store: s}
	kept := false
	defer func() {
		if !kept { // an error, or a panic
			t.rollback()
		}
	}()
	err := fn(t)
	kept = err == nil
	s.changes++
	return err
}

func (s *memory) Reset(_ context.Context, fill func(Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := newMemory()
	if fill != nil {
		if err := fill(&memoryTx{store: fresh}); err != nil {
			return err
		}
	}
	s.buckets = fresh.buckets
	s.changes++
	return nil
}

// memoryTx writes straight into the store and keeps what it replaced, to put it back.
type memoryTx struct {
	store *memory
	undo  []func()
}

func (t *memoryTx) rollback() {
	for _, undo := range slices.Backward(t.undo) {
		undo()
	}
}

func (s *memory) find(b Bucket, key string) (int, bool) {
	return slices.BinarySearchFunc(s.buckets[b], key, func(e entry, key string) int { return strings.Compare(e.key, key) })
}

func (s *memory) set(b Bucket, key string, value []byte) {
	i, found := s.find(b, key)
	if found {
		s.buckets[b][i].value = value
		return
	}
	s.buckets[b] = slices.Insert(s.buckets[b], i, entry{key, value})
}

func (s *memory) drop(b Bucket, key string) {
	if i, found := s.find(b, key); found {
		s.buckets[b] = slices.Delete(s.buckets[b], i, i+1)
	}
}

func (t *memoryTx) Indexed() bool { return !t.store.unindexed }

// Version has no meaning for another store: each cloud has one of its own.
func (t *memoryTx) Version() string {
	if t.store.unindexed {
		return ""
	}
	return strconv.Itoa(t.store.changes)
}

func (t *memoryTx) Get(b Bucket, key string) []byte {
	i, found := t.store.find(b, key)
	if !found {
		return nil
	}
	return t.store.buckets[b][i].value
}

func (t *memoryTx) Put(b Bucket, key string, value []byte) error {
	t.remember(b, key)
	t.store.set(b, key, append([]byte{}, value...))
	return nil
}

func (t *memoryTx) Remove(b Bucket, key string) error {
	t.remember(b, key)
	t.store.drop(b, key)
	return nil
}

func (t *memoryTx) remember(b Bucket, key string) {
	old := bytes.Clone(t.Get(b, key))
	t.undo = append(t.undo, func() {
		if old == nil {
			t.store.drop(b, key)
		} else {
			t.store.set(b, key, old)
		}
	})
}

func (t *memoryTx) Scan(b Bucket, prefix, after string) iter.Seq2[string, []byte] {
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
