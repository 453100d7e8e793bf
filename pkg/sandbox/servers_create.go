package sandbox

import (
	"cmp"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
)

// createServers builds one server, or several alike (guide 2.1.2, fact 34). The answer describes the first.
func createServers(c *requestContext) (*response, error) {
	doc, err := c.body.document()
	if err != nil {
		return nil, err
	}
	members, ok := asObject(doc["server"])
	if !ok {
		return nil, unprocessable()
	}
	o, err := c.checkCreate(members)
	if err != nil {
		return nil, err
	}
	group, err := c.hintedGroup(doc)
	if err != nil {
		return nil, err
	}
	n, err := c.reserve(o.flavor, o.minCount, o.maxCount)
	if err != nil {
		return nil, err
	}
	if err := c.purge(); err != nil {
		return nil, err
	}
	var first *server
	for i := range n {
		s, err := c.buildServer(o, nameOf(o, i))
		if err == nil {
			err = c.join(group, s.ID)
		}
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = s
		}
	}
	return c.createResponse(first, o), nil
}

// nameOf numbers the names of servers that are made together, as Nova does ("%(name)s-%(count)d").
func nameOf(o *createSpec, i int) string {
	if o.maxCount == 1 {
		return o.name
	}
	return fmt.Sprintf("%s-%d", o.name, i+1)
}

// buildServer makes one server's record and starts its plan.
func (c *requestContext) buildServer(o *createSpec, name string) (*server, error) {
	n, err := nextNumber(c.tx, "servers")
	if err != nil {
		return nil, err
	}
	s := &server{
		ID: cmp.Or(o.id, newUUID()), Name: name, UserID: c.token.account().id, FlavorID: o.flavor.ID,
		Created: c.now, DiskConfig: o.diskConfig, AccessIPv4: o.accessIPv4, AccessIPv6: o.accessIPv6, Metadata: o.metadata,
		KeyName: o.keyName, Zone: o.zone, Groups: o.groups, HostID: hostID(c.keyPrefix(), n), Networks: c.tables.attach(o.networks, n),
	}
	if o.image != nil {
		s.ImageID = o.image.ID
	}
	s.Networks.fix(o.fixed)
	if err := c.bootVolumes(s, o.volumes); err != nil {
		return nil, err
	}
	s.begin(building, c.now, c.cloud.speed, c.failsWith(building))
	c.record(s, building.event())
	if err := c.saveServer(s); err != nil {
		return nil, err
	}
	return s, c.addToIndex(serverCollection(), s.ID, s.Created)
}

// createResponse is 202 with what a create's answer has: id, links, password, disk configuration, and where the server is (guide 2.1.2).
// The password is said here and nowhere else, and isn't kept (guide 2.1.2.1).
func (c *requestContext) createResponse(s *server, o *createSpec) *response {
	v := api.Server{ID: s.ID, Links: c.links("servers", s.ID), AdminPass: o.adminPass, DiskConfig: s.DiskConfig}
	return &response{
		status: http.StatusAccepted,
		header: http.Header{"Location": {c.selfURL("servers", s.ID)}},
		body: func(f api.Format) ([]byte, string, error) {
			if f == api.XML {
				v.Metadata = api.Metadata{} // example 2.8 has an empty <metadata/>, example 2.6 has none
			}
			return documentBody("server", v)(f)
		},
	}
}
