package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

const versionRoot, versionsRoot = "version", "versions"

// ListVersions yields the versions of the API that the service has, each as its JSON object came (guide 1.9.1). They are
// at the root of the service: the endpoint, less its version and what follows. Some clouds list them in an answer of 300,
// Multiple Choices. An error ends it.
func (c *Client) ListVersions(ctx context.Context) iter.Seq2[jsontext.Value, error] {
	r := c.versionRequest("list versions", "")
	r.Policy.Choices = true
	return func(yield func(jsontext.Value, error) bool) {
		resp, err := c.root.Do(ctx, r)
		if err != nil {
			yield(nil, err)
			return
		}
		page, err := splitVersions(resp)
		if err != nil {
			yield(nil, err)
			return
		}
		for item := range page.Items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// splitVersions takes the versions out of a list, which is one of choices where the cloud didn't know the path.
func splitVersions(resp *Response) (api.Page, error) {
	page, err := api.SplitPage(resp.JSON, versionsRoot)
	if err != nil && resp.Status == http.StatusMultipleChoices {
		page, err = api.SplitPage(resp.JSON, "choices")
	}
	if err != nil {
		return page, resp.Garbled(&transport.AnswerError{Message: "it holds no list of versions", Err: err})
	}
	return page, nil
}

// GetVersion returns a version of the API by its id, such as v2 (guide 1.9.2). A modern Nova has the id v2.0 below /v2/:
// where the id isn't the path, the list of versions tells it.
func (c *Client) GetVersion(ctx context.Context, id string) (Document, error) {
	r := c.versionRequest("get version", id)
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	d, err := c.root.Document(ctx, r, versionRoot)
	if s := transport.Status(err); s != http.StatusNotFound && s != http.StatusMultipleChoices {
		return d, err
	}
	if segment, found := c.segmentOf(ctx, id); found && segment != id {
		return c.root.Document(ctx, c.versionRequest(r.Op, segment), versionRoot)
	}
	if transport.Status(err) == http.StatusMultipleChoices {
		err = transport.NotFound(r.Op, "there is no version "+id)
	}
	return d, err
}

// versionRequest asks for what is at the root of the service or, with a slash at the end as guide 1.9.2 wants it, below. The
// guide asks for XML by a suffix alone.
func (c *Client) versionRequest(op, segment string) Request {
	path := ""
	if segment != "" {
		path = strings.TrimPrefix(rest.Path(segment), "/") + "/"
	}
	if c.options.Wire == api.XML {
		path += ".xml"
	}
	return Request{Op: op, Path: path}
}

// segmentOf finds where the list of versions says that a version is. Only the name is taken from its link, never a
// host: the token stays where it is.
func (c *Client) segmentOf(ctx context.Context, id string) (string, bool) {
	for item, err := range c.ListVersions(ctx) {
		var v api.Version
		if err == nil {
			_, err = api.Read(item, &v)
		}
		if err != nil {
			return "", false
		}
		self := slices.IndexFunc(v.Links, func(l api.Link) bool { return l.Rel == "self" })
		if v.ID != id || self < 0 {
			continue
		}
		u, err := url.Parse(v.Links[self].Href)
		if err != nil {
			return "", false
		}
		path := transport.Segments(u)
		if i := slices.IndexFunc(path, transport.IsVersion); i >= 0 {
			return path[i], true
		}
	}
	return "", false
}

// serviceRoot is the endpoint without its version and what follows (guide 1.9.1): the endpoint itself where its path has
// no version.
func serviceRoot(endpoint string) string {
	u, err := url.Parse(endpoint)
	if err != nil {
		return endpoint
	}
	all := strings.Split(u.Path, "/")
	if v := slices.IndexFunc(all, transport.IsVersion); v >= 0 {
		u.Path, u.RawPath = strings.Join(all[:v], "/"), ""
	}
	return strings.TrimRight(u.String(), "/")
}
