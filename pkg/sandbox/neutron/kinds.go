package neutron

import (
	"fmt"
	"net/http"
	"net/netip"
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
}

// kinds are those that the service has.
func kinds() []kind {
	return []kind{
		{"network", "networks", "network", "networks", "Network", makeNetwork, givenNetworks, networkInUse},
		{"subnet", "subnets", "subnet", "subnets", "Subnet", makeSubnet, givenSubnets, nil},
		{"port", "ports", "port", "ports", "Port", makePort, givenPorts, nil},
		{"floatingip", "floatingips", "floatingip", "floatingips", "Floating IP", makeFloatingIP, nil, nil},
		{"group", "security-groups", "security_group", "security_groups", "Security group", makeGroup, defaultGroup, groupInUse},
		{"rule", "security-group-rules", "security_group_rule", "security_group_rules", "Security group rule", makeRule, nil, nil},
	}
}

// routes are the operations of a kind.
func (k kind) routes() []service.Route {
	all, one := "/network/v2.0/"+k.path, "/network/v2.0/"+k.path+"/{id}"
	return []service.Route{
		service.SignedIn(k.name+".list", "GET "+all, k.list),
		service.SignedIn(k.name+".create", "POST "+all, k.create),
		service.SignedIn(k.name+".show", "GET "+one, k.show),
		service.SignedIn(k.name+".update", "PUT "+one, k.update),
		service.SignedIn(k.name+".delete", "DELETE "+one, k.remove),
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

// list has the resources whose members are what the query asks for, with the fields that it names.
func (k kind) list(c *service.RequestContext) (*web.Response, error) {
	all, err := k.all(c)
	if err != nil {
		return nil, err
	}
	found := []members{}
	for _, m := range all {
		if !wanted(c, m) {
			continue
		}
		if fields := c.Query["fields"]; len(fields) > 0 {
			few := members{}
			for _, f := range fields {
				if v, has := m[f]; has {
					few[f] = v
				}
			}
			m = few
		}
		found = append(found, m)
	}
	return web.OK(web.JSON(members{k.many: found})), nil
}

// wanted reports whether a resource has what the query asks for. A parameter that is no member asks for nothing.
func wanted(c *service.RequestContext, m members) bool {
	for name, value := range m {
		switch value := value.(type) {
		case string:
			if !c.Wants(name, value) {
				return false
			}
		case bool:
			if !wantsBool(c, name, value) {
				return false
			}
		}
	}
	return true
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
	now := c.Now.Format(time.RFC3339)
	defaults(m, members{
		"id": random.UUID(), "name": "", "description": "", "tags": []string{}, "tenant_id": c.Tenant, "project_id": c.Tenant,
		"revision_number": 0, "created_at": now, "updated_at": now,
	})
	if err := k.make(c, m); err != nil {
		return nil, err
	}
	return &web.Response{Status: http.StatusCreated, Body: web.JSON(members{k.root: m})}, k.save(c, m)
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
	if port, given := changes["port_id"]; given && k.name == "floatingip" {
		if err := lead(c, m, port); err != nil {
			return nil, err
		}
	}
	m["updated_at"] = c.Now.Format(time.RFC3339)
	return web.OK(web.JSON(members{k.root: m})), k.save(c, m)
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
	return &web.Response{Status: http.StatusNoContent}, c.DeleteDocument(k.name, id)
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
	i := slices.IndexFunc(kinds(), func(k kind) bool { return k.name == of })
	return kinds()[i].find(c, fmt.Sprint(id))
}

// addressIn is the n-th host address of a range.
func addressIn(cidr string, n int) string {
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return ""
	}
	addr := prefix.Masked().Addr()
	for range n {
		addr = addr.Next()
	}
	return addr.String()
}
