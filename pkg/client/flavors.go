package client

import (
	"context"
	"iter"
	"net/url"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// newFlavors is where flavors are.
func newFlavors(compute rest.Service) *collection {
	return &collection{Service: compute, kind: "flavor"}
}

// FlavorFilter says which flavors to list (guide 2.5.1). What is zero doesn't count.
type FlavorFilter struct {
	MinDisk int    // GB
	MinRAM  int    // MB
	Marker  string // start after the flavor with this id
	Limit   int    // flavors in all, whatever the size of a page; 0: every one
	Extra   url.Values
}

func (f FlavorFilter) list(path ...string) rest.List {
	q := rest.CloneQuery(f.Extra)
	if f.MinDisk > 0 {
		q.Set("minDisk", strconv.Itoa(f.MinDisk))
	}
	if f.MinRAM > 0 {
		q.Set("minRam", strconv.Itoa(f.MinRAM))
	}
	return rest.List{Op: "list flavors", Path: rest.Path(path...), Root: "flavors", Query: q, Marker: f.Marker, Limit: f.Limit}
}

// ListFlavors yields the flavors in detail, each as its JSON object came, page by page (guide 2.5.1). An error ends it.
func (c *Client) ListFlavors(ctx context.Context, f FlavorFilter) iter.Seq2[jsontext.Value, error] {
	return c.compute.List(ctx, f.list("flavors", "detail"))
}

// ListFlavorsBrief yields the flavors with their id, name and links alone (guide 2.5.1). An error ends it.
func (c *Client) ListFlavorsBrief(ctx context.Context, f FlavorFilter) iter.Seq2[jsontext.Value, error] {
	return c.compute.List(ctx, f.list("flavors"))
}

// GetFlavor returns a flavor in detail (guide 2.5.2).
func (c *Client) GetFlavor(ctx context.Context, id string) (Document, error) {
	return c.flavors.get(ctx, id, transport.Policy{})
}
