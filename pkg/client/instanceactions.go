package client

import (
	"context"
	"fmt"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
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
// "Error", with the details that administrators are told from 2.84 on, or the step that failed (fact 120). It is empty while nothing
// has, and where the cloud keeps no such record: the guide's clouds have none.
func (c *Client) failureOf(ctx context.Context, server, requestID string) string {
	var action api.InstanceAction
	for _, since := range [...]int{eventDetails, 0} {
		r := Request{
			Op: "get instance action", Path: rest.Path("servers", server, instanceActionsSegment, requestID), Since: since,
			Policy: transport.Policy{NoRetry: true},
		}
		doc, err := c.compute.Document(ctx, r, "instanceAction")
		if err != nil {
			continue
		}
		if _, err := api.Read(doc.Raw, &action); err != nil {
			return ""
		}
		break
	}
	what := action.Message.Value
	for _, e := range action.Events {
		switch {
		case e.Details.Value != "":
			return c.redact.Text(action.Message.Value + ": " + e.Details.Value)
		case e.Result.Value == "Error" && what == action.Message.Value: // the step within the others comes first
			what += " in " + e.Event
		}
	}
	return c.redact.Text(what)
}

// eventDetails is the microversion from which on the events of an action say why one failed, to administrators.
const eventDetails = 84

// actionRecord is what Nova keeps of an action on a server, and of what followed.
type actionRecord struct {
	failed              bool
	confirmed, reverted bool // it was a resize that somebody, or the cloud itself, confirmed or reverted since
}

// recordOf returns what Nova keeps of the action that the request with this id began; nothing where the cloud keeps no such record.
func (c *Client) recordOf(ctx context.Context, server, requestID string) (a actionRecord) {
	r := Request{Op: "list the events of server", Path: rest.Path("servers", server, instanceActionsSegment), Policy: transport.Policy{NoRetry: true}}
	for raw, err := range c.compute.Items(ctx, r, "instanceActions") {
		var action api.InstanceAction
		if err == nil {
			_, err = api.Read(raw, &action)
		}
		switch {
		case err != nil:
			return actionRecord{}
		case action.RequestID == requestID:
			a.failed = action.Message.Value != ""
			return a
		}
		a.confirmed = a.confirmed || action.Action == "confirmResize" // the latest come first
		a.reverted = a.reverted || action.Action == "revertResize"
	}
	return actionRecord{}
}

// byRecord makes g ask Nova's record of the request with this id about a server at rest that isn't as g wants it: why it failed and, where the server
// itself doesn't tell, whether a resize has been confirmed. Without an id it is g.
func (c *Client) byRecord(g wait.Goal, server, requestID string, tells func(wait.State) bool) *wait.Goal {
	if requestID == "" {
		return &g
	}
	var record actionRecord // at the latest look
	var reason string
	done, fellBack := g.Done, g.FellBack
	g.Also = func(ctx context.Context, s *wait.State) error {
		record, reason = actionRecord{}, ""
		if is, _ := done(*s); !is && s.AtRest() && s.TaskState == "" {
			record = c.recordOf(ctx, server, requestID)
		}
		if record.failed {
			reason = c.failureOf(ctx, server, requestID)
		}
		return nil
	}
	g.Done = func(s wait.State) (bool, error) {
		is, err := done(s)
		return is || record.confirmed && !record.reverted && !tells(s), err
	}
	g.FellBack = func(s wait.State) error {
		err := fellBack(s)
		if err != nil && reason != "" {
			err = fmt.Errorf("%w; the cloud says of request %s: %s", err, requestID, reason)
		}
		return err
	}
	return &g
}
