package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// Metadata belongs to a server or an image: of is "server" or "image". A server refuses changes with 409 in BUILD, ERROR,
// RESCUE and VERIFY_RESIZE (fact 18).

const (
	metadataRoot = "metadata"
	metaRoot     = "meta"
)

// Metadata returns the pairs of a server or an image (guide 2.7.1). It decodes to api.Metadata.
func (c *Client) Metadata(ctx context.Context, of, id string) (Document, error) {
	r, err := metadataRequest("list metadata", http.MethodGet, of, id)
	if err != nil {
		return Document{}, err
	}
	return c.document(ctx, r, metadataRoot)
}

// ReplaceMetadata makes m all the metadata there is, and returns it (guide 2.7.2). An empty m removes everything.
func (c *Client) ReplaceMetadata(ctx context.Context, of, id string, m api.Metadata) (Document, error) {
	return c.writeMetadata(ctx, "replace metadata", http.MethodPut, of, id, m)
}

// UpdateMetadata sets the pairs of m, leaves others as they are, and returns all (guide 2.7.3). Beyond maxServerMeta or
// maxImageMeta of the limits it is refused: IsOverLimit.
func (c *Client) UpdateMetadata(ctx context.Context, of, id string, m api.Metadata) (Document, error) {
	return c.writeMetadata(ctx, "update metadata", http.MethodPost, of, id, m)
}

func (c *Client) writeMetadata(ctx context.Context, op, method, of, id string, m api.Metadata) (Document, error) {
	r, err := metadataRequest(op, method, of, id)
	if err != nil {
		return Document{}, err
	}
	r.Root, r.Body = metadataRoot, m
	return c.document(ctx, r, metadataRoot)
}

// MetadataItem returns the value of a key (guide 2.7.4). 404 says that there is none.
func (c *Client) MetadataItem(ctx context.Context, of, id, key string) (value string, err error) {
	r, err := metadataRequest("get metadata item", http.MethodGet, of, id, key)
	if err != nil {
		return "", err
	}
	if !addressable(key) {
		all, err := c.allMetadata(ctx, of, id)
		if value, ok := all.Get(key); ok || err != nil {
			return value, err
		}
		return "", notFound(r, fmt.Sprintf("there is no metadata item %q", key))
	}
	resp, err := c.Do(ctx, r)
	if err != nil {
		return "", err
	}
	pairs, err := decodeMetadata(resp.document(metaRoot))
	if err != nil {
		return "", err
	}
	value, ok := pairs.Get(key)
	if !ok {
		return "", resp.garbled(fmt.Errorf("it does not hold the metadata item %q", key))
	}
	return value, nil
}

// SetMetadataItem sets one pair, and leaves others as they are (guide 2.7.5).
func (c *Client) SetMetadataItem(ctx context.Context, of, id, key, value string) error {
	pair := api.Metadata{{Key: key, Value: value}}
	if !addressable(key) {
		_, err := c.UpdateMetadata(ctx, of, id, pair)
		return err
	}
	r, err := metadataRequest("set metadata item", http.MethodPut, of, id, key)
	if err != nil {
		return err
	}
	r.Root, r.Body = metaRoot, pair
	return c.send(ctx, r)
}

// DeleteMetadataItem removes a key and its value (guide 2.7.6). 404 says that there was none. A key that no URL can name
// (see addressable) is left out of a replacement of all: what somebody else sets at the same moment is lost then.
func (c *Client) DeleteMetadataItem(ctx context.Context, of, id, key string) error {
	r, err := metadataRequest("delete metadata item", http.MethodDelete, of, id, key)
	if err != nil {
		return err
	}
	if addressable(key) {
		return c.send(ctx, r)
	}
	all, err := c.allMetadata(ctx, of, id)
	if err != nil {
		return err
	}
	rest := api.Metadata{}
	for _, pair := range all {
		if pair.Key != key {
			rest = append(rest, pair)
		}
	}
	if len(rest) == len(all) {
		return notFound(r, fmt.Sprintf("there is no metadata item %q", key))
	}
	_, err = c.ReplaceMetadata(ctx, of, id, rest)
	return err
}

// addressable reports whether a URL can name a key. One that ends in .json or .xml would be taken for the key before the
// dot, and the format (fact 22); many clouds decode %2F before they split a path at its slashes; dots alone lead upwards.
func addressable(key string) bool {
	return key != "" && key != "." && key != ".." && !strings.Contains(key, "/") && !asksFormat(key)
}

// asksFormat reports whether the last segment of a path asks for a format with its end (fact 22).
func asksFormat(segment string) bool {
	return strings.HasSuffix(segment, ".json") || strings.HasSuffix(segment, ".xml")
}

func (c *Client) allMetadata(ctx context.Context, of, id string) (api.Metadata, error) {
	return decodeMetadata(c.Metadata(ctx, of, id))
}

func decodeMetadata(d Document, err error) (m api.Metadata, _ error) {
	if err != nil {
		return nil, err
	}
	unread, err := api.Read(d.Raw, &m)
	if err == nil && len(unread) > 0 {
		err = errors.New("it is no object of texts") // who writes it back would lose the rest
	}
	if err != nil {
		return nil, unreadable("read metadata", err)
	}
	return m, nil
}

// metadataRequest is a request about the metadata of a server or an image, or about one key.
func metadataRequest(op, method, of, id string, key ...string) (Request, error) {
	k := kind(of)
	if k != serverKind && k != imageKind {
		return Request{}, fmt.Errorf("%s: a %q has no metadata", op, of)
	}
	r := Request{Op: op, Method: method, Path: Path(append([]string{k.collection(), id, metadataRoot}, key...)...), image: k == imageKind}
	return r, checkID(r, id)
}
