package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Metadata belongs to a server or an image: of is "server" or "image". A server refuses changes with 409 in BUILD, ERROR,
// RESCUE and VERIFY_RESIZE (fact 18).

const (
	metadataRoot = "metadata"
	metaRoot     = "meta"
)

// Metadata returns the pairs of a server or an image (guide 2.7.1). It decodes to api.Metadata.
func (c *Client) Metadata(ctx context.Context, of, id string) (Document, error) {
	k, r, err := c.metadataRequest("list metadata", http.MethodGet, of, id)
	if err != nil {
		return Document{}, err
	}
	return k.Document(ctx, r, metadataRoot)
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
	k, r, err := c.metadataRequest(op, method, of, id)
	if err != nil {
		return Document{}, err
	}
	r.Root, r.Body = metadataRoot, m
	return k.Document(ctx, r, metadataRoot)
}

// MetadataItem returns the value of a key (guide 2.7.4). 404 says that there is none.
func (c *Client) MetadataItem(ctx context.Context, of, id, key string) (value string, err error) {
	k, r, err := c.metadataRequest("get metadata item", http.MethodGet, of, id, key)
	if err != nil {
		return "", err
	}
	if !addressable(key) {
		all, err := c.allMetadata(ctx, of, id)
		if value, ok := all.Get(key); ok || err != nil {
			return value, err
		}
		return "", transport.NotFound(r.Op, fmt.Sprintf("there is no metadata item %q", key))
	}
	resp, err := k.Do(ctx, r)
	if err != nil {
		return "", err
	}
	pairs, err := decodeMetadata(resp.Document(metaRoot))
	if err != nil {
		return "", err
	}
	value, ok := pairs.Get(key)
	if !ok {
		return "", resp.Garbled(fmt.Errorf("it does not hold the metadata item %q", key))
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
	k, r, err := c.metadataRequest("set metadata item", http.MethodPut, of, id, key)
	if err != nil {
		return err
	}
	r.Root, r.Body = metaRoot, pair
	return k.Send(ctx, r)
}

// DeleteMetadataItem removes a key and its value (guide 2.7.6). 404 says that there was none. A key that no URL can name
// (see addressable) is left out of a replacement of all: what somebody else sets at the same moment is lost then.
func (c *Client) DeleteMetadataItem(ctx context.Context, of, id, key string) error {
	k, r, err := c.metadataRequest("delete metadata item", http.MethodDelete, of, id, key)
	if err != nil {
		return err
	}
	if addressable(key) {
		return k.Send(ctx, r)
	}
	all, err := c.allMetadata(ctx, of, id)
	if err != nil {
		return err
	}
	others := api.Metadata{}
	for _, pair := range all {
		if pair.Key != key {
			others = append(others, pair)
		}
	}
	if len(others) == len(all) {
		return transport.NotFound(r.Op, fmt.Sprintf("there is no metadata item %q", key))
	}
	_, err = c.ReplaceMetadata(ctx, of, id, others)
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
		return nil, transport.Unreadable("read metadata", err)
	}
	return m, nil
}

// metadataRequest is a request about the metadata of a server or an image, or about one key, and where it goes.
func (c *Client) metadataRequest(op, method, of, id string, key ...string) (*collection, Request, error) {
	k := c.servers
	switch of {
	case c.servers.kind:
	case c.images.kind:
		k = c.images
	default:
		return nil, Request{}, fmt.Errorf("%s: a %q has no metadata", op, of)
	}
	r := Request{Op: op, Method: method, Path: rest.Path(append([]string{k.plural(), id, metadataRoot}, key...)...)}
	return k, r, checkID(r, id)
}
