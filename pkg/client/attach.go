package client

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/states"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Attaching is a volume on its way to a server.
type Attaching struct {
	Document         // the attachment as the answer has it; where it has none, from microversion 2.101 on, what was asked for
	Server    string // their ids
	Volume    string
	RequestID string // the cloud's id of the request; "": its answers have none
}

// AttachVolume starts to attach a volume to a server (guide 2.4.1). Without a device, such as /dev/xvdb, the cloud chooses one. AttachingTarget
// waits for its end.
func (c *Client) AttachVolume(ctx context.Context, server, volume, device string) (Attaching, error) {
	at := Attaching{Server: server, Volume: volume}
	a := api.VolumeAttachment{VolumeID: volume, Device: api.Null[string]()}
	if device != "" {
		a.Device = api.Some(device)
	}
	r := Request{Op: "attach volume", Method: http.MethodPost, Path: rest.Path("servers", server, attachmentsSegment), Root: attachmentRoot, Body: a}
	if err := checkID(r, server); err != nil {
		return at, err
	}
	r.AnyAnswer = true
	resp, err := c.compute.Do(ctx, r)
	if err != nil {
		return at, err
	}
	at.RequestID = transport.RequestID(resp.Header)
	if resp.Status == http.StatusAccepted && len(resp.Raw) == 0 {
		at.Raw, err = json.Marshal(map[string]string{"id": volume, "serverId": server, "volumeId": volume}, json.Deterministic(true))
		return at, err
	}
	at.Document, err = resp.Created(attachmentRoot, "id", "volumeId")
	return at, err
}

// AttachingTarget is the end of attaching a volume to wait for: the attachment shows a device, and the block storage service, where the catalog
// has one, says that the server has the volume. A Nova of today shows the device in the answer to the request already, while the volume is
// reserved, and from microversion 2.101 on it may have no attachment yet (fact 71).
func (c *Client) AttachingTarget(a Attaching) wait.Target {
	g := wait.Idle("attached", states.StatusAttached)
	g.Also = func(ctx context.Context, s *wait.State) error {
		if s.Is(states.StatusAttached) {
			v, err := c.volumeOf(ctx, a.Volume)
			v.judge(s, a.Server)
			return err
		} else if a.RequestID != "" {
			c.noteFailure(ctx, a.Server, a.RequestID, s)
		}
		return nil
	}
	t := c.AttachmentTarget(a.Server, a.Volume, g)
	look, seen := t.Look, false
	t.Look = func(ctx context.Context) (wait.State, error) {
		s, err := look(ctx)
		if transport.IsNotFound(err) && !seen {
			return wait.State{ID: a.Volume, Status: states.StatusAttaching}, nil
		}
		seen = seen || err == nil
		return s, err
	}
	return t
}

// volume is what a wait reads of a volume.
type volume struct {
	Status      string      `json:"status"` // "": unknown
	Attachments []volumeUse `json:"attachments"`
}

// volumeUse is a server that has a volume.
type volumeUse struct {
	Server string `json:"server_id"`
}

// volumeOf reads a volume at the block storage service; where there is none, or it doesn't show this one, its status is "". A failure that passes
// is an error: the next look may see more.
func (c *Client) volumeOf(ctx context.Context, id string) (v volume, err error) {
	r := Request{Op: "get volume", Path: rest.Path("volumes", id), Policy: transport.Policy{NoRetry: true}}
	doc, err := c.Resources(ResourceType{Service: "volume"}).Document(ctx, r, "volume")
	if err == nil {
		_, _ = api.Read(doc.Raw, &v) // of an odd one nothing is known
	} else if _, passes := transport.Passes(err); passes {
		return v, err
	}
	return v, nil
}

// judge makes s, the state of an attachment that shows a device, what the volume says of it. Of an unknown volume the device's word counts.
func (v volume) judge(s *wait.State, server string) {
	switch {
	case v.Status == "" || slices.Contains(v.Attachments, volumeUse{server}):
	case strings.HasPrefix(v.Status, "error"):
		s.Status, s.Fault = wait.StatusError, &api.Fault{Message: "the volume is " + v.Status}
	default:
		s.TaskState = v.Status
	}
}
