package novav21

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
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
//
//go:noinline
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
	if text, err := json.Marshal(tag); err != nil || schemas().Check("tag", c.Minor, text) != nil {
		return nil, cmp.Or(err, badTag(tag))
	}
	if slices.Contains(s.Tags, tag) {
		return web.NoContent(), nil
	}
	s.Tags = append(s.Tags, tag)
	location := view.SelfURL(c, "servers", s.ID+"/tags/"+tag)
	return &web.Response{Status: http.StatusCreated, Header: http.Header{"Location": {location}}}, c.SaveServer(s)
}

func badTag(tag string) error {
	return fault.BadRequest("Tag '%s' is invalid. It must be a non empty string without characters '/' and ','. Validation error message: '%s' does not match '^[^,/]*$'", tag, tag)
}

func deleteTag(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	i := slices.Index(s.Tags, c.Arg("tag"))
	if i < 0 {
		return nil, notFound("Instance " + s.ID + " has no tag '" + c.Arg("tag") + "'")
	}
	s.Tags = slices.Delete(s.Tags, i, i+1)
	return web.NoContent(), c.SaveServer(s)
}

// listSecurityGroups are a server's, without their rules, which Networks has.
func listSecurityGroups(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	names := s.Groups
	if len(names) == 0 {
		names = []string{"default"}
	}
	made, err := c.Documents(model.GroupKind)
	if err != nil {
		return nil, err
	}
	all := []object{}
	for _, name := range names {
		id := tables.GroupID(c.Tenant, name)
		for _, g := range made {
			if g.Members["name"] == name {
				id = g.ID
			}
		}
		all = append(all, object{"id": id, "name": name, "description": name, "tenant_id": c.Tenant, "rules": []any{}})
	}
	return web.OK(web.JSON(object{"security_groups": all})), nil
}
