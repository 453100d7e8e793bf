package cinder

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// attach notes that something has the volume: a server that Nova knows nothing of it, or a host.
func attach(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	server, host := t.text("instance_uuid"), t.text("host_name")
	mode := t.text("mode")
	switch {
	case server == nil && host == nil:
		return nil, fault.BadRequest("Invalid input for field/attribute os-attach. Value: {'mountpoint': '%s'}. {'mountpoint': '%[1]s'} is not valid under any "+
			"of the given schemas", t.text("mountpoint"))
	case t.volume.Attached() || t.holder != nil:
		return nil, invalidVolume("volume is already attached and multiple attachments are not enabled")
	case t.status != "available" && t.status != "attaching":
		return nil, invalidVolume("Volume status must be available to reserve, but the status is %s.", t.status)
	case mode == nil:
		mode = "rw"
	}
	t.Members["attachments"] = []map[string]any{{
		"id": t.ID, "attachment_id": random.UUID(), "volume_id": t.ID, "server_id": server, "host_name": host, "device": t.text("mountpoint"),
		"attached_at": c.Now.Format(timeForm),
	}}
	m := metadataOf(t.Document)
	if m["readonly"] == nil {
		m["readonly"] = "False"
	}
	m["attached_mode"] = mode
	t.during("", time.Time{})
	return nil, nil
}

// text is a member that is a text; nil where it isn't there.
func (t *actedVolume) text(name string) any {
	if text, ok := t.given.Text(name); ok {
		return text
	}
	return nil
}

// detach ends what attach noted. What Nova has attached only Nova detaches; a volume that nothing has stays as it is.
func detach(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	if t.holder != nil {
		return nil, ofNova(t.holder.ID)
	}
	if id := t.text("attachment_id"); id != nil && t.volume.AttachmentID() != id {
		return nil, ofNova("")
	}
	delete(t.Members, "attachments")
	delete(metadataOf(t.Document), "attached_mode")
	if t.status != "attaching" {
		t.during("", time.Time{})
	}
	return nil, nil
}

// connect says how a host reaches the volume: by nothing that there is.
func connect(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	return map[string]any{"connection_info": map[string]any{
		"driver_volume_type": "fake", "data": map[string]any{"volume_id": t.ID, "access_mode": "rw", "discard": false, "encrypted": false},
	}}, nil
}

func disconnect(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	if t.holder != nil {
		return nil, ofNova(t.holder.ID)
	}
	return nil, nil
}
