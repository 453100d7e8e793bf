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

// keyPrefix is the beginning of the keys of what a tenant has in a region. Tenants are kept apart by it: there is no other way to a
// record than through the prefix of the token's own tenant.
func (c *requestContext) keyPrefix() string { return c.region + "/" + c.arg("tenant") + "/" }

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

// loadRecord reads a record into v, and reports whether there is one.
func (c *requestContext) loadRecord(s collectionBuckets, id string, v any) (bool, error) {
	data := c.tx.Get(s.records, c.keyPrefix()+id)
	if data == nil {
		return false, nil
	}
	return true, json.Unmarshal(data, v)
}

// saveRecord writes a record.
func (c *requestContext) saveRecord(s collectionBuckets, id string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.tx.Put(s.records, c.keyPrefix()+id, data)
}

// addToIndex gives a new record its position in the order of lists.
func (c *requestContext) addToIndex(s collectionBuckets, id string, created time.Time) error {
	return c.tx.Put(s.index, indexKey(c.keyPrefix(), created, id), nil)
}

// softDelete notes when a record is deleted. From then on lists pass it over without reading it, and in the end it is purged.
func (c *requestContext) softDelete(s collectionBuckets, id string, created, deleted time.Time) error {
	if err := c.tx.Put(s.index, indexKey(c.keyPrefix(), created, id), instant(deleted)); err != nil {
		return err
	}
	return c.tx.Put(s.tombstones, tombstoneKey(c.keyPrefix(), deleted, id), nil)
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
func (c *requestContext) listIDs(s collectionBuckets, start string, since time.Time) iter.Seq[string] {
	prefix := c.keyPrefix()
	return func(yield func(string) bool) {
		for key, deleted := range c.tx.Scan(s.index, prefix, start) {
			if at, planned := instantOf(deleted); planned && !at.After(c.now) && (since.IsZero() || at.Before(since)) {
				continue
			}
			if !yield(idOf(prefix, key)) {
				return
			}
		}
	}
}

// purge drops what was deleted too long ago to be asked for.
func (c *requestContext) purge() error {
	limit := tombstoneKey("", c.now.Add(-tombstoneLife), "")
	for _, s := range allCollections() {
		var keys []string
		for key := range c.tx.Scan(s.tombstones, "", "") {
			if key >= limit {
				break
			}
			keys = append(keys, key)
		}
		for _, key := range keys {
			if err := c.purgeOne(s, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *requestContext) purgeOne(s collectionBuckets, tombstone string) error {
	key := tombstone[8:]
	cut := strings.LastIndexByte(key, '/') + 1
	if data := c.tx.Get(s.records, key); data != nil {
		var record struct {
			Created time.Time `json:"created"`
		}
		if err := json.Unmarshal(data, &record); err != nil {
			return err
		}
		if err := c.tx.Remove(s.index, indexKey(key[:cut], record.Created, key[cut:])); err != nil {
			return err
		}
	}
	if err := c.tx.Remove(s.records, key); err != nil {
		return err
	}
	return c.tx.Remove(s.tombstones, tombstone)
}
