package sandbox

import (
	"encoding/binary"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
)

// server is a server as the store keeps it. What requests show of it is settled first.
type server struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	UserID     string       `json:"user_id"`
	ImageID    string       `json:"image"`
	FlavorID   string       `json:"flavor"`
	Created    time.Time    `json:"created"`
	Updated    time.Time    `json:"updated"`
	Deleted    time.Time    `json:"deleted,omitzero"`
	DiskConfig string       `json:"disk_config"`
	AccessIPv4 string       `json:"access4,omitzero"`
	AccessIPv6 string       `json:"access6,omitzero"`
	Metadata   api.Metadata `json:"metadata"`
	HostID     string       `json:"host"`
	Networks   networks     `json:"networks"`
	Placed     bool         `json:"placed,omitzero"` // host and addresses may be shown
	State      state        `json:"state"`
	Plan       []step       `json:"plan,omitzero"`
}

// graveLife is how long a deleted server is kept for changes-since (guide 1.7).
const graveLife = 30 * 24 * time.Hour

// place is the beginning of the keys of a tenant's servers in a region. Tenants are kept apart by it: there is no other way to a
// record than through the place of the token's own tenant.
func (c *call) place() string { return c.region + "/" + c.arg("tenant") + "/" }

// orderKey sorts servers as lists show them: by created, latest first, then by id (guide 1.6).
func orderKey(place string, s *server) string {
	return place + string(binary.BigEndian.AppendUint64(nil, ^uint64(s.Created.UnixNano()))) + s.ID
}

// idOf is the id at the end of an order key.
func idOf(place, orderKey string) string { return orderKey[len(place)+8:] }

// graveKey sorts deleted servers by when they were deleted, across all places.
func graveKey(place string, deleted time.Time, id string) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(deleted.UnixNano()))) + place + id
}

// loadServer reads a server, deleted or not, settled to the call's time; nil if there is none.
func (c *call) loadServer(id string) (*server, error) {
	data := c.tx.get(serverBucket, c.place()+id)
	if data == nil {
		return nil, nil
	}
	s := &server{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, err
	}
	s.settle(c.now)
	return s, nil
}

// findServer reads the server that the path names. One that is deleted is not found; how that is said differs from one resource
// to the next (errors.tsv).
func (c *call) findServer(missing string) (*server, error) {
	s, err := c.loadServer(strings.ToLower(c.arg("id")))
	if err != nil {
		return nil, err
	}
	if s == nil || !s.Deleted.IsZero() {
		return nil, notFound("%s", missing)
	}
	return s, nil
}

// saveServer writes a server's record.
func (c *call) saveServer(s *server) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return c.tx.put(serverBucket, c.place()+s.ID, data)
}

// showServer answers with all of a server (guide 2.1.3).
func showServer(c *call) (*answer, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	return ok(resource("server", c.serverDetail(s))), nil
}

// deleteServer starts a deletion, in any state (guide 2.1.5). One that is on its way already goes on as it was.
func deleteServer(c *call) (*answer, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	done := noContent()
	if s.State.Task == "deleting" {
		return done, nil
	}
	s.begin(deleting, c.now, c.cloud.speed)
	if err := c.saveServer(s); err != nil {
		return nil, err
	}
	if err := c.release(s); err != nil {
		return nil, err
	}
	end := s.Plan[len(s.Plan)-1].At
	return done, c.tx.put(graveBucket, graveKey(c.place(), end, s.ID), nil)
}

// forget drops the records of servers that were deleted too long ago to be asked for.
func (c *call) forget() error {
	var keys []string
	limit := graveKey("", c.now.Add(-graveLife), "")
	for key := range c.tx.scan(graveBucket, "", "") {
		if key >= limit {
			break
		}
		keys = append(keys, key)
	}
	for _, key := range keys {
		if err := c.forgetOne(key); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) forgetOne(grave string) error {
	record := grave[8:]
	place := record[:strings.LastIndexByte(record, '/')+1]
	s := &server{}
	if data := c.tx.get(serverBucket, record); data != nil {
		if err := json.Unmarshal(data, s); err != nil {
			return err
		}
		if err := c.tx.remove(orderBucket, orderKey(place, s)); err != nil {
			return err
		}
	}
	if err := c.tx.remove(serverBucket, record); err != nil {
		return err
	}
	return c.tx.remove(graveBucket, grave)
}
