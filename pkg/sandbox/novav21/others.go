package novav21

import (
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

func listFlavors(c *service.RequestContext) (*web.Response, error) {
	p, err := readPage(c)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"minRam", "minDisk"} {
		if _, err := strconv.Atoi(c.Query.Get(name)); err != nil && c.Query.Get(name) != "" {
			return nil, fault.BadRequest("Invalid %s filter [%s]", name, c.Query.Get(name))
		}
	}
	path, brief := "flavors/detail", false
	if !isDetail(c) {
		path, brief = "flavors", true
	}
	items, last, seen := []jsontext.Value{}, "", p.Marker == ""
	for _, f := range c.Tables.Flavors() {
		fits := number(f.Disk) >= c.Number("minDisk") && number(f.RAM) >= c.Number("minRam") && (c.Minor < 102 || c.Wants("name", f.Name))
		if seen && fits && len(items) < p.Limit {
			text, err := view.Document(c, otherMembers()["flavor"], flavorValues(c, f), view.Mode{Brief: brief, List: true})
			if err != nil {
				return nil, err
			}
			items, last = append(items, text), f.ID
		}
		seen = seen || f.ID == p.Marker
	}
	if !seen {
		return nil, fault.UnknownMarker(p.Marker)
	}
	return page(c, "flavors", path, items, last, p)
}

func findFlavor(c *service.RequestContext) (api.Flavor, error) {
	f, found := c.Flavor(c.Arg("id"))
	if !found {
		return f, notFound("Flavor " + c.Arg("id") + " could not be found.")
	}
	return f, nil
}

func showFlavor(c *service.RequestContext) (*web.Response, error) {
	f, err := findFlavor(c)
	if err != nil {
		return nil, err
	}
	return show(c, "flavor", "flavor", flavorValues(c, f))
}

func showExtraSpecs(c *service.RequestContext) (*web.Response, error) {
	f, err := findFlavor(c)
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(object{"extra_specs": specsOf(f)})), nil
}

func listKeypairs(c *service.RequestContext) (*web.Response, error) {
	keypairs, err := c.Keypairs()
	if err != nil {
		return nil, err
	}
	p := web.Page{Limit: len(keypairs) + 1}
	if c.Minor >= 35 {
		if p, err = readPage(c); err != nil {
			return nil, err
		}
	}
	items, last, seen := []jsontext.Value{}, "", p.Marker == ""
	for _, k := range keypairs {
		if seen && len(items) < p.Limit {
			text, err := view.Document(c, otherMembers()["keypair"], keypairValues(c, k), view.Mode{List: true})
			if err != nil {
				return nil, err
			}
			items, last = append(items, jsontext.Value(`{"keypair":`+string(text)+`}`)), k.Name
		}
		seen = seen || k.Name == p.Marker
	}
	if !seen {
		return nil, fault.UnknownMarker(p.Marker)
	}
	return page(c, "keypairs", "os-keypairs", items, last, p)
}

func findKeypair(c *service.RequestContext) (*compute.Keypair, error) {
	k, err := c.Keypair(c.Arg("name"))
	if err == nil && k == nil {
		err = notFound("Keypair " + c.Arg("name") + " not found for user " + c.Account.ID)
	}
	return k, err
}

func showKeypair(c *service.RequestContext) (*web.Response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	return show(c, "keypair", "keypair", keypairValues(c, k))
}

// deleteKeypair removes one. 2.2 said with its status that it is done.
func deleteKeypair(c *service.RequestContext) (*web.Response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	a := web.NoContent()
	if c.Minor < 2 {
		a = web.Accepted()
	}
	return a, c.DeleteKeypair(k.Name)
}

// createKeypair keeps the public key of the request, or makes a pair and tells its private key. 2.92 makes none.
func createKeypair(c *service.RequestContext) (*web.Response, error) {
	members, err := view.MembersOf(c, "keypair")
	if err != nil {
		return nil, err
	}
	name, _ := members.Text("name")
	if user, _ := members.Text("user_id"); user != "" && user != c.Account.ID && !c.Account.Admin {
		return nil, forbidden("os_compute_api:os-keypairs:create")
	}
	if have, err := c.Keypair(name); err != nil || have != nil {
		if err == nil {
			err = fault.Conflict("Key pair '%s' already exists.", name)
		}
		return nil, err
	}
	k, private, err := compute.NewKeypair(members, name, c.Now)
	if err != nil {
		return nil, err
	}
	values := keypairValues(c, k)
	values["private_key"] = view.Absent{}
	if private != "" {
		values["private_key"] = private
	}
	status := http.StatusCreated
	if c.Minor < 2 {
		status = http.StatusOK
	}
	a, err := view.Answer(c, status, "keypair", view.Parse("name type@2 public_key fingerprint user_id private_key"), values, view.Mode{})
	if err != nil {
		return nil, err
	}
	return a, c.SaveKeypair(k)
}

