package images

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// patchMedia is the type of a list of changes to an image.
const patchMedia = "application/openstack-images-v2.1-json-patch"

// change is one of them. The path is a JSON pointer, and what it points to need not be there for an add.
type change struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value,omitzero"` // a pointer to a text, or what a member takes
}

// changesOf are the changes that set members, in the order of their names. One that is null is removed.
func changesOf(members map[string]any) ([]change, error) {
	var changes []change
	for _, name := range slices.Sorted(maps.Keys(members)) {
		c := change{Op: "add", Path: pointer(name), Value: members[name]}
		switch {
		case ownedByGlance(name):
			return nil, fmt.Errorf("the property %q is Glance's own: it can't be set", name)
		case c.Value == nil:
			c.Op = "remove"
		}
		changes = append(changes, c)
	}
	return changes, nil
}

// metadata reads, replaces or adds to an image's free properties, which are the guide's metadata (2.7.1 to 2.7.3).
func (g *Glance) metadata(ctx context.Context, r rest.Request, id string) (*rest.Response, error) {
	pairs, _ := r.Body.(api.Metadata)
	get := getImage(r, id)
	changes, err := additions(pairs)
	if err != nil {
		return nil, err
	}
	if r.Method == http.MethodPut {
		_, now, err := g.image(ctx, get)
		if err != nil {
			return nil, err
		}
		for _, have := range now.metadata() {
			if _, stays := pairs.Get(have.Key); !stays && !ownedByGlance(have.Key) {
				changes = append(changes, change{Op: "remove", Path: pointer(have.Key)})
			}
		}
	}
	if len(changes) > 0 {
		get = patch(r.Op, id, changes)
	}
	resp, image, err := g.image(ctx, get)
	if err != nil {
		return nil, err
	}
	return resp.With("metadata", image.metadata())
}

// metadataItem reads, sets or removes one property (guide 2.7.4 to 2.7.6).
func (g *Glance) metadataItem(ctx context.Context, r rest.Request, id, key string) (*rest.Response, error) {
	absent := transport.NotFound(r.Op, fmt.Sprintf("there is no metadata item %q", key))
	switch r.Method {
	case http.MethodPut:
		pairs, _ := r.Body.(api.Metadata)
		changes, err := additions(pairs)
		if err != nil {
			return nil, err
		}
		return g.Service.Do(ctx, patch(r.Op, id, changes))
	case http.MethodDelete:
		resp, err := g.Service.Do(ctx, patch(r.Op, id, []change{{Op: "remove", Path: pointer(key)}}))
		if transport.IsConflict(err) { // "Property … does not exist." (seen on Glance 25)
			err = absent
		}
		return resp, err
	}
	resp, image, err := g.image(ctx, getImage(r, id))
	if err != nil {
		return nil, err
	}
	value, ok := image.metadata().Get(key)
	if !ok {
		return nil, absent
	}
	return resp.With("meta", api.Metadata{{Key: key, Value: value}})
}

// additions are the changes that set pairs. A pair whose name is a member of every image would change that one instead.
func additions(pairs api.Metadata) ([]change, error) {
	var changes []change
	for _, p := range pairs {
		if slices.Contains(glanceMembers(), p.Key) {
			return nil, fmt.Errorf("an image has a member %q already: metadata of that name can't be set", p.Key)
		}
		changes = append(changes, change{Op: "add", Path: pointer(p.Key), Value: &p.Value})
	}
	return changes, nil
}

// patch is the request for changes to an image. Adding the same twice adds it once; a second remove is refused.
func patch(op, id string, changes []change) rest.Request {
	body, _ := json.Marshal(changes) // texts alone: it can't fail
	removes := func(c change) bool { return c.Op == "remove" }
	return rest.Request{
		Op: op, Method: http.MethodPatch, Path: rest.Path(collection, id), Raw: body, Header: http.Header{"Content-Type": {patchMedia}},
		Policy: transport.Policy{Repeatable: !slices.ContainsFunc(changes, removes)},
	}
}

// pointer is the JSON pointer to a member of an image (RFC 6901).
func pointer(key string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
