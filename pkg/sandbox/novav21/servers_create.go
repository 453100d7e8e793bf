package novav21

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// createServers builds one server, or several alike.
func createServers(c *service.RequestContext) (*web.Response, error) {
	body, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, _ := doc.ObjectOf(body["server"])
	spec, err := readCreate(c, body, members)
	if err != nil {
		return nil, err
	}
	group, err := hintedGroup(c, spec.Today.Hints)
	if err != nil {
		return nil, err
	}
	first, err := c.CreateServers(spec, group)
	if err != nil {
		return nil, err
	}
	if v, asked := members["return_reservation_id"]; asked && isTrue(v) {
		return &web.Response{Status: http.StatusAccepted, Body: web.JSON(object{"reservation_id": "r-" + first.ID[:8]})}, nil
	}
	return createResponse(c, first, spec, members), nil
}

func createResponse(c *service.RequestContext, s *compute.Server, spec *compute.CreateSpec, members doc.Object) *web.Response {
	v := object{"id": s.ID, "links": view.Links(c, "servers", s.ID), "OS-DCF:diskConfig": s.DiskConfig, "adminPass": spec.AdminPass}
	v["security_groups"] = []object{{"name": "default"}}
	if members.Has("security_groups") {
		v["security_groups"] = members["security_groups"]
	}
	return &web.Response{
		Status: http.StatusAccepted, Header: http.Header{"Location": {view.SelfURL(c, "servers", s.ID)}}, Body: web.JSON(object{"server": v}),
	}
}

// readCreate reads the members of a create whose schema was checked.
func readCreate(c *service.RequestContext, body, members doc.Object) (*compute.CreateSpec, error) {
	offers := c.Offers()
	offers.Today = true
	policy, _ := members.Text("networks")
	if policy != "" || !members.Has("networks") {
		delete(members, "networks")
	}
	spec, err := compute.CheckCreate(members, offers)
	if err != nil {
		return nil, err
	}
	if policy == "none" {
		spec.Networks = []string{}
	}
	t := &spec.Today
	for _, root := range []string{"os:scheduler_hints", "OS-SCH-HNT:scheduler_hints"} {
		if body.Has(root) {
			t.Hints = body[root]
		}
	}
	if t.Pinned, _ = members.Text("availability_zone"); t.Pinned != "" && strings.Split(t.Pinned, ":")[0] != tables.Zone {
		return nil, fault.BadRequest("The requested availability zone is not available")
	}
	if members.Has("host") && !c.Account.Admin {
		return nil, fault.Forbidden("Policy doesn't allow compute:servers:create:requested_destination to be performed.")
	}
	if c.Minor < 19 { // Nova's own words for a description that nobody gave
		text, _ := members.Text("name")
		t.Description = &text
	}
	holder := &compute.Server{Today: *t}
	err = changeToday(holder, members)
	spec.Today = holder.Today
	spec.Today.Pinned = t.Pinned
	return spec, err
}

// changeToday gives a server what a create, an update or a rebuild names of what v2.1 has besides.
func changeToday(s *compute.Server, members doc.Object) error {
	if v, there := members["description"]; there {
		s.Description = nil
		if err := json.Unmarshal(v, &s.Description); err != nil {
			return err
		}
	}
	if v, there := members["tags"]; there {
		if err := json.Unmarshal(v, &s.Tags); err != nil {
			return err
		}
	}
	if text, there := members.Text("hostname"); there {
		s.Hostname = text
	}
	if text, there := members.Text("user_data"); there {
		s.UserData = text
	}
	if v, there := members["config_drive"]; there {
		s.ConfigDrive = isTrue(v)
	}
	if v, there := members["key_name"]; there && s.ID != "" {
		s.KeyName = ""
		if v.Kind() == '"' {
			s.KeyName, _ = members.Text("key_name")
		}
	}
	return repin(s, members)
}

// repin pins a server to its zone, or lets it go (2.104).
func repin(s *compute.Server, members doc.Object) error {
	v, there := members["pinned_availability_zone"]
	if !there || s.ID == "" {
		return nil
	}
	wanted, _ := members.Text("pinned_availability_zone")
	switch {
	case v.Kind() == 'n', wanted == s.Pinned:
	case s.Pinned != "":
		return fault.Conflict("Cannot change pinned_availability_zone from '%s' to '%s'. Unpin it first.", s.Pinned, wanted)
	case wanted != zoneOf(s):
		return fault.Conflict("Server can only be pinned to its current availability zone '%s', but '%s' was requested.", zoneOf(s), wanted)
	}
	s.Pinned = wanted
	return nil
}

// isTrue reads a truth in any of the ways in which clients write one.
func isTrue(v jsontext.Value) bool {
	if v.Kind() == 't' {
		return true
	}
	switch text := strings.ToLower(doc.Object{"": v}.TextOrNumber("")); text {
	case "true", "1", "on", "yes":
		return true
	}
	return false
}

// hintedGroup is the group that the hints of a create name; nil where there is none.
func hintedGroup(c *service.RequestContext, hints jsontext.Value) (*compute.ServerGroup, error) {
	o, _ := doc.ObjectOf(hints)
	id, _ := o.Text("group")
	if items, isList := o.Items("group"); id == "" && isList && len(items) > 0 {
		id, _ = doc.Object{"": items[0]}.Text("")
	}
	if id == "" {
		return nil, nil
	}
	return c.HintedGroup(id)
}

//go:noinline
func notFound(message string) error { return fault.NotFound("%s", message) }

//go:noinline
func orNotFound(err error, message string) error {
	if err != nil {
		return err
	}
	return notFound(message)
}
