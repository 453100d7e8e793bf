package server

import (
	"context"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// orDeleted is servers with those that the cloud keeps for a while after their deletion: a name is theirs first, or where no other has it. Nova has
// them in lists of what has changed alone, whatever status is asked for; there users who aren't administrators see them too (seen on a Nova 34).
//
//go:noinline
func orDeleted(first bool) verb.Noun {
	finder, n := *Finder, noun
	finder.Names = nil // each is looked up by itself
	finder.Named = func(ctx context.Context, c *client.Client, name string) verb.Items {
		f := client.ServerFilter{Name: client.ExactName(name), AllTenants: everywhere(ctx)}
		kept := f
		kept.Status, kept.ChangesSince = wait.StatusSoftDeleted, time.Unix(0, 0)
		a, b := c.ListServers(ctx, f), c.ListServers(ctx, kept)
		if first {
			a, b = b, a
		}
		return func(yield func(jsontext.Value, error) bool) {
			some := false
			a(func(raw jsontext.Value, err error) bool {
				some = true
				return yield(raw, err)
			})
			if !some {
				b(yield)
			}
		}
	}
	n.Finder = &finder
	return n
}
