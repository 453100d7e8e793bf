package sandbox

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// links are a resource's own: self with the version, bookmark without (guide 1.5).
func links(c *requestContext, collection, id string) []api.Link {
	return []api.Link{
		{Rel: "self", Href: selfURL(c, collection, id)},
		{Rel: "bookmark", Href: bookmarkURL(c, collection, id)},
	}
}

func selfURL(c *requestContext, collection, id string) string {
	return collectionURL(c, collection) + "/" + id
}

func collectionURL(c *requestContext, collection string) string {
	return c.RegionRoot() + "/v2/" + c.Tenant + "/" + collection
}

func bookmarkURL(c *requestContext, collection, id string) string {
	return c.RegionRoot() + "/" + c.Tenant + "/" + collection + "/" + id
}

// ref is how one resource names another: its id, and a bookmark (example 2.14).
func ref(c *requestContext, collection, id string) *api.Ref {
	return &api.Ref{ID: id, Links: []api.Link{{Rel: "bookmark", Href: bookmarkURL(c, collection, id)}}}
}

// serverBrief is a server in a list without detail.
func serverBrief(c *requestContext, s *server) api.Server {
	return api.Server{ID: s.ID, Name: s.Name, Links: links(c, "servers", s.ID)}
}

// serverDetail is all of a server, as example 2.14 has it: its own members, and those that extensions add to what is shown and listed.
func serverDetail(c *requestContext, s *server) api.Server {
	v := serverItself(c, s)
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
	v.Bandwidth = s.bandwidth(c.Now)
	return v
}

// serverItself is what an update and a rebuild answer with (examples 2.17 and 2.33, and a Nova 26's server-rename and action-rebuild):
// of the extensions' members it has the disk configuration alone.
func serverItself(c *requestContext, s *server) api.Server {
	v := serverBrief(c, s)
	v.Status = s.State.status()
	if showsProgress(v.Status) {
		v.Progress = &s.State.Progress
	}
	v.TenantID, v.UserID = c.Tenant, s.UserID
	v.Created, v.Updated = api.FormatTime(s.Created), api.FormatTime(s.Updated)
	v.AccessIPv4, v.AccessIPv6 = &s.AccessIPv4, &s.AccessIPv6
	v.DiskConfig = s.DiskConfig
	if s.Fault != nil && v.Status == "ERROR" {
		v.Fault = s.Fault.document()
	}
	v.Flavor = ref(c, "flavors", s.FlavorID)
	if s.ImageID == "" {
		v.Extra = jsontext.Value(`{"image":""}`) // fact 19
	} else {
		v.Image = ref(c, "images", s.ImageID)
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
