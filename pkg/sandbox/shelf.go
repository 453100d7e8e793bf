package sandbox

import (
	"encoding/binary"
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// shelf is where the records of one kind are kept: servers, or images that were made of them.
type shelf struct {
	records store.Bucket // place/id -> record
	lists   store.Bucket // place/created, latest first/id -> nothing, or when it is deleted, its last change: the order of lists
	graves  store.Bucket // when deleted/place/id -> nothing: what may be forgotten, oldest first
}

func shelves() []shelf { return []shelf{serverShelf(), imageShelf()} }

func serverShelf() shelf { return shelf{serverBucket, listBucket, graveBucket} }

func imageShelf() shelf { return shelf{imageBucket, imageListBucket, imageGraveBucket} }

// graveLife is how long what was deleted is kept for changes-since (guide 1.7).
const graveLife = 30 * 24 * time.Hour

// place is the beginning of the keys of what a tenant has in a region. Tenants are kept apart by it: there is no other way to a
// record than through the place of the token's own tenant.
func (c *call) place() string { return c.region + "/" + c.arg("tenant") + "/" }

// listKey sorts records as lists show them: by created, latest first, then by id (guide 1.6).
func listKey(place string, created time.Time, id string) string {
	return place + string(binary.BigEndian.AppendUint64(nil, ^uint64(created.UnixNano()))) + id
}

// idOf is the id at the end of a list key.
func idOf(place, listKey string) string { return listKey[len(place)+8:] }

// graveKey sorts deleted records by when they were deleted, across all places.
func graveKey(place string, deleted time.Time, id string) string {
	return string(instant(deleted)) + place + id
}

// load reads a record into v, and reports whether there is one.
func (c *call) load(s shelf, id string, v any) (bool, error) {
	data := c.tx.Get(s.records, c.place()+id)
	if data == nil {
		return false, nil
	}
	return true, json.Unmarshal(data, v)
}

// save writes a record.
func (c *call) save(s shelf, id string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.tx.Put(s.records, c.place()+id, data)
}

// list gives a new record its place in the order of lists.
func (c *call) list(s shelf, id string, created time.Time) error {
	return c.tx.Put(s.lists, listKey(c.place(), created, id), nil)
}

// bury notes when a record is deleted. From then on lists pass it over without reading it, and in the end it is forgotten.
func (c *call) bury(s shelf, id string, created, deleted time.Time) error {
	if err := c.tx.Put(s.lists, listKey(c.place(), created, id), instant(deleted)); err != nil {
		return err
	}
	return c.tx.Put(s.graves, graveKey(c.place(), deleted, id), nil)
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

// ids yields the ids on a shelf in the order of lists, after the key start. Of what is deleted they are those since then; none where
// since is zero.
func (c *call) ids(s shelf, start string, since time.Time) iter.Seq[string] {
	place := c.place()
	return func(yield func(string) bool) {
		for key, deleted := range c.tx.Scan(s.lists, place, start) {
			if at, planned := instantOf(deleted); planned && !at.After(c.now) && (since.IsZero() || at.Before(since)) {
				continue
			}
			if !yield(idOf(place, key)) {
				return
			}
		}
	}
}

// forget drops what was deleted too long ago to be asked for.
func (c *call) forget() error {
	limit := graveKey("", c.now.Add(-graveLife), "")
	for _, s := range shelves() {
		var keys []string
		for key := range c.tx.Scan(s.graves, "", "") {
			if key >= limit {
				break
			}
			keys = append(keys, key)
		}
		for _, key := range keys {
			if err := c.forgetOne(s, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *call) forgetOne(s shelf, grave string) error {
	key := grave[8:]
	cut := strings.LastIndexByte(key, '/') + 1
	if data := c.tx.Get(s.records, key); data != nil {
		var record struct {
			Created time.Time `json:"created"`
		}
		if err := json.Unmarshal(data, &record); err != nil {
			return err
		}
		if err := c.tx.Remove(s.lists, listKey(key[:cut], record.Created, key[cut:])); err != nil {
			return err
		}
	}
	if err := c.tx.Remove(s.records, key); err != nil {
		return err
	}
	return c.tx.Remove(s.graves, grave)
}
