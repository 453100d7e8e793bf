package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// afterResize confirms or reverts the resizes that ended well, as --confirm and --check ask.
func afterResize(in app.Invocation, f *resizeFlags, b *verb.Batch) {
	if !f.ends() {
		return
	}
	var ended []int
	for i, r := range b.Accepted {
		if !r.Done {
			continue
		}
		if in.Cmd.Context().Err() != nil { // another server's check was interrupted: this one's is still to be made
			b.Errs = append(b.Errs, neverChecked(r))
			continue
		}
		if err := confirmOrRevert(in, f.check, r); err != nil {
			b.Failed(r.Name, err)
			var reverted *CheckError
			if !errors.As(err, &reverted) {
				continue
			}
		}
		ended = append(ended, i)
	}
	if in.Cmd.Context().Err() == nil {
		b.AwaitSome(ended, func(verb.Accepted) wait.Goal { return client.GoalRunning() })
	}
}

// neverChecked is the error for a server whose check never began: whether it may be confirmed nobody knows.
func neverChecked(r verb.Accepted) error {
	return &fail.OpError{
		Op: "resize server", Ref: r.Name,
		Err:    fmt.Errorf("interrupted before it was settled; it stays resized and unconfirmed: %w", context.Canceled),
		Advice: "look at it, then: novactl server confirm-resize " + r.ID + " (or revert-resize)",
	}
}

// confirmOrRevert checks a resized server and confirms or reverts its resize. That of a server which has confirmed itself meanwhile, or that the cloud
// resized without asking, stays whatever the check says.
func confirmOrRevert(in app.Invocation, command string, r verb.Accepted) error {
	ctx := in.Cmd.Context()
	server, err := verb.Read[api.Server](in.App.Streams, "server "+r.ID, r.Doc)
	if err != nil {
		return err
	}
	isOpen := server.Status == "VERIFY_RESIZE"
	if command != "" {
		err = in.App.Shell(ctx, command,
			"NOVACTL_SERVER_ID="+server.ID, "NOVACTL_SERVER_NAME="+server.Name, "NOVACTL_SERVER_ADDRESS="+reach(&server))
	}
	switch {
	case err == nil && isOpen:
		return confirm(ctx, in.Client, r)
	case err == nil:
		return nil
	case !isOpen && ctx.Err() != nil:
		return fmt.Errorf("interrupted in the check; the resize stays: the cloud has confirmed it already: %w", context.Canceled)
	case !isOpen:
		return &CheckError{Err: err, Kept: true}
	}
	// The check may have ended because the user interrupted it: the server must not stay half-way all the same.
	if undo := in.Client.RevertResize(context.WithoutCancel(ctx), r.ID); undo != nil {
		return fmt.Errorf("the check failed (%w), and so did the revert: %w", err, undo)
	}
	if ctx.Err() != nil {
		return fmt.Errorf("interrupted in the check; the resize is being reverted: %w", context.Canceled)
	}
	return &CheckError{Err: err}
}

// confirm confirms a resize. That the cloud has done so since the last look is no failure.
func confirm(ctx context.Context, c *client.Client, r verb.Accepted) error {
	err := c.ConfirmResize(ctx, r.ID)
	if transport.Status(err) != http.StatusConflict {
		return err
	}
	now, failed := c.GetServer(ctx, r.ID)
	before, _ := api.Member(r.Doc, "flavor")
	after, _ := api.Member(now.Raw, "flavor")
	status, _ := api.Member(now.Raw, "status")
	if failed == nil && after != nil && bytes.Equal(before, after) && (string(status) == `"ACTIVE"` || string(status) == `"SHUTOFF"`) {
		return nil
	}
	return err
}

// CheckError is a check of a resized server that didn't pass, so that the resize was reverted, as was asked for.
type CheckError struct {
	Err  error
	Kept bool // it couldn't be reverted any more
}

// Error returns what became of the server, and why.
func (e *CheckError) Error() string {
	if e.Kept {
		return "the check failed, and the resize stays: the cloud has confirmed it already: " + e.Err.Error()
	}
	return "the check failed, and the resize is reverted: " + e.Err.Error()
}

// Unwrap returns why the check failed.
func (e *CheckError) Unwrap() error { return e.Err }

// Kind returns failed.
func (e *CheckError) Kind() string { return "failed" }
