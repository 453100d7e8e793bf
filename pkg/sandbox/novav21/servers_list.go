package novav21

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// found is a server of a list, and whose it is.
type found struct {
	tenant string
	server *compute.Server
	record []byte
}

// listServers lists servers of the tenant, or of all where the administrator asks for it.
func listServers(c *service.RequestContext) (*web.Response, error) {
	p, err := readPage(c)
	if err != nil {
		return nil, err
	}
	f, err := readFilters(c)
	if err != nil {
		return nil, err
	}
	all, err := collect(c, f, p)
	if err != nil {
		return nil, err
	}
	path, members := "servers", view.Parse("id name links")
	if isDetail(c) {
		path, members = "servers/detail", serverMembers()
	}
	mine := c.Tenant
	items, last := []jsontext.Value{}, ""
	for _, it := range all {
		c.Tenant = it.tenant
		text, err := item(c, it, members, path)
		if err != nil {
			return nil, err
		}
		items, last = append(items, text), it.server.ID
	}
	c.Tenant = mine
	return page(c, "servers", path, items, last, p)
}

// item is a server's text, which is kept for as long as it stays so. What shows more than the record and the version is rendered anew.
func item(c *service.RequestContext, it found, members []view.Member, path string) (jsontext.Value, error) {
	render := func() (jsontext.Value, time.Time, error) {
		text, err := view.Document(c, members, serverValues(c, it.server), view.Mode{List: true})
		return text, it.server.SettledUntil(c.Now), err
	}
	if c.Account.Admin {
		text, _, err := render()
		return text, err
	}
	text, _, err := c.Rendered.Text(c.RegionRoot()+"/v2.1/"+view.InPath(c)+path+"/"+strconv.Itoa(c.Minor)+"/"+c.Tenant, it.server.ID, it.record, c.Now, render)
	return text, err
}

// collect finds the servers of a page.
func collect(c *service.RequestContext, f filters, p web.Page) ([]found, error) {
	var all []found
	mine := c.Tenant
	defer func() { c.Tenant = mine }()
	ordered := !c.Query.Has("sort_key") && !c.Query.Has("sort_dir") && len(f.tenants) == 1
	marker := p.Marker
	if !ordered {
		marker = ""
	}
	for _, tenant := range f.tenants {
		c.Tenant = tenant
		records, err := c.ServerRecords(marker, f.since, nil)
		if err != nil {
			return nil, err
		}
		for _, record := range records {
			if ordered && len(all) >= p.Limit {
				break
			}
			s, err := c.ServerOf(record)
			if err != nil {
				return nil, err
			}
			if f.fits(s) {
				all = append(all, found{tenant, s, record})
			}
		}
	}
	if ordered {
		return all, nil
	}
	sortServers(all, c.Query["sort_key"], c.Query["sort_dir"])
	return web.CutPage(all, func(it found) string { return it.server.ID }, p)
}

// sortKey is what lists can be sorted by; false: it makes no difference.
func sortKey(s *compute.Server, key string) (string, bool) {
	switch key {
	case "uuid":
		return s.ID, true
	case "display_name":
		return s.Name, true
	case "created_at":
		return api.FormatTime(s.Created), true
	case "updated_at":
		return api.FormatTime(s.Updated), true
	case "vm_state":
		return s.State.VM, true
	case "key_name":
		return s.KeyName, true
	}
	return "", false
}

func sortServers(all []found, keys, directions []string) {
	keys = append(slices.Clone(keys), "created_at")
	sort.SliceStable(all, func(i, j int) bool {
		for k, key := range keys {
			a, known := sortKey(all[i].server, key)
			b, _ := sortKey(all[j].server, key)
			if known && a != b {
				return a < b == (k < len(directions) && strings.EqualFold(directions[k], "asc"))
			}
		}
		return false
	})
}

// next is the link to what follows a page. It is there where the page is as long as its limit.
func next(c *service.RequestContext, path string, n int, last string, p web.Page) []api.Link {
	if n == 0 || n < p.Limit {
		return nil
	}
	query := maps.Clone(c.Query)
	query.Set("marker", last)
	if p.Limited {
		query.Set("limit", strconv.Itoa(p.Limit))
	}
	return []api.Link{{Rel: "next", Href: c.RegionRoot() + "/v2.1/" + view.InPath(c) + path + "?" + query.Encode()}}
}

// readPage is Page with the refusals of a schema.
func readPage(c *service.RequestContext) (web.Page, error) {
	if text := c.Query.Get("limit"); c.Query.Has("limit") {
		switch {
		case text == "":
			return web.Page{}, queryError("limit", text, "'' should be non-empty")
		case strings.Trim(text, "0123456789") != "":
			return web.Page{}, queryError("limit", text, "'"+text+"' does not match '^[0-9]*$'")
		}
	}
	return c.Page()
}

func queryError(parameter, value, text string) error {
	return fault.BadRequest("Invalid input for query parameters %s. Value: %s. %s", parameter, value, text)
}
