package sandbox

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// links are a resource's own: self with the version, bookmark without (guide 1.5).
func (c *requestContext) links(collection, id string) []api.Link {
	return []api.Link{
		{Rel: "self", Href: c.selfURL(collection, id)},
		{Rel: "bookmark", Href: c.bookmarkURL(collection, id)},
	}
}

func (c *requestContext) selfURL(collection, id string) string {
	return c.collectionURL(collection) + "/" + id
}

func (c *requestContext) collectionURL(collection string) string {
	return c.computeRoot() + "/v2/" + c.arg("tenant") + "/" + collection
}

func (c *requestContext) bookmarkURL(collection, id string) string {
	return c.computeRoot() + "/" + c.arg("tenant") + "/" + collection + "/" + id
}

// ref is how one resource names another: its id, and a bookmark (example 2.14).
func (c *requestContext) ref(collection, id string) *api.Ref {
	return &api.Ref{ID: id, Links: []api.Link{{Rel: "bookmark", Href: c.bookmarkURL(collection, id)}}}
}

// serverBrief is a server in a list without detail.
func (c *requestContext) serverBrief(s *server) api.Server {
	return api.Server{ID: s.ID, Name: s.Name, Links: c.links("servers", s.ID)}
}

// serverDetail is all of a server, as example 2.14 has it: its own members, and those that extensions add to what is shown and listed.
func (c *requestContext) serverDetail(s *server) api.Server {
	v := c.serverItself(s)
	v.VMState, v.PowerState = s.State.VM, &s.State.Power
	v.TaskState = api.Null[string]()
	if s.State.Task != "" {
		v.TaskState = api.Some(s.State.Task)
	}
	if s.KeyName != "" { // the real service has the member for servers with a key alone (example 2.14)
		v.KeyName = api.Some(s.KeyName)
	}
	if s.Zone != "" { // likewise
		v.Zone = api.Some(s.Zone)
	}
	v.Groups = s.securityGroups()
	v.Bandwidth = s.bandwidth(c.now)
	return v
}

// serverItself is what an update and a rebuild answer with (examples 2.17 and 2.33, and a Nova 26's server-rename and action-rebuild):
// of the extensions' members it has the disk configuration alone.
func (c *requestContext) serverItself(s *server) api.Server {
	v := c.serverBrief(s)
	v.Status = s.State.status()
	if showsProgress(v.Status) {
		v.Progress = &s.State.Progress
	}
	v.TenantID, v.UserID = c.arg("tenant"), s.UserID
	v.Created, v.Updated = api.FormatTime(s.Created), api.FormatTime(s.Updated)
	v.AccessIPv4, v.AccessIPv6 = &s.AccessIPv4, &s.AccessIPv6
	v.DiskConfig = s.DiskConfig
	if s.Fault != nil && v.Status == "ERROR" {
		v.Fault = s.Fault.document()
	}
	v.Flavor = c.ref("flavors", s.FlavorID)
	if s.ImageID == "" {
		v.Extra = jsontext.Value(`{"image":""}`) // fact 19
	} else {
		v.Image = c.ref("images", s.ImageID)
	}
	v.Metadata = append(api.Metadata{}, s.Metadata...)
	host := ""
	v.Addresses = api.Addresses{}
	if s.Placed {
		host, v.Addresses = s.HostID, s.Networks.document()
	}
	v.HostID = &host
	return v
}
