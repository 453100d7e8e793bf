package client

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
)

// ListServerGroups yields the groups of servers that Nova keeps together or apart, each as its JSON object came. An error ends it.
// AllProjects is for administrators.
func (c *Client) ListServerGroups(ctx context.Context, allProjects bool) iter.Seq2[jsontext.Value, error] {
	l := listing{op: "list server groups", path: Path("os-server-groups"), root: "server_groups", query: cloneQuery(nil)}
	if allProjects {
		l.query.Set("all_projects", "True")
	}
	return c.list(ctx, l)
}
