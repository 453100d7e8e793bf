package nova

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// serverBrief is a server in a list without detail.
func serverBrief(c *service.RequestContext, s *compute.Server) api.Server {
	return api.Server{ID: s.ID, Name: s.Name, Links: links(c, "servers", s.ID)}
}

// serverDetail is all of a server, as example 2.14 has it: its own members, and those that extensions add to what is shown and listed.
func serverDetail(c *service.RequestContext, s *compute.Server) api.Server {
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
	v.Groups = s.SecurityGroups()
	v.Bandwidth, v.ImageSchedule = s.Bandwidth(c.Now), s.Schedule
	return v
}

// serverItself is what an update and a rebuild answer with (examples 2.17 and 2.33, and a Nova 26's server-rename and action-rebuild):
// of the extensions' members it has the disk configuration alone.
func serverItself(c *service.RequestContext, s *compute.Server) api.Server {
	v := serverBrief(c, s)
	v.Status = s.State.Status()
	if compute.ShowsProgress(v.Status) {
		v.Progress = &s.State.Progress
	}
	v.TenantID, v.UserID = c.Tenant, s.UserID
	v.Created, v.Updated = api.FormatTime(s.Created), api.FormatTime(s.Updated)
	v.AccessIPv4, v.AccessIPv6 = &s.AccessIPv4, &s.AccessIPv6
	v.DiskConfig = s.DiskConfig
	if s.Fault != nil && v.Status == "ERROR" {
		v.Fault = s.Fault.Document()
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
		host, v.Addresses = s.HostID, s.Networks.Document()
	}
	v.HostID = &host
	return v
}
