package nova

import (
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// AttachVolume attaches a volume to a server (guide 2.4.1; 200 and not the guide's 202: state-rules.tsv). The answer has the device
// that was chosen; the attachment itself has it once it is made.
func AttachVolume(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, isObject := document.ObjectOf(doc["volumeAttachment"])
	if !isObject {
		return nil, fault.Unprocessable()
	}
	id := members.TextOrNumber("volumeId")
	if !random.IsUUID(id) {
		return nil, fault.BadRequest("Bad volumeId format: volumeId is not in proper format (%s)", id)
	}
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	if err := s.Allow(compute.Attaching); err != nil {
		return nil, err
	}
	device, err := s.Attachments.Device(members.TextOrNumber("device"))
	if err != nil {
		return nil, err
	}
	if err := c.ClaimVolume(strings.ToLower(id), s); err != nil {
		return nil, err
	}
	made := compute.Attachment{VolumeID: strings.ToLower(id), Device: device, Ready: c.After(compute.AttachTime)}
	if c.Failure != "" { // it never has its device, and is no more (Nova takes it back)
		made.Gone = made.Ready
	}
	s.Attachments = append(s.Attachments, made)
	c.RecordEvent(s, compute.Attaching.Event())
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	v := s.AttachmentDocument(made, c.Now)
	v.Device = api.Some(device)
	return web.OK(web.Document("volumeAttachment", v)), nil
}

// detachVolume takes a volume from a server (guide 2.4.4). It stays in the list until that is done, and is not found then.
func detachVolume(c *service.RequestContext) (*web.Response, error) {
	s, a, err := findAttachment(c)
	if err != nil {
		return nil, err
	}
	if err := s.Allow(compute.Detaching); err != nil {
		return nil, err
	}
	if a.Gone.IsZero() {
		if c.Failure == "" { // otherwise it stays attached
			a.Gone = c.After(compute.DetachTime)
		}
		c.RecordEvent(s, compute.Detaching.Event())
	}
	return web.Accepted(), c.SaveServer(s)
}