func listGroups(c *service.RequestContext) (*web.Response, error) {
	groups, err := c.ServerGroups()
	if err != nil {
		return nil, err
	}
	return view.List(c, "server_groups", otherMembers()["group"], len(groups), func(i int) object { return groupValues(c, groups[i]) })
}

func showGroup(c *service.RequestContext) (*web.Response, error) {
	g, err := c.ServerGroup(c.Arg("id"))
	if err != nil || g == nil {
		return nil, orNotFound(err, "Instance group "+c.Arg("id")+" could not be found.")
	}
	return show(c, "server_group", "group", groupValues(c, g))
}

func createGroup(c *service.RequestContext) (*web.Response, error) {
	members, err := view.MembersOf(c, "server_group")
	if err != nil {
		return nil, err
	}
	g := &compute.ServerGroup{ID: random.UUID(), Created: c.Now}
	g.Name, _ = members.Text("name")
	if g.Policy, _ = members.Text("policy"); g.Policy == "" {
		policies, _ := members.Items("policies")
		if len(policies) == 0 {
			return nil, fault.BadRequest("Invalid input for field/attribute policies. Value: []. [] should be non-empty")
		}
		g.Policy, _ = doc.Object{"": policies[0]}.Text("")
	}
	rules, _ := doc.ObjectOf(members["rules"])
	g.MaxPerHost, _ = strconv.Atoi(rules.TextOrNumber("max_server_per_host"))
	if members.Has("rules") && g.Policy != "anti-affinity" {
		return nil, fault.BadRequest("Only anti-affinity policy supports rules.")
	}
	a, err := show(c, "server_group", "group", groupValues(c, g))
	if err != nil {
		return nil, err
	}
	return a, c.SaveServerGroup(g)
}

func showLimits(c *service.RequestContext) (*web.Response, error) {
	if project := c.Query.Get("tenant_id"); project != "" && c.Account.Admin {
		c.Tenant = project
	}
	u, err := c.Usage()
	if err != nil {
		return nil, err
	}
	groups, err := c.ServerGroups()
	if err != nil {
		return nil, err
	}
	q := c.Quota()
	members := view.Parse(`maxTotalCores maxTotalInstances maxTotalKeypairs maxTotalRAMSize maxServerMeta maxServerGroups maxServerGroupMembers
		maxImageMeta@0-38 maxPersonality@0-56 maxPersonalitySize@0-56 maxTotalFloatingIps@0-35 maxSecurityGroups@0-35 maxSecurityGroupRules@0-35
		totalRAMUsed totalCoresUsed totalInstancesUsed totalServerGroupsUsed totalFloatingIpsUsed@0-35 totalSecurityGroupsUsed@0-35`)
	text, err := view.Document(c, members, object{
		"maxTotalCores": q.Cores, "maxTotalInstances": q.Instances, "maxTotalKeypairs": compute.MaxKeypairs, "maxTotalRAMSize": q.RAM,
		"maxServerMeta": q.Metadata, "maxServerGroups": 10, "maxServerGroupMembers": 10, "maxImageMeta": q.Metadata, "maxPersonality": q.Files,
		"maxPersonalitySize": q.FileBytes, "maxTotalFloatingIps": -1, "maxSecurityGroups": -1, "maxSecurityGroupRules": -1, "totalRAMUsed": u.RAM,
		"totalCoresUsed": u.Cores, "totalInstancesUsed": u.Instances, "totalServerGroupsUsed": len(groups), "totalFloatingIpsUsed": 0,
		"totalSecurityGroupsUsed": 0,
	}, view.Mode{})
	return web.OK(web.JSON(object{"limits": object{"rate": []any{}, "absolute": text}})), err
}
