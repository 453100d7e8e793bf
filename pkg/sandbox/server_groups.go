package sandbox

import (
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// Server groups are Nova's os-server-groups, which the guide predates. The sandbox has no hosts to keep servers together or apart on:
// it keeps who belongs to whom. Documents, statuses and texts are those of a Nova 26 at the base of its API.

// groupDocument is a group with its members that are there still.
func groupDocument(c *requestContext, g *serverGroup) (api.ServerGroup, error) {
	v := api.ServerGroup{ID: g.ID, Name: g.Name, Policies: []string{g.Policy}, Metadata: api.Metadata{}, Members: []string{}}
	for _, id := range g.Members {
		s, err := c.Server(id)
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
	groups, err := c.ServerGroups()
	if err != nil {
		return nil, err
	}
	all := []api.ServerGroup{}
	for _, g := range groups {
		v, err := groupDocument(c, g)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return ok(listBody("server_groups", all, nil)), nil
}

// findServerGroup finds the group that the path names.
func findServerGroup(c *requestContext) (*serverGroup, error) {
	g, err := c.ServerGroup(c.Arg("id"))
	if err == nil && g == nil {
		err = notFound("Instance group %s could not be found.", c.Arg("id"))
	}
	return g, err
}

func showServerGroup(c *requestContext) (*response, error) {
	g, err := findServerGroup(c)
	if err != nil {
		return nil, err
	}
	v, err := groupDocument(c, g)
	return ok(documentBody("server_group", v)), err
}

// deleteServerGroup removes a group. Its servers stay.
func deleteServerGroup(c *requestContext) (*response, error) {
	g, err := findServerGroup(c)
	if err != nil {
		return nil, err
	}
	return &response{status: http.StatusNoContent}, c.DeleteServerGroup(g.ID)
}

// createServerGroup makes a group with one policy. Several may have the same name.
func createServerGroup(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["server_group"])
	if !isObject {
		return nil, unprocessable()
	}
	g := &serverGroup{ID: newUUID(), Created: c.Now}
	if g.Name, _ = members.text("name"); g.Name == "" || strings.TrimSpace(g.Name) != g.Name {
		return nil, badRequest("An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace.")
	}
	if g.Policy, err = groupPolicy(members); err != nil {
		return nil, err
	}
	v, err := groupDocument(c, g)
	if err != nil {
		return nil, err
	}
	return ok(documentBody("server_group", v)), c.SaveServerGroup(g)
}

// hintedGroup is the group that the hints of a create name, beside the server; nil where there is none.
func hintedGroup(c *requestContext, doc object) (*serverGroup, error) {
	for _, root := range []string{"os:scheduler_hints", "OS-SCH-HNT:scheduler_hints"} {
		hints, _ := asObject(doc[root])
		id, _ := hints.text("group")
		if id == "" {
			continue
		}
		g, err := c.ServerGroup(id)
		if err == nil && g == nil {
			err = badRequest("Instance group %s could not be found.", id)
		}
		return g, err
	}
	return nil, nil
}
