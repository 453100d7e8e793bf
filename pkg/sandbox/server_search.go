package sandbox

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// FindServerAnywhere finds the server with an id or a name in any tenant and region, and the key of its record. An id needs no search.
func (m *Model) FindServerAnywhere(ref string) (key string, found *server, err error) {
	for _, region := range regions() {
		for _, a := range m.Tables.accounts {
			key := KeyPrefix(region, a.tenant) + strings.ToLower(ref)
			if s, err := m.existing(m.Tx.Get(serverBucket, key)); s != nil || err != nil {
				return key, s, err
			}
		}
	}
	for k, record := range m.Tx.Scan(serverBucket, "", "") {
		s, err := m.existing(record)
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

// existing is the server of a record; nil if there is none, or it is deleted.
func (m *Model) existing(record []byte) (*server, error) {
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
func (m *Model) SaveServerAt(key string, s *server) error { return m.put(serverBucket, key, s) }

// EachUsage calls visit with what each tenant uses in each region, where it ever used anything.
func EachUsage(t store.Tx, visit func(region, tenant string, u usage)) error {
	for prefix, data := range t.Scan(usageBucket, "", "") {
		var u usage
		if err := json.Unmarshal(data, &u); err != nil {
			return err
		}
		region, tenant, _ := strings.Cut(strings.TrimSuffix(prefix, "/"), "/")
		visit(region, tenant, u)
	}
	return nil
}
