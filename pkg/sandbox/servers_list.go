package sandbox

import (
	"iter"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// listServers lists ids, names and links (guide 2.1.1).
func listServers(c *requestContext) (*response, error) {
	return c.listServers("servers", c.serverBrief)
}

// listServersDetail lists all of every server (guide 2.1.1).
func listServersDetail(c *requestContext) (*response, error) {
	return c.listServers("servers/detail", c.serverDetail)
}

func (c *requestContext) listServers(path string, view func(*server) api.Server) (*response, error) {
	p, err := c.page()
	if err != nil {
		return nil, err
	}
	wanted, err := c.serverFilter()
	if err != nil {
		return nil, err
	}
	start, err := c.startOf(p)
	if err != nil {
		return nil, err
	}
	items, last := []api.Server{}, ""
	for s, err := range c.serversFrom(start, wanted) {
		if err != nil {
			return nil, err
		}
		if len(items) < p.limit && wanted.fits(s) {
			items, last = append(items, view(s)), s.ID
		}
		if len(items) == p.limit {
			break // at once: to the next one it may be a long way
		}
	}
	return ok(listBody("servers", items, c.next(path, len(items), last, p))), nil
}

// startOf is the list key after which the page begins. The marker's own key says it, so that the last page costs no more than the
// first. A deleted server is as good a marker as any while it is kept: deleting while listing must not break the list.
func (c *requestContext) startOf(p page) (string, error) {
	if p.marker == "" {
		return "", nil
	}
	s, err := c.loadServer(strings.ToLower(p.marker))
	if err != nil {
		return "", err
	}
	if s == nil {
		return "", errUnknownMarker(p.marker)
	}
	return indexKey(c.keyPrefix(), s.Created, s.ID), nil
}

// serversFrom yields, in the order of lists after the key start, those of the tenant's servers that may be wanted by what is sure
// without reading them whole.
func (c *requestContext) serversFrom(start string, wanted serverFilter) iter.Seq2[*server, error] {
	return func(yield func(*server, error) bool) {
		for id := range c.listIDs(serverCollection(), start, wanted.since) {
			record := c.tx.Get(serverBucket, c.keyPrefix()+id)
			if record == nil || !wanted.fitsName(record) {
				continue
			}
			if s, err := c.serverOf(record); !yield(s, err) || err != nil {
				return
			}
		}
	}
}
