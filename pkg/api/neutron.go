package api

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
)

// NeutronNetwork is a network of the network service (Networking API v2.0; the guide leaves it to another service). What a cloud's
// plugins add is in Extra.
type NeutronNetwork struct {
	ID           string         `json:"id,omitzero"`
	Name         string         `json:"name"`
	Description  string         `json:"description,omitzero"`
	Status       string         `json:"status,omitzero"` // ACTIVE, DOWN, BUILD, ERROR
	AdminStateUp *bool          `json:"admin_state_up,omitzero"`
	Shared       *bool          `json:"shared,omitzero"`                       // with every project
	External     *bool          `json:"router:external,omitzero"`              // it leads outside, and floating IPs come from it
	MTU          *int           `json:"mtu,omitzero"`                          // bytes
	Subnets      []string       `json:"subnets,omitzero" xml:"subnets>subnet"` // their ids
	Zones        []string       `json:"availability_zones,omitzero" xml:"availability_zones>availability_zone"`
	Tags         []string       `json:"tags,omitzero" xml:"tags>tag"`
	TenantID     string         `json:"tenant_id,omitzero"`
	ProjectID    string         `json:"project_id,omitzero"` // the same, under its newer name
	Created      string         `json:"created_at,omitzero"`
	Updated      string         `json:"updated_at,omitzero"`
	Extra        jsontext.Value `json:",embed"`
}

// networkRoots are the documents of the network service. Compute calls a server's addresses on one network a "network", too.
func networkRoots() []codec.Root {
	return []codec.Root{
		{JSON: "network", Types: types(NeutronNetwork{})},
		{JSON: "networks", XML: "networks>network", Page: true, Types: types([]NeutronNetwork{})},
	}
}
