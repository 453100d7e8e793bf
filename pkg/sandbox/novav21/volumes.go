package novav21

import (
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

func listAttachments(c *service.RequestContext) (*web.Response, error) {
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	return view.List(c, "volumeAttachments", otherMembers()["attachment"], len(s.Attachments), func(i int) object { return attachmentValues(s, s.Attachments[i]) })
}

func showAttachment(c *service.RequestContext) (*web.Response, error) {
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	i := s.Attachments.IndexOf(c.Arg("attachment"))
	if i < 0 {
		return nil, notFound("Instance " + s.ID + " is not attached to volume " + c.Arg("attachment"))
	}
	return show(c, "volumeAttachment", "attachment", attachmentValues(s, s.Attachments[i]))
}

// attachVolume is v2's, with what the version has besides: a tag, and whether the volume goes with the server. 2.101 answers before a device
// is chosen.
func attachVolume(c *service.RequestContext) (*web.Response, error) {
	members, err := view.MembersOf(c, "volumeAttachment")
	if err != nil {
		return nil, err
	}
	if _, err := findServer(c); err != nil {
		return nil, err
	}
	if _, err := nova.AttachVolume(c); err != nil {
		return nil, err
	}
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	a := &s.Attachments[len(s.Attachments)-1]
	a.Tag, _ = members.Text("tag")
	a.Deleted = isTrue(members["delete_on_termination"])
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	if c.Minor >= 101 {
		return web.Accepted(), nil
	}
	return show(c, "volumeAttachment", "attachment", attachmentValues(s, *a))
}

// changeAttachment says, from 2.85 on, whether a volume goes with its server. To put another volume in its place is the administrator's, and not done here.
func changeAttachment(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	if c.Minor < 85 && !c.Account.Admin {
		return nil, forbidden("os_compute_api:os-volumes-attachments:swap")
	}
	members, err := view.MembersOf(c, "volumeAttachment")
	if err != nil {
		return nil, err
	}
	i := s.Attachments.IndexOf(c.Arg("attachment"))
	switch volume, _ := members.Text("volumeId"); {
	case i < 0:
		return nil, notFound("No volume Block Device Mapping with id " + c.Arg("attachment") + ".")
	case volume != c.Arg("attachment"):
		return nil, forbidden("os_compute_api:os-volumes-attachments:swap")
	}
	if members.Has("delete_on_termination") {
		s.Attachments[i].Deleted = isTrue(members["delete_on_termination"])
	}
	return web.Accepted(), c.SaveServer(s)
}
