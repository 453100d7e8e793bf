package client

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

const instanceActionsSegment = "os-instance-actions"

// ListInstanceActions yields what was done to a server, the latest first, each as its JSON object came. An error ends it.
func (c *Client) ListInstanceActions(ctx context.Context, id string) iter.Seq2[jsontext.Value, error] {
	r := Request{Op: "list the events of server", Path: rest.Path("servers", id, instanceActionsSegment)}
	if err := checkID(r, id); err != nil {
		return func(yield func(jsontext.Value, error) bool) { yield(nil, err) }
	}
	return c.compute.Items(ctx, r, "instanceActions")
}

// failureOf returns what went wrong in the action on a server that the request with this id began: Nova's word for it, which is
// "Error", with the details where the microversion has them (2.84). It is empty while nothing has, and where the cloud keeps no
// such record: the guide's clouds have none.
func (c *Client) failureOf(ctx context.Context, server, requestID string) string {
	r := Request{
		Op: "get instance action", Path: rest.Path("servers", server, instanceActionsSegment, requestID),
		Policy: transport.Policy{NoRetry: true},
	}
	doc, err := c.compute.Document(ctx, r, "instanceAction")
	if err != nil {
		return ""
	}
	var action api.InstanceAction
	if _, err := api.Read(doc.Raw, &action); err != nil {
		return ""
	}
	for _, e := range action.Events {
		if e.Details.Value != "" {
			return c.redact.Text(action.Message.Value + ": " + e.Details.Value)
		}
	}
	return c.redact.Text(action.Message.Value)
}
