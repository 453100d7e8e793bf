package nova

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"

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

// serverView makes the document of a server in a list.
type serverView func(*service.RequestContext, *compute.Server) api.Server

func pageOfServers(c *service.RequestContext, path string, view serverView) (*web.Response, error) {
	limits, err := c.Page()
	if err != nil {
		return nil, err
	}
	wanted, err := readServerFilter(c)
	if err != nil {
		return nil, err
	}
	p := serverPage{c, limits, wanted, path, view}
	if version := c.Tx.Version(); version != "" && wanted.byNameAlone() {
		doc, _, err := c.Rendered.Text(collectionURL(c, path)+"?"+c.Query.Encode(), "", []byte(version), c.Now, p.render)
		return web.OK(web.Written(doc)), err
	}
	doc, _, err := p.render()
	return web.OK(web.Written(doc)), err
}

// serverPage is a page on its way.
type serverPage struct {
	*service.RequestContext
	limits web.Page
	wanted serverFilter
	path   string
	view   serverView
}

// render writes the page, and says until when it stays so.
func (p serverPage) render() (doc jsontext.Value, until time.Time, err error) {
	records, err := p.ServerRecords(p.limits.Marker, p.wanted.since, exactly(p.Query.Get("name")))
	if err != nil {
		return nil, until, err
	}
	items, last, url := []jsontext.Value{}, "", collectionURL(p.RequestContext, p.path)
	for id, record := range records {
		if p.limits.Limit == 0 {
			break
		}
		if !p.wanted.fitsName(record) { // by what is sure without reading it whole
			continue
		}
		text, same, err := p.item(url, id, record)
		if err != nil {
			return nil, until, err
		}
		if !same.IsZero() && (until.IsZero() || same.Before(until)) {
			until = same
		}
		if text != nil {
			items, last = append(items, text), id
		}
		if len(items) == p.limits.Limit {
			break // at once: to the next one it may be a long way
		}
	}
	doc, err = api.JoinPage(api.JSON, "servers", items, next(p.RequestContext, p.path, len(items), last, p.limits))
	return doc, until, err
}

// item returns the text of a record, nil where it isn't wanted, and until when it stays so. Where a record is looked at for nothing but its
// name it isn't decoded again.
func (p serverPage) item(url, id string, record []byte) (jsontext.Value, time.Time, error) {
	render := func() (jsontext.Value, time.Time, error) {
		s, err := p.ServerOf(record)
		if err != nil || !p.wanted.fits(s) {
			return nil, p.Now, err
		}
		text, err := api.MarshalItem(p.view(p.RequestContext, s))
		return text, s.SettledUntil(p.Now), err
	}
	if !p.wanted.byNameAlone() {
		return render()
	}
	return p.Rendered.Text(url, id, record, p.Now, render)
}
