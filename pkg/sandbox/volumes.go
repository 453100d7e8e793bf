package sandbox

import (
	"github.com/novactl/novactl/pkg/api"
)

// volumeServer finds the server of the path. Compute's volume extension says no more of one that isn't there.
func volumeServer(c *requestContext) (*server, error) {
	return c.FindServer(c.Arg("id"), "The resource could not be found.")
}

// listAttachments lists a server's volumes (guide 2.4.2).
func listAttachments(c *requestContext) (*response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	items := []api.VolumeAttachment{}
	for _, a := range s.Attachments {
		items = append(items, s.AttachmentDocument(a, c.Now))
	}
	return ok(listBody("volumeAttachments", items, nil)), nil
}

// findAttachment finds the attachment that the path names.
func findAttachment(c *requestContext) (*server, *attachment, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, nil, err
	}
	i := s.Attachments.indexOf(c.Arg("attachment"))
	if i < 0 {
		return nil, nil, notFound("The resource could not be found.")
	}
	return s, &s.Attachments[i], nil
}

// showAttachment answers with one of a server's volumes (guide 2.4.3).
func showAttachment(c *requestContext) (*response, error) {
	s, a, err := findAttachment(c)
	if err != nil {
		return nil, err
	}
	return ok(documentBody("volumeAttachment", s.AttachmentDocument(*a, c.Now))), nil
}
