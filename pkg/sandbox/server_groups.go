package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
)

// Server groups are Nova's os-server-groups, which the guide predates. The sandbox has no hosts to keep servers together or apart on:
// it keeps who belongs to whom. Documents, statuses and texts are those of a Nova 26 at the base of its API.

// serverGroup is a server group as the store keeps it.
type serverGroup struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Policy  string    `json:"policy"`
	Members []string  `json:"members"` // ids of servers, also of deleted ones
	Created time.Time `json:"created"`
}

// groupDocument is a group with its members that are there still.
func (c *requestContext) groupDocument(g *serverGroup) (api.ServerGroup, error) {
	v := api.ServerGroup{ID: g.ID, Name: g.Name, Policies: []string{g.Policy}, Metadata: api.Metadata{}, Members: []string{}}
	for _, id := range g.Members {
		s, err := c.loadServer(id)
		if err != nil {
			return v, err
		}
		if s != nil && s.Deleted.IsZero() {
			v.Members = append(v.Members, id)
		}
	}
	return v, nil
}

// listServerGroups lists the tenant's groups, the oldest first.
func listServerGroups(c *requestContext) (*response, error) {
	var groups []*serverGroup
	for _, data := range c.tx.Scan(groupBucket, c.keyPrefix(), "") {
		g := &serverGroup{}
		if err := json.Unmarshal(data, g); err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b *serverGroup) int { return a.Created.Compare(b.Created) })
	all := []api.ServerGroup{}
	for _, g := range groups {
		v, err := c.groupDocument(g)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return ok(listBody("server_groups", all, nil)), nil
}

func (c *requestContext) loadServerGroup(id string) (*serverGroup, error) {
	data := c.tx.Get(groupBucket, c.keyPrefix()+strings.ToLower(id))
	if data == nil {
		return nil, nil
	}
	g := &serverGroup{}
	return g, json.Unmarshal(data, g)
}

func (c *requestContext) saveServerGroup(g *serverGroup) error {
	data, err := json.Marshal(g)
	if err != nil {
		return err
	}
	return c.tx.Put(groupBucket, c.keyPrefix()+g.ID, data)
}

// findServerGroup finds the group that the path names.
func (c *requestContext) findServerGroup() (*serverGroup, error) {
	g, err := c.loadServerGroup(c.arg("id"))
	if err == nil && g == nil {
		err = notFound("Instance group %s could not be found.", c.arg("id"))
	}
	return g, err
}

func showServerGroup(c *requestContext) (*response, error) {
	g, err := c.findServerGroup()
	if err != nil {
		return nil, err
	}
	v, err := c.groupDocument(g)
	return ok(documentBody("server_group", v)), err
}

// deleteServerGroup removes a group. Its servers stay.
func deleteServerGroup(c *requestContext) (*response, error) {
	g, err := c.findServerGroup()
	if err != nil {
		return nil, err
	}
	return &response{status: http.StatusNoContent}, c.tx.Remove(groupBucket, c.keyPrefix()+g.ID)
}

// createServerGroup makes a group with one policy. Several may have the same name.
func createServerGroup(c *requestContext) (*response, error) {
	doc, err := c.body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["server_group"])
	if !isObject {
		return nil, unprocessable()
	}
	g := &serverGroup{ID: newUUID(), Created: c.now}
	if g.Name, _ = members.text("name"); g.Name == "" || strings.TrimSpace(g.Name) != g.Name {
		return nil, badRequest("An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace.")
	}
	if g.Policy, err = groupPolicy(members); err != nil {
		return nil, err
	}
	v, err := c.groupDocument(g)
	if err != nil {
		return nil, err
	}
	return ok(documentBody("server_group", v)), c.saveServerGroup(g)
}

func groupPolicy(members object) (string, error) {
	items, _ := members.items("policies")
	if len(items) != 1 {
		return "", badRequest("Invalid input for field/attribute server_group. 'policies' is a required property")
	}
	var policy string
	if err := json.Unmarshal(items[0], &policy); err != nil || policy != "affinity" && policy != "anti-affinity" {
		return "", badRequest("Invalid input for field/attribute 0. Value: %s. '%s' is not one of ['anti-affinity', 'affinity']", policy, policy)
	}
	return policy, nil
}

// hintedGroup is the group that the hints of a create name, beside the server; nil where there is none.
func (c *requestContext) hintedGroup(doc object) (*serverGroup, error) {
	for _, root := range []string{"os:scheduler_hints", "OS-SCH-HNT:scheduler_hints"} {
		hints, _ := asObject(doc[root])
		id, _ := hints.text("group")
		if id == "" {
			continue
		}
		g, err := c.loadServerGroup(id)
		if err == nil && g == nil {
			err = badRequest("Instance group %s could not be found.", id)
		}
		return g, err
	}
	return nil, nil
}

// join makes a server a member of a group, where there is one.
func (c *requestContext) join(g *serverGroup, id string) error {
	if g == nil {
		return nil
	}
	g.Members = append(g.Members, id)
	return c.saveServerGroup(g)
}
