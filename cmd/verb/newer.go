package verb

import (
	"context"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Want asks, for what o prints, for the members of its columns that only newer microversions have.
func (n Noun) Want(c *client.Client, o output.Options) { n.want(c, o, 0) }

// want asks for the members of the columns that o names, and of others up to a microversion. JSON and its like stay documents of the base: what programs
// read doesn't change with a cloud's next release.
func (n Noun) want(c *client.Client, o output.Options, upTo int) {
	var members []string
	for _, column := range n.View.Any().Newer(o) {
		upTo = max(upTo, column.Since)
		members = append(members, strings.Fields(column.Reads)...)
	}
	c.Want(upTo, members...)
}

// sayLacking tells the person which of the columns that o names are empty for want of a microversion.
func (n Noun) sayLacking(ctx context.Context, a *app.App, c *client.Client, o output.Options, failed error) {
	if failed != nil {
		return
	}
	for _, column := range n.View.Any().Newer(o) {
		if why := c.LacksVersion(ctx, column.Since); why != "" && !(column.Early && !c.HasVersions(ctx)) {
			a.Streams.Notice("%s takes 2.%d of the API: %s", column.Key, column.Since, why)
		}
	}
}
