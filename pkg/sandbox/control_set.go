package sandbox

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// Setting is a state to put a server into, whatever it was doing: for those that no operation of a user's leads to.
type Setting struct {
	Server  string `json:"server"`           // id or name, in any tenant and region
	Status  string `json:"status"`           // one of Settable
	Message string `json:"message,omitzero"` // for ERROR: why
}

// settable are the states by the status that they give (guide Table 3.2).
var settable = map[string]serverState{
	"ACTIVE":    {VM: "active", Power: 1, Progress: 100},
	"ERROR":     {VM: "error"},
	"MIGRATING": {VM: "active", Task: "migrating", Power: 1},
	"PAUSED":    {VM: "paused", Power: 3},
	"SHUTOFF":   {VM: "stopped", Power: 4},
	"SUSPENDED": {VM: "suspended", Power: 4},
	"UNKNOWN":   {VM: "unknown"},
}

// Settable lists the statuses that Set knows.
func Settable() []string { return slices.Sorted(maps.Keys(settable)) }

// Set puts a server into a state, and drops its plan. A server that is being resized or rescued is neither after that. An unknown
// server or status, and a name that several have, are errors.
func (c *Cloud) Set(s Setting) error { return c.set(context.Background(), s) }

func (c *Cloud) set(ctx context.Context, to Setting) error {
	next, known := settable[strings.ToUpper(to.Status)]
	if !known {
		return badRequest("status: %q is none of %s", to.Status, strings.Join(Settable(), ", "))
	}
	return c.store.Update(ctx, func(t store.Tx) error {
		now := c.clock().UTC().Add(moved(t))
		all, err := c.tablesOf(t)
		if err != nil {
			return err
		}
		key, s, err := findAnywhere(t, all.keyPrefixes(), to.Server, now)
		if err != nil {
			return err
		}
		if s.State.Task == "deleting" {
			return conflict("server: %s is being deleted", s.ID)
		}
		s.endResize()
		s.State, s.Plan, s.Updated, s.Fault = next, nil, now, nil
		s.Placed = true
		s.reach()
		if next.VM == "error" {
			s.Fault = newFault(to.Message, now)
		}
		data, err := json.Marshal(s)
		if err != nil {
			return err
		}
		return t.Put(serverBucket, key, data)
	})
}

// endResize ends a resize where it was going, so that the server has the flavor that the quota counts.
func (s *server) endResize() {
	switch {
	case s.Resize == nil:
	case s.Resize.Back:
		s.applyEffect(reverted, s.Updated)
	default:
		s.applyEffect(flavored, s.Updated)
		s.applyEffect(confirmed, s.Updated)
	}
}

func newFault(message string, at time.Time) *fault {
	if message == "" {
		message = uncaught
	}
	return &fault{Code: 500, Message: message, Created: at}
}

// findAnywhere finds the server with an id or a name in any tenant and region (the prefixes of their keys). An id needs no search.
func findAnywhere(t store.Tx, prefixes []string, ref string, now time.Time) (key string, found *server, err error) {
	for _, prefix := range prefixes {
		if s, err := loadAnywhere(t.Get(serverBucket, prefix+strings.ToLower(ref)), now); s != nil || err != nil {
			return prefix + strings.ToLower(ref), s, err
		}
	}
	for k, data := range t.Scan(serverBucket, "", "") {
		s, err := loadAnywhere(data, now)
		switch {
		case err != nil:
			return "", nil, err
		case s == nil || s.Name != ref:
			continue
		case found != nil:
			return "", nil, badRequest("server: several are named %q: %s and %s", ref, found.ID, s.ID)
		}
		key, found = k, s
	}
	if found == nil {
		return "", nil, notFound("server: there is none with the id or name %q", ref)
	}
	return key, found, nil
}

// keyPrefixes are the beginnings of all keys: one for each tenant in each region.
func (t *tables) keyPrefixes() (all []string) {
	for _, region := range regions() {
		for _, a := range t.accounts {
			all = append(all, region+"/"+a.tenant+"/")
		}
	}
	return all
}

// loadAnywhere is the server of a record; nil if there is none, or it is deleted.
func loadAnywhere(data []byte, now time.Time) (*server, error) {
	if data == nil {
		return nil, nil
	}
	s := &server{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, err
	}
	if s.advanceTo(now); !s.Deleted.IsZero() {
		return nil, nil
	}
	return s, nil
}

// setServer answers POST /_sandbox/set with a Setting.
func setServer(c *requestContext) (*response, error) {
	var s Setting
	if err := c.body.control(&s); err != nil {
		return nil, err
	}
	return noContent(), c.cloud.set(c.ctx, s)
}
