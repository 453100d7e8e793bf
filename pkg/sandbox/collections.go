package sandbox

import (
	"encoding/binary"
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// collectionBuckets is where the records of one type are kept: servers, or images that were made of them.
type collectionBuckets struct {
	records    store.Bucket // prefix/id -> record
	index      store.Bucket // prefix/created, latest first/id -> nothing, or when it is deleted, its last change: the order of lists
	tombstones store.Bucket // when deleted/prefix/id -> nothing: what may be purged, oldest first
}

func allCollections() []collectionBuckets {
	return []collectionBuckets{serverCollection(), imageCollection()}
}

func serverCollection() collectionBuckets {
	return collectionBuckets{serverBucket, serverIndexBucket, serverTombstoneBucket}
}

func imageCollection() collectionBuckets {
	return collectionBuckets{imageBucket, imageIndexBucket, imageTombstoneBucket}
}

// tombstoneLife is how long what was deleted is kept for changes-since (guide 1.7).
const tombstoneLife = 30 * 24 * time.Hour

// indexKey sorts records as lists show them: by created, latest first, then by id (guide 1.6).
func indexKey(prefix string, created time.Time, id string) string {
	return prefix + string(binary.BigEndian.AppendUint64(nil, ^uint64(created.UnixNano()))) + id
}

// idOf is the id at the end of a list key.
func idOf(prefix, indexKey string) string { return indexKey[len(prefix)+8:] }

// tombstoneKey sorts deleted records by when they were deleted, across all tenants and regions.
func tombstoneKey(prefix string, deleted time.Time, id string) string {
	return string(instant(deleted)) + prefix + id
}

// addToIndex gives a new record its position in the order of lists.
func (m *Model) addToIndex(s collectionBuckets, id string, created time.Time) error {
	return m.Tx.Put(s.index, indexKey(m.KeyPrefix(), created, id), nil)
}

// softDelete notes when a record is deleted. From then on lists pass it over without reading it, and in the end it is purged.
func (m *Model) softDelete(s collectionBuckets, id string, created, deleted time.Time) error {
	if err := m.Tx.Put(s.index, indexKey(m.KeyPrefix(), created, id), instant(deleted)); err != nil {
		return err
	}
	return m.Tx.Put(s.tombstones, tombstoneKey(m.KeyPrefix(), deleted, id), nil)
}

// instant is a time in eight bytes that sort as times do.
func instant(t time.Time) []byte { return binary.BigEndian.AppendUint64(nil, uint64(t.UnixNano())) }

// instantOf is the time of an instant; false where there is none.
func instantOf(b []byte) (time.Time, bool) {
	if len(b) != 8 {
		return time.Time{}, false
	}
	return time.Unix(0, int64(binary.BigEndian.Uint64(b))), true
}

// listIDs yields the ids of a collection in the order of lists, after the key start. Of what is deleted they are those since then; none where
// since is zero.
func (m *Model) listIDs(s collectionBuckets, start string, since time.Time) iter.Seq[string] {
	prefix := m.KeyPrefix()
	return func(yield func(string) bool) {
		for key, deleted := range m.Tx.Scan(s.index, prefix, start) {
			if at, planned := instantOf(deleted); planned && !at.After(m.Now) && (since.IsZero() || at.Before(since)) {
				continue
			}
			if !yield(idOf(prefix, key)) {
				return
			}
		}
	}
}

// Purge drops what was deleted too long ago to be asked for.
func (m *Model) Purge() error {
	limit := tombstoneKey("", m.Now.Add(-tombstoneLife), "")
	for _, s := range allCollections() {
		var keys []string
		for key := range m.Tx.Scan(s.tombstones, "", "") {
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

func (m *Model) purgeOne(s collectionBuckets, tombstone string) error {
	key := tombstone[8:]
	cut := strings.LastIndexByte(key, '/') + 1
	if data := m.Tx.Get(s.records, key); data != nil {
		var record struct {
			Created time.Time `json:"created"`
		}
		if err := json.Unmarshal(data, &record); err != nil {
			return err
		}
		if err := m.Tx.Remove(s.index, indexKey(key[:cut], record.Created, key[cut:])); err != nil {
			return err
		}
	}
	if err := m.Tx.Remove(s.records, key); err != nil {
		return err
	}
	return m.Tx.Remove(s.tombstones, tombstone)
}
