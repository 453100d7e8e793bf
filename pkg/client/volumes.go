package client

import (
	"context"
	"iter"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

const (
	attachmentsSegment = "os-volume_attachments"
	attachmentRoot     = "volumeAttachment"
)

// AttachVolume starts to attach a volume to a server, and returns the attachment (guide 2.4.1). Without a device, such as
// /dev/xvdb, the cloud chooses one. It is done when the attachment shows a device: see GoalAttached.
func (c *Client) AttachVolume(ctx context.Context, server, volume, device string) (Document, error) {
	a := api.VolumeAttachment{VolumeID: volume, Device: api.Null[string]()}
	if device != "" {
		a.Device = api.Some(device)
	}
	r := Request{Op: "attach volume", Method: http.MethodPost, Path: rest.Path("servers", server, attachmentsSegment), Root: attachmentRoot, Body: a}
	if err := checkID(r, server); err != nil {
		return Document{}, err
	}
	return c.compute.Created(ctx, r, attachmentRoot, "id", "volumeId")
}

// ListVolumeAttachments yields the attachments of a server, each as its JSON object came (guide 2.4.2). An error ends it.
func (c *Client) ListVolumeAttachments(ctx context.Context, server string) iter.Seq2[jsontext.Value, error] {
	r := Request{Op: "list volume attachments", Path: rest.Path("servers", server, attachmentsSegment)}
	if err := checkID(r, server); err != nil {
		return func(yield func(jsontext.Value, error) bool) { yield(nil, err) }
	}
	return c.compute.Items(ctx, r, "volumeAttachments")
}

// GetVolumeAttachment returns an attachment of a server by its id, which is the volume's (guide 2.4.3).
func (c *Client) GetVolumeAttachment(ctx context.Context, server, attachment string) (Document, error) {
	return c.getAttachment(ctx, server, attachment, transport.Policy{})
}

func (c *Client) getAttachment(ctx context.Context, server, attachment string, p transport.Policy) (Document, error) {
	r := Request{Op: "get volume attachment", Path: rest.Path("servers", server, attachmentsSegment, attachment), Policy: p}
	if err := checkID(r, server, attachment); err != nil {
		return Document{}, err
	}
	return c.compute.Document(ctx, r, attachmentRoot)
}

// DetachVolume starts to detach a volume from a server (guide 2.4.4), and returns the id that the cloud gave the request, empty
// where it names none. It is done when a GET of the attachment answers 404: see GoalDetached.
func (c *Client) DetachVolume(ctx context.Context, server, attachment string) (requestID string, err error) {
	r := Request{Op: "detach volume", Method: http.MethodDelete, Path: rest.Path("servers", server, attachmentsSegment, attachment)}
	if err := checkID(r, server, attachment); err != nil {
		return "", err
	}
	header, err := c.compute.Accepted(ctx, r)
	return transport.RequestID(header), err
}

// AttachmentTarget is an attachment of a server to wait for. Attachments are looked at one by one.
func (c *Client) AttachmentTarget(server, attachment string, g wait.Goal) wait.Target {
	look := func(ctx context.Context) (wait.State, error) {
		d, err := c.getAttachment(ctx, server, attachment, transport.Policy{NoRetry: true})
		if err != nil {
			return wait.State{}, err
		}
		return readState(d, "get attachment", attachmentState)
	}
	return wait.Target{Kind: "attachment", ID: attachment, Name: attachment, Parent: server, Goal: g, Look: look}
}
