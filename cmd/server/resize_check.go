package server

import (
	"context"
	"errors"
	"fmt"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// afterResize confirms or reverts the resizes that ended well, as --confirm and --check ask.
func afterResize(call verb.Call, b *verb.Batch[api.Server]) {
	command, _ := call.Cmd.Flags().GetString("check")
	confirm, _ := call.Cmd.Flags().GetBool("confirm")
	if command == "" && !confirm {
		return
	}
	var settling []int
	for i, r := range b.Accepted {
		if !r.Done {
			continue
		}
		if err := settle(call, command, r); err != nil {
			b.Failed(r.Name, err)
			var reverted *verb.CheckError
			if !errors.As(err, &reverted) {
				continue
			}
		}
		settling = append(settling, i)
	}
	b.WaitFor(settling, func(verb.Accepted) client.Goal { return client.GoalRunning() })
}

// settle checks a resized server and confirms or reverts its resize. A server that has confirmed itself meanwhile, or that the cloud
// resized without asking, is left as it is.
func settle(call verb.Call, command string, r verb.Accepted) error {
	ctx := call.Cmd.Context()
	server, err := verb.Decode[api.Server](r.Doc)
	if err != nil || server.Status != "VERIFY_RESIZE" {
		return err
	}
	if command == "" {
		return call.Client.ConfirmResize(ctx, r.ID)
	}
	err = call.App.Shell(ctx, command,
		"NOVACTL_SERVER_ID="+server.ID, "NOVACTL_SERVER_NAME="+server.Name, "NOVACTL_SERVER_ADDRESS="+address(server))
	if err == nil {
		return call.Client.ConfirmResize(ctx, r.ID)
	}
	// The check may have ended because the user interrupted it: the server must not stay half-way all the same.
	if undo := call.Client.RevertResize(context.WithoutCancel(ctx), r.ID); undo != nil {
		return fmt.Errorf("the check failed (%w), and so did the revert: %w", err, undo)
	}
	return &verb.CheckError{Err: err}
}

// address is where a server answers: its access address, or else its first public one, or any.
func address(s api.Server) string {
	if text := verb.Text(s.AccessIPv4); text != "" {
		return text
	}
	if text := verb.Text(s.AccessIPv6); text != "" {
		return text
	}
	for _, a := range s.Addresses.Get("public") {
		return a.Addr
	}
	for _, n := range s.Addresses {
		for _, a := range n.Addresses {
			return a.Addr
		}
	}
	return ""
}
