package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

const (
	serverGroupsSegment = "os-server-groups"
	serverGroupRoot     = "server_group"
	softPolicyFrom      = 15 // the microversion that has the policies that are tried only (fact 87)
	groupPolicyFrom     = 64 // from which on a group has one policy instead of a list of them, and rules
)

// serverGroupPage is how many groups a Nova of today tells at most, and how many are asked for at a time.
const serverGroupPage = 1000

// ListServerGroups yields the groups of servers that Nova keeps together or apart, each as its JSON object came. An error ends it.
// AllProjects is for administrators. Nova has neither markers nor links for groups: further pages are asked for by their offset.
func (c *Client) ListServerGroups(ctx context.Context, allProjects bool) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		first := "" // group of the page before
		for offset := 0; ; offset += serverGroupPage {
			n := 0
			for group, err := range c.compute.Items(ctx, serverGroups(allProjects, offset), serverGroupRoot+"s") {
				if err == nil && n == 0 {
					err = another(&first, group)
				}
				if !yield(group, err) || err != nil {
					return
				}
				n++
			}
			if n != serverGroupPage { // more is the whole list, from a cloud without pages
				return
			}
		}
	}
}

// another keeps the first group of a page, which must be another one than that of the page before: a cloud that takes no notice of
// the offset would never end.
func another(first *string, group jsontext.Value) error {
	if string(group) == *first {
		return &transport.UnreachableError{Op: "list server groups", Host: "the cloud",
			Err: &transport.AnswerError{Message: "every page begins with the same group: the list would never end"}}
	}
	*first = string(group)
	return nil
}

// serverGroups is the request for a page of groups.
func serverGroups(allProjects bool, offset int) Request {
	q := url.Values{"limit": {strconv.Itoa(serverGroupPage)}}
	if allProjects {
		q.Set("all_projects", "True")
	}
	if offset > 0 {
		q.Set("offset", strconv.Itoa(offset))
	}
	return Request{Op: "list server groups", Path: rest.Path(serverGroupsSegment), Query: q}
}

// GetServerGroup returns a group by its id.
func (c *Client) GetServerGroup(ctx context.Context, id string) (Document, error) {
	r := Request{Op: "get server group", Path: rest.Path(serverGroupsSegment, id)}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.compute.Document(ctx, r, serverGroupRoot)
}

// CreateServerGroup makes a group with a name, which others may have too, a policy such as affinity, and what that is to go by.
func (c *Client) CreateServerGroup(ctx context.Context, name, policy string, rules api.Metadata) (_ Document, err error) {
	g, since := api.ServerGroup{Name: name, Policies: []string{policy}}, 0
	if strings.HasPrefix(policy, "soft-") {
		since = softPolicyFrom
	}
	if len(rules) > 0 {
		since = groupPolicyFrom
		if g.Extra, err = json.Marshal(map[string]any{"rules": rules}, json.Deterministic(true)); err != nil {
			return Document{}, err
		}
	}
	if len(rules) > 0 || c.options.atLeast(groupPolicyFrom) {
		g.Policy, g.Policies = policy, nil
	}
	r := Request{Op: "create server group", Method: http.MethodPost, Path: rest.Path(serverGroupsSegment), Root: serverGroupRoot, Body: g, Since: since}
	return c.compute.Created(ctx, r, serverGroupRoot, "id")
}

// DeleteServerGroup deletes a group. Its servers stay as and where they are.
func (c *Client) DeleteServerGroup(ctx context.Context, id string) error {
	r := Request{Op: "delete server group", Method: http.MethodDelete, Path: rest.Path(serverGroupsSegment, id)}
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.compute.Send(ctx, r)
}
