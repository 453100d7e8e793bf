package client

import (
	"context"
	"iter"
	"maps"
	"net/http"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/internal/states"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

const (
	attachmentsSegment = "os-volume_attachments"
	attachmentRoot     = "volumeAttachment"
	attachmentsRoot    = "volumeAttachments"
)

// ListVolumeAttachments yields the attachments of a server, each as its JSON object came (guide 2.4.2). An error ends it.
func (c *Client) ListVolumeAttachments(ctx context.Context, server string) iter.Seq2[jsontext.Value, error] {
	r := attachmentsOf(server)
	if err := checkID(r, server); err != nil {
		return func(yield func(jsontext.Value, error) bool) { yield(nil, err) }
	}
	return c.compute.Items(ctx, r, attachmentsRoot)
}

func attachmentsOf(server string) Request {
	return Request{Op: "list volume attachments", Path: rest.Path("servers", server, attachmentsSegment)}
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

// AttachmentTarget is an attachment of a server to wait for. Several of one server are looked at with one list.
func (c *Client) AttachmentTarget(server, attachment string, g wait.Goal) wait.Target {
	look := func(ctx context.Context) (wait.State, error) {
		d, err := c.getAttachment(ctx, server, attachment, transport.Policy{NoRetry: true})
		if err != nil {
			return wait.State{}, err
		}
		return readState(d, "get attachment", states.Attachment)
	}
	return wait.Target{Kind: "attachment", ID: attachment, Name: attachment, Parent: server, Goal: g, Look: look, List: attachments{c, server}}
}

// attachments are those of a server, for a wait.
type attachments struct {
	client *Client
	server string
}

// States reads the list, which tells no times: see wait.Lister.
func (a attachments) States(ctx context.Context, ids map[string]bool, _ time.Time) (map[string]wait.State, error) {
	r := attachmentsOf(a.server)
	r.Policy.NoRetry = true
	found := map[string]wait.State{}
	for item, err := range a.client.compute.Items(ctx, r, attachmentsRoot) {
		if err != nil {
			return nil, err
		}
		s, err := readState(Document{Raw: item.Clone()}, r.Op, states.Attachment)
		if err != nil {
			return nil, err
		}
		if ids[s.ID] {
			s.Name = s.ID
			found[s.ID] = s
		}
	}
	return found, nil
}

// Lacks reads the list again: see wait.Lister.
func (a attachments) Lacks(ctx context.Context, ids map[string]bool) (map[string]bool, error) {
	found, err := a.States(ctx, ids, time.Time{})
	if err != nil {
		return nil, err
	}
	lacks := maps.Clone(ids)
	maps.DeleteFunc(lacks, func(id string, _ bool) bool { return found[id].ID != "" })
	return lacks, nil
}
