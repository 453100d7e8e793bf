package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A server refuses an action that its state doesn't allow with 409, always as conflictingRequest (fact 8): IsConflict.
// Actions are POSTs, so none is sent twice.

// ChangePassword sets a server's administrator password (guide 2.3.1). One that the server's own rules find too simple may
// end in ERROR. It is done at GoalRunning.
func (c *Client) ChangePassword(ctx context.Context, id, password string) error {
	return c.start(ctx, "change password", id, "changePassword", api.ChangePassword{AdminPass: password})
}

// RebootType is how a server is restarted (guide 2.3.2).
type RebootType string

// The ways to reboot: the operating system is asked to restart, or the power is cut and comes back.
const (
	SoftReboot RebootType = "SOFT"
	HardReboot RebootType = "HARD"
)

// Reboot restarts a server (guide 2.3.2). It is done at GoalRunning.
func (c *Client) Reboot(ctx context.Context, id string, t RebootType) error {
	return c.start(ctx, "reboot server", id, "reboot", api.Reboot{Type: string(t)})
}

// Rebuild starts to make a server anew from an image (guide 2.3.3). The document is the server as the answer has it, with
// the adminPass that nobody tells again (fact 14). It is done at GoalRunning.
func (c *Client) Rebuild(ctx context.Context, id string, b api.Rebuild) (Document, error) {
	resp, err := c.act(ctx, "rebuild server", id, "rebuild", b)
	if err != nil {
		return Document{}, err
	}
	return resp.Created(serverRoot, "id")
}

// Resize starts to give a server another flavor (guide 2.3.4), and returns the id that the cloud gave the request, empty where it names none. It is
// done at GoalResized.
func (c *Client) Resize(ctx context.Context, id string, r api.Resize) (requestID string, err error) {
	request := action("resize server", id, "resize", r)
	if err := checkID(request, id); err != nil {
		return "", err
	}
	header, err := c.compute.Accepted(ctx, request)
	return transport.RequestID(header), err
}

// ConfirmResize keeps the new flavor: the original server is removed (guide 2.3.5). It is done at GoalRunning.
func (c *Client) ConfirmResize(ctx context.Context, id string) error {
	return c.start(ctx, "confirm resize", id, "confirmResize", nothing())
}

// RevertResize gives a server back its old flavor (guide 2.3.6). It is done at GoalRunning.
func (c *Client) RevertResize(ctx context.Context, id string) error {
	return c.start(ctx, "revert resize", id, "revertResize", nothing())
}

// Rescue starts to boot a server from a rescue image, and returns the password there, which nobody tells again (guide
// 2.3.7, 3.4); it is empty where the cloud makes none. It is done at GoalStatus("RESCUE").
func (c *Client) Rescue(ctx context.Context, id string, r api.Rescue) (adminPass string, err error) {
	var body any = r
	if r.AdminPass == "" && r.ImageRef == "" && len(r.Extra) == 0 {
		body = nothing() // as guide 3.4 has it; 2.3.7 has "none" (fact 34)
	}
	resp, err := c.act(ctx, "rescue server", id, "rescue", body)
	if err != nil {
		return "", err
	}
	if kind := resp.JSON.Kind(); len(resp.JSON) > 0 && kind != '{' {
		return "", resp.Garbled(&transport.AnswerError{Message: "it is no object"})
	}
	return resp.Text("adminPass"), nil
}

// Unrescue takes a server out of rescue mode (guide 2.3.8). It is done at GoalRunning.
func (c *Client) Unrescue(ctx context.Context, id string) error {
	return c.start(ctx, "unrescue server", id, "unrescue", nothing())
}

// CreateImage starts to make an image of a server, and returns the image's id (guide 2.3.9). Of the Location that the
// cloud answers with, only the last segment is sure (fact 28); from microversion 2.45 on the body has the id. It is done
// at GoalImageActive.
func (c *Client) CreateImage(ctx context.Context, id string, i api.CreateImage) (imageID string, err error) {
	return c.makeImage(ctx, action("create image", id, "createImage", i), id, false)
}

// BackUp starts to make an image of a server, as CreateImage does, and deletes older ones of its type: the members are name, backup_type and
// rotation. With a rotation of 0 no image is left, and below 2.45 no id is told.
func (c *Client) BackUp(ctx context.Context, id string, members map[string]any) (imageID string, err error) {
	return c.makeImage(ctx, action("back up server", id, "createBackup", members), id, members["rotation"] == 0)
}

// makeImage sends an action that makes an image, and finds out its id, of which nothing is said where no image is left.
func (c *Client) makeImage(ctx context.Context, r Request, id string, leavesNone bool) (imageID string, err error) {
	r.AnyAnswer = true
	if err := checkID(r, id); err != nil {
		return "", err
	}
	resp, err := c.compute.Do(ctx, r)
	if err != nil {
		return "", err
	}
	if imageID = resp.Text("image_id"); imageID != "" || leavesNone && len(resp.Raw) == 0 {
		return imageID, nil
	}
	u, err := url.Parse(resp.Header.Get("Location"))
	if err == nil {
		path := transport.Segments(u)
		if n := len(path); n > 0 && path[n-1] != "images" {
			return path[n-1], nil
		}
	}
	return "", resp.Garbled(errors.New("it does not tell the image's id"))
}

// start sends an action whose answer has nothing to say.
func (c *Client) start(ctx context.Context, op, id, name string, body any) error {
	return c.startRequest(ctx, action(op, id, name, body), id)
}

func (c *Client) startRequest(ctx context.Context, r Request, id string) error {
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.compute.Send(ctx, r)
}

// act sends an action whose answer is a document.
func (c *Client) act(ctx context.Context, op, id, name string, body any) (*Response, error) {
	r := action(op, id, name, body)
	if err := checkID(r, id); err != nil {
		return nil, err
	}
	return c.compute.Do(ctx, r)
}

// action is the request for an action (guide 2.3).
func action(op, id, name string, body any) Request {
	return Request{Op: op, Method: http.MethodPost, Path: rest.Path("servers", id, "action"), Root: name, Body: body}
}

// nothing is the body of an action that says no more than its name: null, in XML an empty element.
func nothing() jsontext.Value { return jsontext.Value("null") }
