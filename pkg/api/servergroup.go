package api

import "github.com/go-json-experiment/json/jsontext"

// ServerGroup is a set of servers that Nova keeps together or apart (os-server-groups; the guide predates it), and the
// request to make one.
type ServerGroup struct {
	ID       string         `json:"id,omitzero"`
	Name     string         `json:"name"`
	Policy   string         `json:"policy,omitzero"` // from microversion 2.64 on, in place of Policies
	Policies []string       `json:"policies,omitzero" xml:"policies>policy"`
	Members  []string       `json:"members,omitzero" xml:"members>member"` // ids of servers
	Metadata Metadata       `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	TenantID string         `json:"project_id,omitzero"`
	UserID   string         `json:"user_id,omitzero"`
	Extra    jsontext.Value `json:",embed"`
}
