package client

import (
	"context"
	"iter"
	"net/url"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// FlavorFilter says which flavors to list (guide 2.5.1). What is zero doesn't count.
type FlavorFilter struct {
	MinDisk int    // GB
	MinRAM  int    // MB
	Marker  string // start after the flavor with this id
	Limit   int    // flavors in all, whatever the size of a page; 0: every one
	Extra   url.Values
}

func (f FlavorFilter) listing(path ...string) listing {
	q := cloneQuery(f.Extra)
	if f.MinDisk > 0 {
		q.Set("minDisk", strconv.Itoa(f.MinDisk))
	}
	if f.MinRAM > 0 {
		q.Set("minRam", strconv.Itoa(f.MinRAM))
	}
	return listing{op: "list flavors", path: Path(path...), root: flavorKind.collection(), query: q, marker: f.Marker, limit: f.Limit}
}

// ListFlavors yields the flavors in detail, each as its JSON object came, page by page (guide 2.5.1). An error ends it.
func (c *Client) ListFlavors(ctx context.Context, f FlavorFilter) iter.Seq2[jsontext.Value, error] {
	return c.list(ctx, f.listing("flavors", "detail"))
}

// ListFlavorsBrief yields the flavors with their id, name and links alone (guide 2.5.1). An error ends it.
func (c *Client) ListFlavorsBrief(ctx context.Context, f FlavorFilter) iter.Seq2[jsontext.Value, error] {
	return c.list(ctx, f.listing("flavors"))
}

// GetFlavor returns a flavor in detail (guide 2.5.2).
func (c *Client) GetFlavor(ctx context.Context, id string) (Document, error) {
	return c.get(ctx, flavorKind, id, false)
}
