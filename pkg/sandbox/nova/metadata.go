package nova

import (
	"slices"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// holder is what has metadata: a server or an image. Both have the same six operations (guide 2.7).
type holder struct {
	pairs  api.Metadata
	noItem error                                 // what is said of a key that isn't there
	check  func(pairs api.Metadata) error        // refuses what would break a limit
	may    func(writing compute.Operation) error // refuses a change that the state, or the owner, doesn't allow
	save   func(pairs api.Metadata) error        // keeps what check let through
}

// finder finds the holder that the path names.
type finder func(*service.RequestContext) (*holder, error)

// metadataRoutes are the six operations of one type of holder.
func metadataRoutes(path string, find finder) []*service.Route {
	on := func(do func(*service.RequestContext, *holder) (*web.Response, error)) func(*service.RequestContext) (*web.Response, error) {
		return func(c *service.RequestContext) (*web.Response, error) {
			h, err := find(c)
			if err != nil {
				return nil, err
			}
			return do(c, h)
		}
	}
	return []*service.Route{
		service.OfTenant("metadata.list", "GET "+path, on(listMetadata)),
		service.OfTenant("metadata.replace", "PUT "+path, on(replaceMetadata)),
		service.OfTenant("metadata.add", "POST "+path, on(addMetadata)),
		service.OfTenant("metadata.show", "GET "+path+"/{key}", on(showMetadataItem)),
		service.OfTenant("metadata.set", "PUT "+path+"/{key}", on(setMetadataItem)),
		service.OfTenant("metadata.delete", "DELETE "+path+"/{key}", on(deleteMetadataItem)),
	}
}

// serverMetadata finds a server's.
func serverMetadata(c *service.RequestContext) (*holder, error) {
	s, err := c.FindServer(c.Arg("id"), "Server does not exist")
	if err != nil {
		return nil, err
	}
	return &holder{
		pairs:  s.Metadata,
		noItem: fault.NotFound("Metadata item was not found"),
		check:  c.Quota().CheckServerPairs,
		may:    s.Allow,
		save: func(pairs api.Metadata) error {
			s.Metadata, s.Updated = pairs, c.Now
			return c.SaveServer(s)
		},
	}, nil
}

// imageMetadata finds an image's. The provider's own images can't be changed.
func imageMetadata(c *service.RequestContext) (*holder, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	h := &holder{
		pairs:  i.Metadata,
		noItem: fault.NotFound("The resource could not be found."),
		check:  c.Quota().CheckImagePairs,
		may:    func(compute.Operation) error { return nil },
		save: func(pairs api.Metadata) error {
			i.Metadata, i.Updated = pairs, c.Now
			return c.SaveImage(i)
		},
	}
	if i.Provided {
		h.may = func(compute.Operation) error { return fault.Forbidden("Not authorized for image %s.", i.ID) } // recorded from a Nova 26
	}
	return h, nil
}

// listMetadata lists all pairs (guide 2.7.1).
func listMetadata(_ *service.RequestContext, h *holder) (*web.Response, error) {
	return web.OK(web.Document("metadata", compute.Merge(nil, h.pairs))), nil
}

// replaceMetadata puts the pairs of the request instead of all others (guide 2.7.2).
func replaceMetadata(c *service.RequestContext, h *holder) (*web.Response, error) {
	pairs, err := metadataBody(c)
	if err != nil {
		return nil, err
	}
	return h.change(c, pairs)
}

// addMetadata adds the pairs of the request, or replaces their values (guide 2.7.3). It answers with all there are.
func addMetadata(c *service.RequestContext, h *holder) (*web.Response, error) {
	pairs, err := metadataBody(c)
	if err != nil {
		return nil, err
	}
	return h.change(c, compute.Merge(h.pairs, pairs))
}

func metadataBody(c *service.RequestContext) (api.Metadata, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	return compute.ReadPairs(doc["metadata"])
}

func (h *holder) change(c *service.RequestContext, pairs api.Metadata) (*web.Response, error) {
	if err := h.write(compute.SettingMetadata, pairs); err != nil {
		return nil, err
	}
	return listMetadata(c, &holder{pairs: pairs})
}

func (h *holder) write(o compute.Operation, pairs api.Metadata) error {
	if err := h.may(o); err != nil {
		return err
	}
	if err := h.check(pairs); err != nil {
		return err
	}
	return h.save(pairs)
}

// showMetadataItem answers with one pair (guide 2.7.4).
func showMetadataItem(c *service.RequestContext, h *holder) (*web.Response, error) {
	value, found := h.pairs.Get(c.Arg("key"))
	if !found {
		return nil, h.noItem
	}
	return web.OK(web.Document("meta", api.Metadata{{Key: c.Arg("key"), Value: value}})), nil
}

// setMetadataItem adds one pair, or replaces its value (guide 2.7.5). The body repeats the key of the path.
func setMetadataItem(c *service.RequestContext, h *holder) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, ok := document.ObjectOf(doc["meta"])
	switch {
	case !ok:
		return nil, fault.ErrMalformedBody
	case members[c.Arg("key")] == nil:
		return nil, fault.BadRequest("Request body and URI mismatch")
	case len(members) > 1:
		return nil, fault.BadRequest("Request body contains too many items")
	}
	pairs, err := compute.ReadPairs(doc["meta"])
	if err != nil {
		return nil, err
	}
	if err := h.write(compute.SettingMetadata, compute.Merge(h.pairs, pairs)); err != nil {
		return nil, err
	}
	return showMetadataItem(c, &holder{pairs: pairs})
}

// deleteMetadataItem removes one pair (guide 2.7.6).
func deleteMetadataItem(c *service.RequestContext, h *holder) (*web.Response, error) {
	if _, found := h.pairs.Get(c.Arg("key")); !found {
		return nil, h.noItem
	}
	rest := slices.DeleteFunc(compute.Merge(nil, h.pairs), func(p api.Pair) bool { return p.Key == c.Arg("key") })
	return web.NoContent(), h.write(compute.DeletingMetadata, rest)
}
