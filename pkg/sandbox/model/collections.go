package model

import (
	"encoding/binary"
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// CollectionBuckets is where the records of one type are kept: servers, or images that were made of them.
type CollectionBuckets struct {
	Records    store.Bucket // prefix/id -> record
	Index      store.Bucket // prefix/created, latest first/id -> nothing, or when it is deleted, its last change: the order of lists
	Tombstones store.Bucket // when deleted/prefix/id -> nothing: what may be purged, oldest first
}

func allCollections() []CollectionBuckets {
	return []CollectionBuckets{ServerCollection(), ImageCollection()}
}

// ServerCollection returns where servers are kept.
func ServerCollection() CollectionBuckets {
	return CollectionBuckets{ServerBucket, ServerIndexBucket, ServerTombstoneBucket}
}

// ImageCollection returns where images are kept.
//
//go:noinline
func ImageCollection() CollectionBuckets {
	return CollectionBuckets{imageBucket, imageIndexBucket, imageTombstoneBucket}
}

// tombstoneLife is how long what was deleted is kept for changes-since (guide 1.7).
const tombstoneLife = 30 * 24 * time.Hour

// IndexKey sorts records as lists show them: by created, latest first, then by id (guide 1.6).
//
//go:noinline
func IndexKey(prefix string, created time.Time, id string) string {
	return prefix + string(binary.BigEndian.AppendUint64(nil, ^uint64(created.UnixNano()))) + id
}

// idOf is the id at the end of a list key.
func idOf(prefix, indexKey string) string { return indexKey[len(prefix)+8:] }

// TombstoneKey sorts deleted records by when they were deleted, across all tenants and regions.
func TombstoneKey(prefix string, deleted time.Time, id string) string {
	return string(Instant(deleted)) + prefix + id
}

// addToIndex gives a new record its position in the order of lists.
func (m *Model) addToIndex(s CollectionBuckets, id string, created time.Time) error {
	return m.Tx.Put(s.Index, IndexKey(m.KeyPrefix(), created, id), nil)
}

// softDelete notes when a record is deleted. From then on lists pass it over without reading it, and in the end it is purged.
func (m *Model) softDelete(s CollectionBuckets, id string, created, deleted time.Time) error {
	if err := m.Tx.Put(s.Index, IndexKey(m.KeyPrefix(), created, id), Instant(deleted)); err != nil {
		return err
	}
	return m.Tx.Put(s.Tombstones, TombstoneKey(m.KeyPrefix(), deleted, id), nil)
}

// Instant is a time in eight bytes that sort as times do.
func Instant(t time.Time) []byte { return binary.BigEndian.AppendUint64(nil, uint64(t.UnixNano())) }

// instantOf is the time of an instant; false where there is none.
func instantOf(b []byte) (time.Time, bool) {
	if len(b) != 8 {
		return time.Time{}, false
	}
	return time.Unix(0, int64(binary.BigEndian.Uint64(b))), true
}

// listIDs yields the ids of a collection in the order of lists, after the key start. Of what is deleted they are those since then; none where
// since is zero.
func (m *Model) listIDs(s CollectionBuckets, start string, since time.Time) iter.Seq[string] {
	prefix := m.KeyPrefix()
	return func(yield func(string) bool) {
		for key, deleted := range m.Tx.Scan(s.Index, prefix, start) {
			if m.isListed(deleted, since) && !yield(idOf(prefix, key)) {
				return
			}
		}
	}
}

// isListed reports by an index's value whether a record is to be listed: whether it is there still, or was deleted since then.
func (m *Model) isListed(deleted []byte, since time.Time) bool {
	at, planned := instantOf(deleted)
	return !planned || at.After(m.Now) || !since.IsZero() && !at.Before(since)
}

// Purge drops what was deleted too long ago to be asked for.
func (m *Model) Purge() error {
	limit := TombstoneKey("", m.Now.Add(-tombstoneLife), "")
	for _, s := range allCollections() {
		var keys []string
		for key := range m.Tx.Scan(s.Tombstones, "", "") {
			if key >= limit {
				break
			}
			keys = append(keys, key)
		}
		for _, key := range keys {
			if err := m.purgeOne(s, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Model) purgeOne(s CollectionBuckets, tombstone string) error {
	key := tombstone[8:]
	cut := strings.LastIndexByte(key, '/') + 1
	if data := m.Tx.Get(s.Records, key); data != nil {
		var record struct {
			Created time.Time `json:"created"`
			Name    string    `json:"name"`
		}
		if err := json.Unmarshal(data, &record); err != nil {
			return err
		}
		if err := m.Tx.Remove(s.Index, IndexKey(key[:cut], record.Created, key[cut:])); err != nil {
			return err
		}
		if err := m.Tx.Remove(NameIndexBucket, nameKey(key[:cut], record.Name, record.Created, key[cut:])); err != nil { // an image has none
			return err
		}
	}
	if err := m.Tx.Remove(s.Records, key); err != nil {
		return err
	}
	return m.Tx.Remove(s.Tombstones, tombstone)
}
