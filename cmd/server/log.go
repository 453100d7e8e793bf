package server

import (
	"context"
	"strings"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// actionLog is Nova's os-instance-actions: who was killed in the middle sees there what was done.
var actionLog = &verb.ActionLog{
	Last: func(ctx context.Context, c *client.Client, id string) (string, error) {
		for doc, err := range c.ListInstanceActions(ctx, id) {
			if err != nil {
				return "", err
			}
			var a api.InstanceAction
			_, err := api.Read(doc, &a)
			return a.RequestID, err
		}
		return "", nil
	},
	Since: func(ctx context.Context, c *client.Client, id, verb, before string) (bool, error) {
		for doc, err := range c.ListInstanceActions(ctx, id) {
			if err != nil {
				return false, err
			}
			var a api.InstanceAction
			if _, err := api.Read(doc, &a); err != nil {
				return false, err
			}
			if before != "" && a.RequestID == before {
				break
			}
			if strings.EqualFold(a.Action, recordedAs(verb)) {
				return true, nil
			}
		}
		return false, nil
	},
}

// recordedAs is Nova's word for a verb: confirmResize.
func recordedAs(verb string) string {
	if verb == "password" {
		return "changePassword"
	}
	return strings.ReplaceAll(verb, "-", "")
}
