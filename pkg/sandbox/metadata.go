package sandbox

import (
	"slices"

	"github.com/novactl/novactl/pkg/api"
)

// holder is what has metadata: a server or an image. Both have the same six operations (guide 2.7).
type holder struct {
	pairs  api.Metadata
	noItem error                          // what is said of a key that isn't there
	check  func(pairs api.Metadata) error // refuses what would break a limit
	may    func(writing operation) error  // refuses a change that the state, or the owner, doesn't allow
	save   func(pairs api.Metadata) error // keeps what check let through
}

// finder finds the holder that the path names.
type finder func(*requestContext) (*holder, error)

// metadataRoutes are the six operations of one type of holder.
func metadataRoutes(path string, find finder) []route {
	on := func(do func(*requestContext, *holder) (*response, error)) func(*requestContext) (*response, error) {
		return func(c *requestContext) (*response, error) {
			h, err := find(c)
			if err != nil {
				return nil, err
			}
			return do(c, h)
		}
	}
	return []route{
		OfTenant("metadata.list", "GET "+path, on(listMetadata)),
		OfTenant("metadata.replace", "PUT "+path, on(replaceMetadata)),
		OfTenant("metadata.add", "POST "+path, on(addMetadata)),
		OfTenant("metadata.show", "GET "+path+"/{key}", on(showMetadataItem)),
		OfTenant("metadata.set", "PUT "+path+"/{key}", on(setMetadataItem)),
		OfTenant("metadata.delete", "DELETE "+path+"/{key}", on(deleteMetadataItem)),
	}
}

// serverMetadata finds a server's.
func serverMetadata(c *requestContext) (*holder, error) {
	s, err := c.FindServer(c.Arg("id"), "Server does not exist")
	if err != nil {
		return nil, err
	}
	return &holder{
		pairs:  s.Metadata,
		noItem: notFound("Metadata item was not found"),
		check:  c.Quota().checkServerPairs,
		may:    s.allow,
		save: func(pairs api.Metadata) error {
			s.Metadata, s.Updated = pairs, c.Now
			return c.SaveServer(s)
		},
	}, nil
}

// imageMetadata finds an image's. The provider's own images can't be changed.
func imageMetadata(c *requestContext) (*holder, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	h := &holder{
		pairs:  i.Metadata,
		noItem: notFound("The resource could not be found."),
		check:  c.Quota().checkImagePairs,
		may:    func(operation) error { return nil },
		save: func(pairs api.Metadata) error {
			i.Metadata, i.Updated = pairs, c.Now
			return c.SaveImage(i)
		},
	}
	if i.Provided {
		h.may = func(operation) error { return forbidden("Not authorized for image %s.", i.ID) } // recorded from a Nova 26
	}
	return h, nil
}

// listMetadata lists all pairs (guide 2.7.1).
func listMetadata(_ *requestContext, h *holder) (*response, error) {
	return ok(documentBody("metadata", merge(nil, h.pairs))), nil
}

// replaceMetadata puts the pairs of the request instead of all others (guide 2.7.2).
func replaceMetadata(c *requestContext, h *holder) (*response, error) {
	pairs, err := metadataBody(c)
	if err != nil {
		return nil, err
	}
	return h.change(c, pairs)
}

// addMetadata adds the pairs of the request, or replaces their values (guide 2.7.3). It answers with all there are.
func addMetadata(c *requestContext, h *holder) (*response, error) {
	pairs, err := metadataBody(c)
	if err != nil {
		return nil, err
	}
	return h.change(c, merge(h.pairs, pairs))
}

func metadataBody(c *requestContext) (api.Metadata, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	return readPairs(doc["metadata"])
}

func (h *holder) change(c *requestContext, pairs api.Metadata) (*response, error) {
	if err := h.write(settingMetadata, pairs); err != nil {
		return nil, err
	}
	return listMetadata(c, &holder{pairs: pairs})
}

func (h *holder) write(o operation, pairs api.Metadata) error {
	if err := h.may(o); err != nil {
		return err
	}
	if err := h.check(pairs); err != nil {
		return err
	}
	return h.save(pairs)
}

// showMetadataItem answers with one pair (guide 2.7.4).
func showMetadataItem(c *requestContext, h *holder) (*response, error) {
	value, found := h.pairs.Get(c.Arg("key"))
	if !found {
		return nil, h.noItem
	}
	return ok(documentBody("meta", api.Metadata{{Key: c.Arg("key"), Value: value}})), nil
}

// setMetadataItem adds one pair, or replaces its value (guide 2.7.5). The body repeats the key of the path.
func setMetadataItem(c *requestContext, h *holder) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, ok := asObject(doc["meta"])
	switch {
	case !ok:
		return nil, errMalformedBody
	case members[c.Arg("key")] == nil:
		return nil, badRequest("Request body and URI mismatch")
	case len(members) > 1:
		return nil, badRequest("Request body contains too many items")
	}
	pairs, err := readPairs(doc["meta"])
	if err != nil {
		return nil, err
	}
	if err := h.write(settingMetadata, merge(h.pairs, pairs)); err != nil {
		return nil, err
	}
	return showMetadataItem(c, &holder{pairs: pairs})
}

// deleteMetadataItem removes one pair (guide 2.7.6).
func deleteMetadataItem(c *requestContext, h *holder) (*response, error) {
	if _, found := h.pairs.Get(c.Arg("key")); !found {
		return nil, h.noItem
	}
	rest := slices.DeleteFunc(merge(nil, h.pairs), func(p api.Pair) bool { return p.Key == c.Arg("key") })
	return noContent(), h.write(deletingMetadata, rest)
}
