package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

const (
	serverGroupsSegment = "os-server-groups"
	serverGroupRoot     = "server_group"
)

// groupPolicyFrom is the microversion from which on a group has one policy instead of a list of them.
const groupPolicyFrom = 64

// ListServerGroups yields the groups of servers that Nova keeps together or apart, each as its JSON object came. An error ends it.
// AllProjects is for administrators.
func (c *Client) ListServerGroups(ctx context.Context, allProjects bool) iter.Seq2[jsontext.Value, error] {
	q := url.Values{"limit": {"1000"}} // its pages go by offset, and nobody has so many
	if allProjects {
		q.Set("all_projects", "True")
	}
	return c.items(ctx, Request{Op: "list server groups", Path: Path(serverGroupsSegment), Query: q}, serverGroupRoot+"s")
}

// GetServerGroup returns a group by its id.
func (c *Client) GetServerGroup(ctx context.Context, id string) (Document, error) {
	r := Request{Op: "get server group", Path: Path(serverGroupsSegment, id)}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.document(ctx, r, serverGroupRoot)
}

// CreateServerGroup makes a group with a name and one policy: affinity or anti-affinity, and on newer clouds soft-affinity or
// soft-anti-affinity. Several may have the same name.
func (c *Client) CreateServerGroup(ctx context.Context, name, policy string) (Document, error) {
	g := api.ServerGroup{Name: name, Policies: []string{policy}}
	if c.options.atLeast(groupPolicyFrom) {
		g.Policy, g.Policies = policy, nil
	}
	r := Request{Op: "create server group", Method: http.MethodPost, Path: Path(serverGroupsSegment), Root: serverGroupRoot, Body: g}
	return c.document(ctx, r, serverGroupRoot)
}

// DeleteServerGroup deletes a group. Its servers stay as and where they are.
func (c *Client) DeleteServerGroup(ctx context.Context, id string) error {
	r := Request{Op: "delete server group", Method: http.MethodDelete, Path: Path(serverGroupsSegment, id)}
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.send(ctx, r)
}
