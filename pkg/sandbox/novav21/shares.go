package novav21

import (
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Shares of file systems. The sandbox has no service that makes them: each UUID is taken for one (fact 86).

func shareValues(c *service.RequestContext, s *compute.Server, i int) object {
	share := s.Shares[i]
	status := "inactive"
	switch {
	case !share.Gone.IsZero():
		status = "detaching"
	case share.Ready.After(c.Now):
		status = "attaching"
	case s.State.VM == "active":
		status = "active"
	}
	v := object{"share_id": share.VolumeID, "status": status, "tag": share.Tag, "export_location": view.Absent{}, "uuid": view.Absent{}}
	if c.Account.Admin {
		v["export_location"], v["uuid"] = "192.0.2.10:/shares/"+share.VolumeID, tables.DerivedID("share/"+share.VolumeID+s.ID)
	}
	return v
}

func listShares(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	return view.List(c, "shares", otherMembers()["share"], len(s.Shares), func(i int) object { return shareValues(c, s, i) })
}

func noShare(c *service.RequestContext) error {
	return notFound("Share " + c.Arg("share") + " could not be found.")
}

func showShare(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	i := s.Shares.IndexOf(c.Arg("share"))
	if i < 0 {
		return nil, noShare(c)
	}
	return show(c, "share", "share", shareValues(c, s, i))
}

// whileStopped refuses what a server must be off for, in Nova's words.
func whileStopped(s *compute.Server, what string) error {
	if s.State.VM == "stopped" {
		return nil
	}
	return fault.Conflict("Cannot '%s share' instance %s while it is in vm_state %s", what, s.ID, s.State.VM)
}

func attachShare(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	members, err := view.MembersOf(c, "share")
	if err != nil {
		return nil, err
	}
	share := compute.Attachment{Ready: c.After(compute.AttachTime)}
	share.VolumeID, _ = members.Text("share_id")
	if share.Tag, _ = members.Text("tag"); share.Tag == "" {
		share.Tag = share.VolumeID
	}
	if err := whileStopped(s, "create"); err != nil {
		return nil, err
	}
	for _, other := range s.Shares {
		if other.VolumeID == share.VolumeID || other.Tag == share.Tag {
			return nil, fault.Conflict("Share '%s' or tag '%s' already associated to this server.", share.VolumeID, share.Tag)
		}
	}
	s.Shares = append(s.Shares, share)
	a, err := view.Answer(c, http.StatusCreated, "share", otherMembers()["share"], shareValues(c, s, len(s.Shares)-1), view.Mode{})
	if err != nil {
		return nil, err
	}
	return a, c.SaveServer(s)
}

func detachShare(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	i := s.Shares.IndexOf(c.Arg("share"))
	switch err := whileStopped(s, "delete"); {
	case err != nil:
		return nil, err
	case i < 0:
		return nil, noShare(c)
	case s.Shares[i].Gone.IsZero():
		s.Shares[i].Gone = c.After(compute.DetachTime)
	}
	return &web.Response{Status: http.StatusOK}, c.SaveServer(s)
}
