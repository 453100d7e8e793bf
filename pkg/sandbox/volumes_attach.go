package sandbox

import (
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// attachVolume attaches a volume to a server (guide 2.4.1; 200 and not the guide's 202: state-rules.tsv). The answer has the device
// that was chosen; the attachment itself has it once it is made.
func attachVolume(c *requestContext) (*response, error) {
	doc, err := c.body.document()
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
	s, err := c.volumeServer()
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
	if err := c.claimVolume(strings.ToLower(id), s); err != nil {
		return nil, err
	}
	made := attachment{VolumeID: strings.ToLower(id), Device: device, Ready: c.after(attachTime)}
	if c.endsInError() != "" { // it never has its device, and is no more (Nova takes it back)
		made.Gone = made.Ready
	}
	s.Attachments = append(s.Attachments, made)
	c.record(s, attaching.event())
	if err := c.saveServer(s); err != nil {
		return nil, err
	}
	v := c.attachment(s, made)
	v.Device = api.Some(device)
	return ok(documentBody("volumeAttachment", v)), nil
}

// claimVolume gives a volume of the tenant's to a server, unless another one has it, or it itself.
func (c *requestContext) claimVolume(id string, s *server) error {
	known := func(v Volume) bool { return v.ID == id && v.Tenant == c.arg("tenant") }
	if !slices.ContainsFunc(c.tables.volumes, known) {
		return notFound("The resource could not be found.")
	}
	holder, _, err := c.volumeHolder(id)
	if err != nil {
		return err
	}
	if holder != nil {
		return badRequest("Invalid volume: status must be 'available'")
	}
	return c.tx.Put(volumeBucket, c.keyPrefix()+id, []byte(s.ID))
}

// volumeHolder is the server that has a volume, and the index of the volume among its attachments; nil where none has it.
func (c *requestContext) volumeHolder(id string) (*server, int, error) {
	last := string(c.tx.Get(volumeBucket, c.keyPrefix()+id))
	if last == "" {
		return nil, -1, nil
	}
	s, err := c.loadServer(last)
	if err != nil || s == nil || !s.Deleted.IsZero() {
		return nil, -1, err
	}
	i := s.Attachments.indexOf(id)
	if i < 0 {
		return nil, -1, nil
	}
	return s, i, nil
}

// detachVolume takes a volume from a server (guide 2.4.4). It stays in the list until that is done, and is not found then.
func detachVolume(c *requestContext) (*response, error) {
	s, a, err := c.findAttachment()
	if err != nil {
		return nil, err
	}
	if err := s.allow(detaching); err != nil {
		return nil, err
	}
	if a.Gone.IsZero() {
		if c.endsInError() == "" { // otherwise it stays attached
			a.Gone = c.after(detachTime)
		}
		c.record(s, detaching.event())
	}
	return accepted(), c.saveServer(s)
}

// after is the time when something is over that takes d at speed 1.
func (c *requestContext) after(d time.Duration) time.Time {
	return c.now.Add(time.Duration(float64(d) / c.cloud.speed))
}
