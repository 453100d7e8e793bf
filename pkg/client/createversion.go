package client

import (
	"context"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// filesUntil is the microversion from which on a create takes no files to inject.
const filesUntil = 57

// createSince returns the microversion that the members of a create take, by Nova's version history up to 2.104; 0: any. Disks and networks with members
// of newer versions go to a cloud without versions as they are: it may have them as extensions.
func (c *Client) createSince(ctx context.Context, s api.ServerCreate) (since int, err error) {
	if s.NetworkPolicy == api.NoNetworks {
		since = networksFrom
	}
	since = max(since, sinceOf(s.Extra, map[string]int{
		"description": descriptionFrom, "tags": 52, "trusted_image_certificates": 63, "host": 74, "hypervisor_hostname": 74, "hostname": hostnameFrom,
	}))
	within := 0
	for _, n := range s.Networks {
		within = max(within, sinceOf(n.Extra, map[string]int{"tag": 42}))
	}
	for _, d := range s.BlockDevices {
		within = max(within, sinceOf(d.Extra, map[string]int{"tag": 42, "volume_type": 67}))
	}
	if within > since {
		base, err := c.BaseURL(ctx)
		if err != nil {
			return 0, err
		}
		if !ignoresMicroversions(base) {
			since = within
		}
	}
	if since >= filesUntil && len(s.Personality) > 0 {
		return 0, &transport.OptionError{Option: "file", Message: fmt.Sprintf(
			"files to inject went with 2.%d of the API, and something else that was asked for takes 2.%d: use user data instead", filesUntil, since)}
	}
	return since, nil
}

// sinceOf returns the newest microversion that the members of a JSON object take.
func sinceOf(object jsontext.Value, versions map[string]int) (since int) {
	var members map[string]jsontext.Value
	if len(object) == 0 || api.Unmarshal(object, &members) != nil {
		return 0
	}
	for name := range members {
		since = max(since, versions[name])
	}
	return since
}
