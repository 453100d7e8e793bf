package client

import (
	"context"
	"fmt"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/transport"
)

// createSince returns the microversion that a create takes; 0: any. Disks and networks with members of newer versions go to a cloud without versions as
// they are: it may have them as extensions.
func (c *Client) createSince(ctx context.Context, s api.ServerCreate) (int, error) {
	since, within := microversion.OfCreate(s)
	if within > since {
		base, err := c.BaseURL(ctx)
		if err != nil {
			return 0, err
		}
		if !microversion.IgnoredAt(base) {
			since = within
		}
	}
	if since >= microversion.NoFiles && len(s.Personality) > 0 {
		return 0, &transport.OptionError{Option: "file", Message: fmt.Sprintf(
			"files to inject went with %s of the API, and something else that was asked for takes %s: use user data instead",
			microversion.Text(microversion.NoFiles), microversion.Text(since))}
	}
	return since, nil
}
