package novav21

import (
	"cmp"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// ownActions are those that do, or answer, something else than v2's.
var ownActions = map[string]func(c *service.RequestContext, s *compute.Server, body jsontext.Value) (*web.Response, error){
	"lock": lock,
	"unlock": func(c *service.RequestContext, s *compute.Server, _ jsontext.Value) (*web.Response, error) {
		s.Locked, s.LockedReason = false, ""
		c.RecordEvent(s, "unlock")
		return web.Accepted(), c.SaveServer(s)
	},
	"createBackup": backUp,
	"forceDelete": func(c *service.RequestContext, s *compute.Server, _ jsontext.Value) (*web.Response, error) {
		return web.Accepted(), c.DeleteServer(s)
	},
	"restore": func(_ *service.RequestContext, s *compute.Server, _ jsontext.Value) (*web.Response, error) {
		return nil, fault.Conflict("Cannot 'restore' instance %s while it is in vm_state %s", s.ID, s.State.VM)
	},
	"rebuild":             rebuild,
	"addSecurityGroup":    changeGroup,
	"removeSecurityGroup": changeGroup,
	"createImage": func(c *service.RequestContext, _ *compute.Server, _ jsontext.Value) (*web.Response, error) {
		a, err := nova.Act(c)
		if err == nil && c.Minor >= 45 {
			a.Body = web.JSON(object{"image_id": doc.LastSegment(a.Header.Get("Location"))})
			a.Header.Del("Location")
		}
		return a, err
	},
}

// adminActions are for the administrator, with the policies that say so.
var adminActions = map[string]string{
	"migrate": "os-migrate-server:migrate", "os-migrateLive": "os-migrate-server:migrate_live", "evacuate": "os-evacuate",
	"shelveOffload": "os-shelve:shelve_offload", "os-resetState": "os-admin-actions:reset_state", "injectNetworkInfo": "os-admin-actions:inject_network_info",
}

// act runs the action that the body names.
func act(c *service.RequestContext) (*web.Response, error) {
	body, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	for name, value := range body {
		if policy := adminActions[name]; policy != "" && !c.Account.Admin {
			return nil, forbidden("os_compute_api:" + policy)
		}
		if own := ownActions[name]; own != nil {
			s, err := findServer(c)
			if err != nil {
				return nil, err
			}
			return own(c, s, value)
		}
	}
	return nova.Act(c)
}

// lock keeps why a server is locked, from 2.73 on.
func lock(c *service.RequestContext, s *compute.Server, body jsontext.Value) (*web.Response, error) {
	if s.Locked { // whose reason stays
		return web.Accepted(), nil
	}
	o, _ := doc.ObjectOf(body)
	s.Locked = true
	s.LockedReason, _ = o.Text("locked_reason")
	c.RecordEvent(s, "lock")
	return web.Accepted(), c.SaveServer(s)
}

// rebuild is v2's, whose answer shows what the version has.
func rebuild(c *service.RequestContext, _ *compute.Server, body jsontext.Value) (*web.Response, error) {
	members, _ := doc.ObjectOf(body)
	if name, _ := members.Text("key_name"); name != "" {
		if k, err := c.Keypair(name); err != nil || k == nil {
			return nil, cmp.Or(err, fault.BadRequest("Invalid key_name provided."))
		}
	}
	a, err := nova.Act(c)
	if err != nil {
		return nil, err
	}
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	if err := changeToday(s, members); err != nil {
		return nil, err
	}
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	shown, values := view.Parse("adminPass user_data@57 key_name@54-74"), changedValues(c, s)
	values["adminPass"], values["user_data"] = view.Absent{}, view.Null(s.UserData)
	if password := passwordOf(a); password != "" {
		values["adminPass"] = password
	}
	made, err := view.Answer(c, http.StatusAccepted, "server", append(shown, serverMembers()...), values, view.Mode{Brief: c.Minor < 75})
	if err == nil {
		made.Header = http.Header{"Location": {view.SelfURL(c, "servers", s.ID)}}
	}
	return made, err
}

// passwordOf is the password that an answer of v2 says once.
func passwordOf(a *web.Response) string {
	text, _, err := a.Body(api.JSON)
	if err != nil {
		return ""
	}
	body, _ := doc.ObjectOf(jsontext.Value(text))
	server, _ := doc.ObjectOf(body["server"])
	password, _ := server.Text("adminPass")
	return password
}

// changeGroup is v2's, of groups that Networks has.
func changeGroup(c *service.RequestContext, _ *compute.Server, body jsontext.Value) (*web.Response, error) {
	o, _ := doc.ObjectOf(body)
	name, _ := o.Text("name")
	groups, err := c.Documents("group")
	known := name == "default" || name == "" || name == tables.DefaultGroup(c.Tenant)
	for _, g := range groups {
		known = known || g.ID == name || g.Members["name"] == name
	}
	if err != nil || !known {
		return nil, orNotFound(err, "Security group "+name+" is not found for project "+c.Tenant)
	}
	return nova.Act(c)
}
