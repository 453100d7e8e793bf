package novav21

import (
	"net/http"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// fixed answers with a document that is always the same.
func fixed(doc string) service.Handler {
	return func(*service.RequestContext) (*web.Response, error) {
		return web.OK(web.Written(jsontext.Value(doc))), nil
	}
}

// ofServer handles a request about a server that is there.
func ofServer(run func(*service.RequestContext, *compute.Server) (*web.Response, error)) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		s, err := findServer(c)
		if err != nil {
			return nil, err
		}
		return run(c, s)
	}
}

func listTags(_ *service.RequestContext, s *compute.Server) (*web.Response, error) {
	return web.OK(web.JSON(object{"tags": append([]string{}, s.Tags...)})), nil
}

func replaceTags(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	body, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	s.Tags = nil
	if err := json.Unmarshal(body["tags"], &s.Tags); err != nil {
		return nil, err
	}
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	return listTags(c, s)
}

func deleteTags(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	s.Tags = nil
	return web.NoContent(), c.SaveServer(s)
}

func hasTag(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	if tag := c.Arg("tag"); !slices.Contains(s.Tags, tag) {
		return nil, notFound("Server " + s.ID + " has no tag '" + tag + "'")
	}
	return web.NoContent(), nil
}

func addTag(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	tag := c.Arg("tag")
	if slices.Contains(s.Tags, tag) {
		return web.NoContent(), nil
	}
	s.Tags = append(s.Tags, tag)
	location := selfURL(c, "servers", s.ID+"/tags/"+tag)
	return &web.Response{Status: http.StatusCreated, Header: http.Header{"Location": {location}}}, c.SaveServer(s)
}

func deleteTag(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	i := slices.Index(s.Tags, c.Arg("tag"))
	if i < 0 {
		return nil, notFound("Instance " + s.ID + " has no tag '" + c.Arg("tag") + "'")
	}
	s.Tags = slices.Delete(s.Tags, i, i+1)
	return web.NoContent(), c.SaveServer(s)
}

// interfaces are the ports of a server, as Compute tells of them.
func interfaces(c *service.RequestContext, s *compute.Server) []object {
	all := []object{}
	for _, n := range s.Networks {
		ips := []object{}
		for _, a := range n.Addresses {
			if subnets := c.Tables.Subnets(n.ID); addressKind(a) == "fixed" && len(subnets) > 0 {
				ips = append(ips, object{"ip_address": a.Addr, "subnet_id": subnets[0].ID})
			}
		}
		v := object{
			"port_id": tables.DerivedID(s.ID + n.ID), "net_id": n.ID, "mac_addr": tables.MAC(s.ID + n.ID), "port_state": "ACTIVE", "fixed_ips": ips,
		}
		if c.Minor >= 70 {
			v["tag"] = nil
		}
		all = append(all, v)
	}
	return all
}

func listInterfaces(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	return web.OK(web.JSON(object{"interfaceAttachments": interfaces(c, s)})), nil
}

func showInterface(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	for _, v := range interfaces(c, s) {
		if v["port_id"] == c.Arg("port") {
			return web.OK(web.JSON(object{"interfaceAttachment": v})), nil
		}
	}
	return nil, notFound("Port id " + c.Arg("port") + " could not be found.")
}

// listSecurityGroups are a server's, without their rules, which Networks has.
func listSecurityGroups(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	names := s.Groups
	if len(names) == 0 {
		names = []string{"default"}
	}
	all := []object{}
	for _, name := range names {
		all = append(all, object{"id": tables.DerivedID("group/" + c.Tenant + name), "name": name, "description": name, "tenant_id": c.Tenant, "rules": []any{}})
	}
	return web.OK(web.JSON(object{"security_groups": all})), nil
}
