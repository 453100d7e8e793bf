package sandbox

import (
	"github.com/novactl/novactl/pkg/api"
)

// listServers lists ids, names and links (guide 2.1.1).
func listServers(c *requestContext) (*response, error) {
	return pageOfServers(c, "servers", serverBrief)
}

// listServersDetail lists all of every server (guide 2.1.1).
func listServersDetail(c *requestContext) (*response, error) {
	return pageOfServers(c, "servers/detail", serverDetail)
}

func pageOfServers(c *requestContext, path string, view func(*requestContext, *server) api.Server) (*response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	wanted, err := readServerFilter(c)
	if err != nil {
		return nil, err
	}
	records, err := c.ServerRecords(p.marker, wanted.since)
	if err != nil {
		return nil, err
	}
	items, last := []api.Server{}, ""
	for record := range records {
		if !wanted.fitsName(record) { // by what is sure without reading it whole
			continue
		}
		s, err := c.ServerOf(record)
		if err != nil {
			return nil, err
		}
		if len(items) < p.limit && wanted.fits(s) {
			items, last = append(items, view(c, s)), s.ID
		}
		if len(items) == p.limit {
			break // at once: to the next one it may be a long way
		}
	}
	return ok(listBody("servers", items, next(c, path, len(items), last, p))), nil
}
