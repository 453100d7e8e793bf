package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// reasonFrom is the microversion from which on a lock has a reason. An older one takes it and forgets it (fact 83).
const reasonFrom = 73

// lock is `server lock`.
func lock(a *app.App) *cobra.Command {
	reason := []resource.Field{{Flag: "reason", Member: "locked_reason", Usage: "why, a `text` for who finds them locked: from 2.73 of the API on"}}
	return verb.Act[*resource.Values]{
		Noun: noun, Verb: "lock", Short: "Protect servers against changes",
		Long:    `Lock servers: most actions, delete among them, are refused until unlock. What is locked already keeps the reason that it has, or has none.`,
		Example: "  novactl server lock web-1",
		Flags:   func(fs *flagset.Set) *resource.Values { return resource.Bind(a, fs, reason) },
		Prepare: func(in app.Invocation, v *resource.Values) (verb.Do, error) {
			members, err := v.Members(in.Cmd.Context(), in.Client)
			return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
				if len(members) == 0 {
					return verb.Accepted{Resource: r}, in.Client.Act(ctx, r.ID, client.Lock)
				}
				_, err := in.Client.Move(ctx, r.ID, string(client.Lock), members, reasonFrom)
				return verb.Accepted{Resource: r}, err
			}, err
		},
	}.Command(a)
}
