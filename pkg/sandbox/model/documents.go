package model

import (
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// Document is a resource of a neighbour of Compute that a tenant made: it is kept as it is shown.
type Document struct {
	ID      string         `json:"id"`
	Created time.Time      `json:"created"`
	Members map[string]any `json:"members"`
	Status  string         `json:"status,omitzero"` // what it is in besides; "": nothing
	Until   time.Time      `json:"until,omitzero"`  // that it is in it; zero: until something ends it
}

// Document reads a resource of a kind; nil if there is none.
//
//go:noinline
func (m *Model) Document(kind, id string) (*Document, error) {
	d := &Document{}
	if found, err := m.get(documentBucket, m.KeyPrefix()+kind+"/"+strings.ToLower(id), d); !found || err != nil {
		return nil, err
	}
	return d, nil
}

// Documents reads the tenant's resources of a kind, the oldest first.
//
//go:noinline
func (m *Model) Documents(kind string) (all []*Document, err error) {
	for _, data := range m.Tx.Scan(documentBucket, m.KeyPrefix()+kind+"/", "") {
		d := &Document{}
		if err := json.Unmarshal(data, d); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b *Document) int { return a.Created.Compare(b.Created) })
	return all, nil
}

// SaveDocument writes a resource of a kind.
func (m *Model) SaveDocument(kind string, d *Document) error {
	return m.put(documentBucket, m.KeyPrefix()+kind+"/"+d.ID, d)
}

// DeleteDocument removes a resource of a kind.
func (m *Model) DeleteDocument(kind, id string) error {
	return m.Tx.Remove(documentBucket, m.KeyPrefix()+kind+"/"+strings.ToLower(id))
}
