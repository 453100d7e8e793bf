package neutron

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// members are those of a resource's document.
type members = map[string]any

// kind is a kind of resource that projects make. Nothing goes through it: the sandbox has no packets. Documents and refusals are Neutron 29's.
type kind struct {
	name, path, root, many string
	title                  string                                                   // as its 404 calls one
	make                   func(c *service.RequestContext, m members) error         // checks and completes the members of a new one
	given                  func(c *service.RequestContext) ([]members, error)       // those that nobody made; nil: none
	inUse                  func(c *service.RequestContext, id string) (bool, error) // whether it can't be deleted; nil: it always can
	refresh                func(c *service.RequestContext, m members) error         // brings the members of one that was made up to date; nil: they are
	removed                func(c *service.RequestContext, m members) error         // tidies up behind a deleted one; nil: nothing is left
}

// kinds are those that the service has.
func kinds() []kind {
	return []kind{
		{
			name: "network", path: "networks", root: "network", many: "networks", title: "Network",
			make: makeNetwork, given: givenNetworks, inUse: networkInUse, refresh: refreshNetwork, removed: networkRemoved,
		},
		{
			name: "subnet", path: "subnets", root: "subnet", many: "subnets", title: "Subnet",
			make: makeSubnet, given: givenSubnets, inUse: subnetInUse,
		},
		{
			name: "port", path: "ports", root: "port", many: "ports", title: "Port",
			make: makePort, given: givenPorts, refresh: refreshPort, removed: portRemoved,
		},
		{
			name: "floatingip", path: "floatingips", root: "floatingip", many: "floatingips", title: "Floating IP",
			make: makeFloatingIP, refresh: refreshFloatingIP, removed: floatingIPRemoved,
		},
		{
			name: "group", path: "security-groups", root: "security_group", many: "security_groups", title: "Security group",
			make: makeGroup, given: defaultGroup, inUse: groupInUse, refresh: refreshGroup, removed: groupRemoved,
		},
		{
			name: "rule", path: "security-group-rules", root: "security_group_rule", many: "security_group_rules", title: "Security group rule",
			make: makeRule,
		},
		{
			name: "router", path: "routers", root: "router", many: "routers", title: "Router",
			make: makeRouter, inUse: routerInUse,
		},
	}
}

// routes are the operations of a kind.
func (k kind) routes() []*service.Route {
	all, one := "/network/v2.0/"+k.path, "/network/v2.0/"+k.path+"/{id}"
	return []*service.Route{
		service.SignedIn(k.name+".list", "GET "+all, k.list),
		service.SignedIn(k.name+".create", "POST "+all, k.create),
		service.SignedIn(k.name+".show", "GET "+one, k.show),
		service.SignedIn(k.name+".update", "PUT "+one, k.update),
		service.SignedIn(k.name+".delete", "DELETE "+one, k.remove),
		service.SignedIn(k.name+".tags", "GET "+one+"/tags", k.listTags),
		service.SignedIn(k.name+".tag", "PUT "+one+"/tags", k.replaceTags),
		service.SignedIn(k.name+".untag", "DELETE "+one+"/tags", k.deleteTags),
		service.SignedIn(k.name+".tag", "PUT "+one+"/tags/{tag}", k.addTag),
		service.SignedIn(k.name+".untag", "DELETE "+one+"/tags/{tag}", k.deleteTag),
	}
}

// all are the resources of a kind, those that nobody made first.
func (k kind) all(c *service.RequestContext) (found []members, err error) {
	if k.given != nil {
		if found, err = k.given(c); err != nil {
			return nil, err
		}
	}
	made, err := c.Documents(k.name)
	for _, d := range made {
		if k.refresh != nil {
			if err := k.refresh(c, d.Members); err != nil {
				return nil, err
			}
		}
		found = append(found, d.Members)
	}
	return found, err
}

func (k kind) find(c *service.RequestContext, id string) (members, error) {
	all, err := k.all(c)
	for _, m := range all {
		if m["id"] == id {
			return m, err
		}
	}
	if err == nil {
		err = fault.NotFound("%s %s could not be found.", k.title, id)
	}
	return nil, err
}

