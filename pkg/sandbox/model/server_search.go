package model

import (
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// FindServerAnywhere finds the server with an id or a name in any tenant and region, and the key of its record. An id needs no search.
func (m *Model) FindServerAnywhere(ref string) (key string, found *compute.Server, err error) {
	for _, region := range tables.Regions() {
		for _, a := range m.Tables.Accounts {
			key := KeyPrefix(region, a.Tenant) + strings.ToLower(ref)
			if s, err := m.existing(m.Tx.Get(ServerBucket, key)); s != nil || err != nil {
				return key, s, err
			}
		}
	}
	for k, record := range m.Tx.Scan(ServerBucket, "", "") {
		s, err := m.existing(record)
		switch {
		case err != nil:
			return "", nil, err
		case s == nil || s.Name != ref:
			continue
		case found != nil:
			return "", nil, fault.BadRequest("server: several are named %q: %s and %s", ref, found.ID, s.ID)
		}
		key, found = k, s
	}
	if found == nil {
		return "", nil, fault.NotFound("server: there is none with the id or name %q", ref)
	}
	return key, found, nil
}

// existing is the server of a record; nil if there is none, or it is deleted.
func (m *Model) existing(record []byte) (*compute.Server, error) {
	if record == nil {
		return nil, nil
	}
	s, err := m.ServerOf(record)
	if err != nil || !s.Deleted.IsZero() {
		return nil, err
	}
	return s, nil
}

// SaveServerAt writes the record of a server that FindServerAnywhere found.
func (m *Model) SaveServerAt(key string, s *compute.Server) error { return m.put(ServerBucket, key, s) }

// EachUsage calls visit with what each tenant uses in each region, where it ever used anything.
func EachUsage(t store.Tx, visit func(region, tenant string, u compute.Usage)) error {
	for prefix, data := range t.Scan(UsageBucket, "", "") {
		var u compute.Usage
		if err := json.Unmarshal(data, &u); err != nil {
			return err
		}
		region, tenant, _ := strings.Cut(strings.TrimSuffix(prefix, "/"), "/")
		visit(region, tenant, u)
	}
	return nil
}
