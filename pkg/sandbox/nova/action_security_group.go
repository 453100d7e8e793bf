package nova

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Security groups are those of Networks, which the sandbox doesn't have: any name is one, as in a create. In any state, locked or not,
// a server gets and loses them at once, and its events don't tell; all this as a Nova 26 does it (action-addSecurityGroup.json).

// addSecurityGroup puts a server under a group.
func addSecurityGroup(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	s, group, err := securityGroup(c, body)
	switch {
	case err != nil:
		return nil, err
	case slices.Contains(s.Groups, group):
		return nil, fault.BadRequest("Security group %s is already associated with the instance %s", group, s.ID)
	}
	s.Groups = append(s.Groups, group)
	return web.Accepted(), c.SaveServer(s)
}

// removeSecurityGroup takes a server from under a group. One that the server doesn't have might as well not be there.
func removeSecurityGroup(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	s, group, err := securityGroup(c, body)
	if err != nil {
		return nil, err
	}
	i := slices.Index(s.Groups, group)
	if i < 0 {
		return nil, fault.NotFound("Security group %s is not found for project %s", group, c.Tenant)
	}
	s.Groups = slices.Delete(s.Groups, i, i+1)
	return web.Accepted(), c.SaveServer(s)
}

// securityGroup is the server of the path, and the group that the body names.
func securityGroup(c *service.RequestContext, body jsontext.Value) (*compute.Server, string, error) {
	members, _ := document.ObjectOf(body)
	group, _ := members.Text("name")
	if group == "" {
		return nil, "", fault.BadRequest("Security group not specified")
	}
	made, err := c.Documents(model.GroupKind)
	if err != nil {
		return nil, "", err
	}
	for _, g := range made {
		if name, ok := g.Members["name"].(string); ok && g.ID == group {
			group = name // a server has groups by their names
		}
	}
	if group == tables.DefaultGroup(c.Tenant) {
		group = "default"
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	return s, group, err
}