func (k kind) show(c *service.RequestContext) (*web.Response, error) {
	m, err := k.find(c, c.Arg("id"))
	return web.OK(web.JSON(members{k.root: m})), err
}

// body reads the members that a request gives.
func (k kind) body(c *service.RequestContext) (members, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	var m members
	if json.Unmarshal(doc[k.root], &m) != nil || m == nil {
		return nil, fault.BadRequest("Unable to find '%s' in request body", k.root)
	}
	return m, nil
}

func (k kind) create(c *service.RequestContext) (*web.Response, error) {
	m, err := k.body(c)
	if err != nil {
		return nil, err
	}
	describe(c, m)
	if err := k.make(c, m); err != nil {
		return nil, err
	}
	return &web.Response{Status: http.StatusCreated, Body: web.JSON(members{k.root: m})}, k.save(c, m)
}

// describe gives a new resource what all have.
func describe(c *service.RequestContext, m members) {
	now := c.Now.Format(time.RFC3339)
	defaults(m, members{
		"id": random.UUID(), "name": "", "description": "", "tags": []string{}, "tenant_id": c.Tenant, "project_id": c.Tenant,
		"revision_number": 0, "created_at": now, "updated_at": now,
	})
}

func (k kind) save(c *service.RequestContext, m members) error {
	return c.SaveDocument(k.name, &model.Document{ID: m["id"].(string), Created: c.Now, Members: m})
}

// made finds a resource that a project made, to change it.
func (k kind) made(c *service.RequestContext) (members, error) {
	d, err := c.Document(k.name, c.Arg("id"))
	if err == nil && d == nil {
		if _, err = k.find(c, c.Arg("id")); err == nil {
			err = fault.Conflict("%s %s is the sandbox's own.", k.title, c.Arg("id"))
		}
	}
	if err != nil {
		return nil, err
	}
	return d.Members, nil
}

func (k kind) update(c *service.RequestContext) (*web.Response, error) {
	m, err := k.made(c)
	if err != nil {
		return nil, err
	}
	changes, err := k.body(c)
	if err != nil {
		return nil, err
	}
	for name, value := range changes {
		m[name] = value
	}
	if err := k.changed(c, m, changes); err != nil {
		return nil, err
	}
	m["updated_at"] = c.Now.Format(time.RFC3339)
	return web.OK(web.JSON(members{k.root: m})), k.save(c, m)
}

// changed checks and completes the members that an update gives.
func (k kind) changed(c *service.RequestContext, m, changes members) error {
	port, leads := changes["port_id"]
	switch _, readdressed := changes["fixed_ips"]; {
	case k.name == "floatingip" && leads:
		return lead(c, m, port)
	case k.name == "router" && changes["external_gateway_info"] != nil:
		return completeGateway(c, m)
	case k.name == "port" && readdressed:
		return completeAddresses(c, m)
	}
	return nil
}

func (k kind) remove(c *service.RequestContext) (*web.Response, error) {
	m, err := k.made(c)
	if err != nil {
		return nil, err
	}
	id := m["id"].(string)
	if k.inUse != nil {
		used, err := k.inUse(c, id)
		if err == nil && used {
			err = fault.Conflict("%s %s in use.", k.title, id)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := c.DeleteDocument(k.name, id); err != nil || k.removed == nil {
		return web.NoContent(), err
	}
	return web.NoContent(), k.removed(c, m)
}

// required refuses a new resource without a member.
func required(m members, name string) error {
	if text, _ := m[name].(string); text == "" {
		return fault.BadRequest("Failed to parse request. Required attribute '%s' not specified", name)
	}
	return nil
}

// exists refuses a member that names nothing.
func exists(c *service.RequestContext, of string, id any) (members, error) {
	return kindOf(of).find(c, fmt.Sprint(id))
}

// kindOf finds a kind by name.
func kindOf(name string) kind {
	i := slices.IndexFunc(kinds(), func(k kind) bool { return k.name == name })
	return kinds()[i]
}
