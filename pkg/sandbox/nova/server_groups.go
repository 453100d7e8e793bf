package nova

import (
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Server groups are Nova's os-server-groups, which the guide predates. The sandbox has no hosts to keep servers together or apart on:
// it keeps who belongs to whom. Documents, statuses and texts are those of a Nova 26 at the base of its API.

// groupDocument is a group with its members that are there still.
func groupDocument(c *service.RequestContext, g *compute.ServerGroup) (api.ServerGroup, error) {
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
func listServerGroups(c *service.RequestContext) (*web.Response, error) {
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
	return web.OK(web.List("server_groups", all, nil)), nil
}

// findServerGroup finds the group that the path names.
func findServerGroup(c *service.RequestContext) (*compute.ServerGroup, error) {
	g, err := c.ServerGroup(c.Arg("id"))
	if err == nil && g == nil {
		err = fault.NotFound("Instance group %s could not be found.", c.Arg("id"))
	}
	return g, err
}

func showServerGroup(c *service.RequestContext) (*web.Response, error) {
	g, err := findServerGroup(c)
	if err != nil {
		return nil, err
	}
	v, err := groupDocument(c, g)
	return web.OK(web.Document("server_group", v)), err
}

// deleteServerGroup removes a group. Its servers stay.
func deleteServerGroup(c *service.RequestContext) (*web.Response, error) {
	g, err := findServerGroup(c)
	if err != nil {
		return nil, err
	}
	return &web.Response{Status: http.StatusNoContent}, c.DeleteServerGroup(g.ID)
}

// createServerGroup makes a group with one policy. Several may have the same name.
func createServerGroup(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, isObject := document.ObjectOf(doc["server_group"])
	if !isObject {
		return nil, fault.Unprocessable()
	}
	g := &compute.ServerGroup{ID: random.UUID(), Created: c.Now}
	if g.Name, _ = members.Text("name"); g.Name == "" || strings.TrimSpace(g.Name) != g.Name {
		return nil, fault.BadRequest("An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace.")
	}
	if g.Policy, err = compute.GroupPolicy(members); err != nil {
		return nil, err
	}
	v, err := groupDocument(c, g)
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("server_group", v)), c.SaveServerGroup(g)
}

// hintedGroup is the group that the hints of a create name, beside the server; nil where there is none.
func hintedGroup(c *service.RequestContext, doc document.Object) (*compute.ServerGroup, error) {
	for _, root := range []string{"os:scheduler_hints", "OS-SCH-HNT:scheduler_hints"} {
		hints, _ := document.ObjectOf(doc[root])
		id, _ := hints.Text("group")
		if id == "" {
			continue
		}
		return c.HintedGroup(id)
	}
	return nil, nil
}
