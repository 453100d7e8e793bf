package nova

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// volumeServer finds the server of the path. Compute's volume extension says no more of one that isn't there.
func volumeServer(c *service.RequestContext) (*compute.Server, error) {
	return c.FindServer(c.Arg("id"), "The resource could not be found.")
}

// listAttachments lists a server's volumes (guide 2.4.2).
func listAttachments(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	items := []api.VolumeAttachment{}
	for _, a := range s.Attachments {
		items = append(items, s.AttachmentDocument(a, c.Now))
	}
	return web.OK(web.List("volumeAttachments", items, nil)), nil
}

// findAttachment finds the attachment that the path names.
func findAttachment(c *service.RequestContext) (*compute.Server, *compute.Attachment, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, nil, err
	}
	i := s.Attachments.IndexOf(c.Arg("attachment"))
	if i < 0 {
		return nil, nil, fault.NotFound("The resource could not be found.")
	}
	return s, &s.Attachments[i], nil
}

// showAttachment answers with one of a server's volumes (guide 2.4.3).
func showAttachment(c *service.RequestContext) (*web.Response, error) {
	s, a, err := findAttachment(c)
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("volumeAttachment", s.AttachmentDocument(*a, c.Now))), nil
}
