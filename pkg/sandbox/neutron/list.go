package neutron

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// list has the resources whose members are what the query asks for, with the fields that it names: a page of them where it has a limit.
func (k kind) list(c *service.RequestContext) (*web.Response, error) {
	all, err := k.all(c)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(m members) bool { return !wanted(c, m) })
	if marker := c.Query.Get("marker"); marker != "" {
		i := slices.IndexFunc(all, func(m members) bool { return m["id"] == marker })
		if i < 0 {
			return nil, fault.NotFound("%s %s could not be found.", k.title, marker)
		}
		all = all[i+1:]
	}
	doc := members{}
	if limit := c.Number("limit"); limit > 0 && limit < len(all) {
		all = all[:limit]
		next := url.Values{}
		for name, values := range c.Query {
			next[name] = values
		}
		next["marker"] = []string{fmt.Sprint(all[limit-1]["id"])}
		doc[k.many+"_links"] = []members{{"rel": "next", "href": c.RegionRoot() + c.Path + "?" + next.Encode()}}
	}
	found := []members{}
	for _, m := range all {
		found = append(found, onlyFields(m, c.Query["fields"]))
	}
	doc[k.many] = found
	return web.OK(web.JSON(doc)), nil
}

// onlyFields returns a resource with some of its members; none named: all.
func onlyFields(m members, fields []string) members {
	if len(fields) == 0 {
		return m
	}
	few := members{}
	for _, f := range fields {
		if v, has := m[f]; has {
			few[f] = v
		}
	}
	return few
}

// wanted reports whether a resource has what the query asks for. A parameter that is no member asks for nothing.
func wanted(c *service.RequestContext, m members) bool {
	for name, value := range m {
		switch value := value.(type) {
		case string:
			if filters := c.Query[name]; len(filters) > 0 && !slices.Contains(filters, value) {
				return false
			}
		case bool:
			if !wantsBool(c, name, value) {
				return false
			}
		case int, float64:
			if !c.Wants(name, fmt.Sprint(value)) {
				return false
			}
		}
	}
	return hasTags(c, m) && hasAddress(c, m)
}

func hasTags(c *service.RequestContext, m members) bool {
	tags := tagsOf(m)
	for tag := range strings.SplitSeq(c.Query.Get("tags"), ",") {
		if tag != "" && !slices.Contains(tags, tag) {
			return false
		}
	}
	return true
}

// hasAddress applies the filters of ports by what their fixed addresses have: fixed_ips=ip_address=10.0.0.2.
func hasAddress(c *service.RequestContext, m members) bool {
	for _, filter := range c.Query["fixed_ips"] {
		name, value, _ := strings.Cut(filter, "=")
		if !slices.ContainsFunc(objects(m["fixed_ips"]), func(f members) bool { return f[name] == value }) {
			return false
		}
	}
	return true
}

// objects are the items of a list that are objects, whether it was just made or read.
//
//go:noinline
func objects(list any) (all []members) {
	switch list := list.(type) {
	case []members:
		return list
	case []any:
		for _, item := range list {
			if o, ok := item.(members); ok {
				all = append(all, o)
			}
		}
	}
	return all
}

// texts are the items of a list that are texts, whether it was just made or read.
//
//go:noinline
func texts(list any) (all []string) {
	switch list := list.(type) {
	case []string:
		return list
	case []any:
		for _, item := range list {
			if text, ok := item.(string); ok {
				all = append(all, text)
			}
		}
	}
	return all
}

func tagsOf(m members) []string { return append([]string{}, texts(m["tags"])...) }

func (k kind) listTags(c *service.RequestContext) (*web.Response, error) {
	m, err := k.find(c, c.Arg("id"))
	return web.OK(web.JSON(members{"tags": tagsOf(m)})), err
}

// replaceTags gives a resource the tags of the request.
func (k kind) replaceTags(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	var tags []string
	if json.Unmarshal(doc["tags"], &tags) != nil {
		return nil, fault.BadRequest("Invalid input for tags. Reason: not a list of strings.")
	}
	err = k.retag(c, func([]string) []string { return tags })
	return web.OK(web.JSON(members{"tags": tags})), err
}

func (k kind) deleteTags(c *service.RequestContext) (*web.Response, error) {
	return web.NoContent(), k.retag(c, func([]string) []string { return nil })
}

func (k kind) addTag(c *service.RequestContext) (*web.Response, error) {
	return &web.Response{Status: http.StatusCreated}, k.retag(c, func(tags []string) []string {
		if slices.Contains(tags, c.Arg("tag")) {
			return tags
		}
		return append(tags, c.Arg("tag"))
	})
}

func (k kind) deleteTag(c *service.RequestContext) (*web.Response, error) {
	m, err := k.find(c, c.Arg("id"))
	if err == nil && !slices.Contains(tagsOf(m), c.Arg("tag")) {
		err = fault.NotFound("Tag %s could not be found.", c.Arg("tag"))
	}
	if err != nil {
		return nil, err
	}
	return web.NoContent(), k.retag(c, func(tags []string) []string {
		return slices.DeleteFunc(tags, func(tag string) bool { return tag == c.Arg("tag") })
	})
}

// retag changes the tags of a resource.
func (k kind) retag(c *service.RequestContext, change func([]string) []string) error {
	m, err := k.made(c)
	if err != nil {
		return err
	}
	m["tags"] = append([]string{}, change(tagsOf(m))...)
	return k.save(c, m)
}
