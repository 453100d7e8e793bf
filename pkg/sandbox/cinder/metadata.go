package cinder

import (
	"maps"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// described is a kind of what has metadata.
type described struct {
	name, kind string
	find       func(*service.RequestContext) (*model.Document, error)
}

// routes are those of the metadata of a kind, whose resources are below path.
func (k described) routes(path string) []*service.Route {
	all, one := path+"/{id}/metadata", path+"/{id}/metadata/{key}"
	return []*service.Route{
		service.OfTenant("storage.metadata", "GET "+all, k.change("", nil)),
		service.OfTenant("storage.metadata", "POST "+all, k.change("metadata", merge)),
		service.OfTenant("storage.metadata", "PUT "+all, k.change("metadata", replace)),
		service.OfTenant("storage.meta", "GET "+one, k.change("", nil)),
		service.OfTenant("storage.meta", "PUT "+one, k.change("meta", merge)),
		service.OfTenant("storage.meta", "DELETE "+one, k.remove),
	}
}

func merge(have, given map[string]any) map[string]any {
	maps.Copy(have, given)
	return have
}

func replace(_, given map[string]any) map[string]any { return given }

// metadata finds what a request is about, and its metadata, to be changed.
func (k described) metadata(c *service.RequestContext) (*model.Document, map[string]any, error) {
	d, err := k.find(c)
	if err != nil {
		return nil, nil, err
	}
	return d, metadataOf(d), nil
}

// metadataOf is what a resource has of it, to be changed.
func metadataOf(d *model.Document) map[string]any {
	m, _ := d.Members["metadata"].(map[string]any)
	if m == nil {
		m = map[string]any{}
		d.Members["metadata"] = m
	}
	return m
}

// change changes the metadata by what the root of the request has, and answers with all of it, or with the key that the path names. Without a
// root it only answers.
func (k described) change(root string, by func(have, given map[string]any) map[string]any) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		d, m, err := k.metadata(c)
		if err != nil {
			return nil, err
		}
		key := c.Arg("key")
		if by != nil {
			given, err := givenMetadata(c, root)
			if err != nil {
				return nil, err
			}
			if _, named := given[key]; key != "" && (!named || len(given) != 1) {
				return nil, fault.BadRequest("Request body and URI mismatch")
			}
			m = by(m, given)
			d.Members["metadata"] = m
			if err := c.SaveDocument(k.kind, d); err != nil {
				return nil, err
			}
		}
		switch _, has := m[key]; {
		case key == "":
			return web.OK(web.JSON(map[string]any{"metadata": m})), nil
		case !has:
			return nil, k.noKey(d.ID, key)
		}
		return web.OK(web.JSON(map[string]any{"meta": map[string]any{key: m[key]}})), nil
	}
}

func (k described) remove(c *service.RequestContext) (*web.Response, error) {
	d, m, err := k.metadata(c)
	if err != nil {
		return nil, err
	}
	if _, has := m[c.Arg("key")]; !has {
		return nil, k.noKey(d.ID, c.Arg("key"))
	}
	delete(m, c.Arg("key"))
	return &web.Response{Status: 200}, c.SaveDocument(k.kind, d)
}

func (k described) noKey(id, key string) error {
	return fault.NotFound("%s %s has no metadata with key %s.", k.name, id, key)
}

// givenMetadata are the texts of a request's root.
func givenMetadata(c *service.RequestContext, root string) (map[string]any, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	o, isObject := document.ObjectOf(doc[root])
	if !isObject {
		return nil, fault.BadRequest("'%s' is a required property", root)
	}
	if p := rules().Check("pairs", 0, doc[root]); p != nil {
		return nil, fault.BadRequest("%s", p.Message())
	}
	given := map[string]any{}
	for name := range o {
		given[name], _ = o.Text(name)
	}
	return given, nil
}
