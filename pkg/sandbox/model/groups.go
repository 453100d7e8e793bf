package model

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// ServerGroup reads a group of the tenant's; nil if there is none.
func (m *Model) ServerGroup(id string) (*compute.ServerGroup, error) {
	g := &compute.ServerGroup{}
	if found, err := m.get(groupBucket, m.KeyPrefix()+strings.ToLower(id), g); !found || err != nil {
		return nil, err
	}
	return g, nil
}

// ServerGroups reads the tenant's groups, the oldest first.
func (m *Model) ServerGroups() (groups []*compute.ServerGroup, err error) {
	for _, data := range m.Tx.Scan(groupBucket, m.KeyPrefix(), "") {
		g := &compute.ServerGroup{}
		if err := json.Unmarshal(data, g); err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b *compute.ServerGroup) int { return a.Created.Compare(b.Created) })
	return groups, nil
}

// SaveServerGroup writes a group.
func (m *Model) SaveServerGroup(g *compute.ServerGroup) error {
	return m.put(groupBucket, m.KeyPrefix()+g.ID, g)
}

// DeleteServerGroup removes a group. Its servers stay.
func (m *Model) DeleteServerGroup(id string) error { return m.Tx.Remove(groupBucket, m.KeyPrefix()+id) }

// HintedGroup reads the group that a scheduler hint of a create names, and refuses one that isn't there.
func (m *Model) HintedGroup(id string) (*compute.ServerGroup, error) {
	g, err := m.ServerGroup(id)
	if err == nil && g == nil {
		err = fault.BadRequest("Instance group %s could not be found.", id)
	}
	return g, err
}

// JoinGroup makes a server a member of a group, where there is one.
func (m *Model) JoinGroup(g *compute.ServerGroup, id string) error {
	if g == nil {
		return nil
	}
	g.Members = append(g.Members, id)
	return m.SaveServerGroup(g)
}
