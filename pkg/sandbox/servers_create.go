package sandbox

import (
	"net/http"

	"github.com/novactl/novactl/pkg/api"
)

// createServers builds one server, or several alike (guide 2.1.2, fact 34). The answer describes the first.
func createServers(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, ok := asObject(doc["server"])
	if !ok {
		return nil, unprocessable()
	}
	o, err := checkCreate(members, c.Offers())
	if err != nil {
		return nil, err
	}
	group, err := hintedGroup(c, doc)
	if err != nil {
		return nil, err
	}
	n, err := c.Reserve(o.flavor, o.minCount, o.maxCount)
	if err != nil {
		return nil, err
	}
	if err := c.Purge(); err != nil {
		return nil, err
	}
	var first *server
	for i := range n {
		s, err := c.CreateServer(o, nameOf(o, i))
		if err == nil {
			err = c.JoinGroup(group, s.ID)
		}
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = s
		}
	}
	return createResponse(c, first, o), nil
}

// createResponse is 202 with what a create's answer has: id, links, password, disk configuration, and where the server is (guide 2.1.2).
// The password is said here and nowhere else, and isn't kept (guide 2.1.2.1).
func createResponse(c *requestContext, s *server, o *createSpec) *response {
	v := api.Server{ID: s.ID, Links: links(c, "servers", s.ID), AdminPass: o.adminPass, DiskConfig: s.DiskConfig}
	return &response{
		status: http.StatusAccepted,
		header: http.Header{"Location": {selfURL(c, "servers", s.ID)}},
		body: func(f api.Format) ([]byte, string, error) {
			if f == api.XML {
				v.Metadata = api.Metadata{} // example 2.8 has an empty <metadata/>, example 2.6 has none
			}
			return documentBody("server", v)(f)
		},
	}
}
