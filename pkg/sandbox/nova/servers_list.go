package nova

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listServers lists ids, names and links (guide 2.1.1).
func listServers(c *service.RequestContext) (*web.Response, error) {
	return pageOfServers(c, "servers", serverBrief)
}

// listServersDetail lists all of every server (guide 2.1.1).
func listServersDetail(c *service.RequestContext) (*web.Response, error) {
	return pageOfServers(c, "servers/detail", serverDetail)
}

func pageOfServers(c *service.RequestContext, path string, view func(*service.RequestContext, *compute.Server) api.Server) (*web.Response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	wanted, err := readServerFilter(c)
	if err != nil {
		return nil, err
	}
	records, err := c.ServerRecords(p.Marker, wanted.since, exactly(c.Query.Get("name")))
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
		if len(items) < p.Limit && wanted.fits(s) {
			items, last = append(items, view(c, s)), s.ID
		}
		if len(items) == p.Limit {
			break // at once: to the next one it may be a long way
		}
	}
	return web.OK(web.List("servers", items, next(c, path, len(items), last, p))), nil
}
