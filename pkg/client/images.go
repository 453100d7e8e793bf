package client

import (
	"context"
	"iter"
	"net/url"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// ImageFilter says which images to list (guide 2.6.1). What is zero doesn't count.
type ImageFilter struct {
	Server       string // the id or URL of the server that they are snapshots of
	Name         string // the whole name, as it is
	Status       string // ACTIVE, SAVING, DELETED, ERROR, UNKNOWN
	Type         string // BASE or SNAPSHOT
	ChangesSince time.Time
	Marker       string // start after the image with this id
	Limit        int    // images in all, whatever the size of a page; 0: every one
	Extra        url.Values
}

func (f ImageFilter) listing(path ...string) listing {
	q := cloneQuery(f.Extra)
	set(q, "server", f.Server)
	set(q, "name", f.Name)
	set(q, "status", f.Status)
	set(q, "type", f.Type)
	setTime(q, "changes-since", f.ChangesSince)
	return listing{op: "list images", path: Path(path...), root: imageKind.collection(), query: q, marker: f.Marker, limit: f.Limit, image: true}
}

// ListImages yields the images in detail, each as its JSON object came, page by page (guide 2.6.1). An error ends it.
func (c *Client) ListImages(ctx context.Context, f ImageFilter) iter.Seq2[jsontext.Value, error] {
	return c.list(ctx, f.listing("images", "detail"))
}

// ListImagesBrief yields the images with their id, name and links alone (guide 2.6.1). An error ends it.
func (c *Client) ListImagesBrief(ctx context.Context, f ImageFilter) iter.Seq2[jsontext.Value, error] {
	return c.list(ctx, f.listing("images"))
}

// GetImage returns an image in detail (guide 2.6.2).
func (c *Client) GetImage(ctx context.Context, id string) (Document, error) {
	return c.get(ctx, imageKind, id, false)
}

// DeleteImage starts to delete an image, be it a snapshot of one's own (guide 2.6.3). It is gone when a GET answers 404:
// see GoalGone.
func (c *Client) DeleteImage(ctx context.Context, id string) error {
	return c.delete(ctx, imageKind, id)
}
