package sandbox

import (
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// attachVolume attaches a volume to a server (guide 2.4.1; 200 and not the guide's 202: state-rules.tsv). The answer has the device
// that was chosen; the attachment itself has it once it is made.
func attachVolume(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["volumeAttachment"])
	if !isObject {
		return nil, unprocessable()
	}
	id := members.textOrNumber("volumeId")
	if !isUUID(id) {
		return nil, badRequest("Bad volumeId format: volumeId is not in proper format (%s)", id)
	}
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	if err := s.allow(attaching); err != nil {
		return nil, err
	}
	device, err := s.Attachments.device(members.textOrNumber("device"))
	if err != nil {
		return nil, err
	}
	if err := c.ClaimVolume(strings.ToLower(id), s); err != nil {
		return nil, err
	}
	made := attachment{VolumeID: strings.ToLower(id), Device: device, Ready: c.After(attachTime)}
	if c.Failure != "" { // it never has its device, and is no more (Nova takes it back)
		made.Gone = made.Ready
	}
	s.Attachments = append(s.Attachments, made)
	c.RecordEvent(s, attaching.event())
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	v := s.AttachmentDocument(made, c.Now)
	v.Device = api.Some(device)
	return ok(documentBody("volumeAttachment", v)), nil
}

// detachVolume takes a volume from a server (guide 2.4.4). It stays in the list until that is done, and is not found then.
func detachVolume(c *requestContext) (*response, error) {
	s, a, err := findAttachment(c)
	if err != nil {
		return nil, err
	}
	if err := s.allow(detaching); err != nil {
		return nil, err
	}
	if a.Gone.IsZero() {
		if c.Failure == "" { // otherwise it stays attached
			a.Gone = c.After(detachTime)
		}
		c.RecordEvent(s, detaching.event())
	}
	return accepted(), c.SaveServer(s)
}
