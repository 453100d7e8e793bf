package client

import (
	"context"

	"github.com/novactl/novactl/pkg/api"
)

// AddSecurityGroup puts a server under a security group, by its name or id. It is done at once. A group that isn't there is a 404, as
// a server is; one that the server has already is a 400 (both seen on a Nova 26).
func (c *Client) AddSecurityGroup(ctx context.Context, id, group string) error {
	return c.start(ctx, "add security group", id, "addSecurityGroup", api.SecurityGroupAction{Name: group})
}

// RemoveSecurityGroup takes a server from under a security group, by its name or id. It is done at once. A group that isn't there, or
// that the server doesn't have, is a 404.
func (c *Client) RemoveSecurityGroup(ctx context.Context, id, group string) error {
	return c.start(ctx, "remove security group", id, "removeSecurityGroup", api.SecurityGroupAction{Name: group})
}
