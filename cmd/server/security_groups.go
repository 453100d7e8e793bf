package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// addSecurityGroup is `server add-security-group`.
func addSecurityGroup(a *app.App, groups *ref.Finder) *cobra.Command {
	return securityGroup(a, groups.Complete(a, 0), verb.Act[*verb.NoFlags]{
		Verb: "add-security-group", Aliases: []string{"add-secgroup"}, Short: "Put servers under a security group",
		Long: "Put servers under a security group, by its name or id: its rules hold at once, beside those of the groups that they have.",
	}, (*client.Client).AddSecurityGroup)
}

// removeSecurityGroup is `server remove-security-group`.
func removeSecurityGroup(a *app.App) *cobra.Command {
	own := ref.Words(Finder, "security groups", groupsOf)
	return securityGroup(a, own.Complete(a, 0), verb.Act[*verb.NoFlags]{
		Verb: "remove-security-group", Aliases: []string{"remove-secgroup"}, Short: "Take servers from under a security group",
		Long: "Take servers from under a security group, by its name or id: its rules hold no longer, those of their other groups do.",
	}, (*client.Client).RemoveSecurityGroup)
}

// groupsOf are the security groups of a server.
func groupsOf(ctx context.Context, c *client.Client, id string) (names []string, err error) {
	doc, err := c.GetServer(ctx, id)
	var s api.Server
	if err == nil {
		_, err = api.Read(doc.Raw, &s)
	}
	for _, g := range s.Groups {
		names = append(names, g.Name)
	}
	return names, err
}

func securityGroup(a *app.App, groups cobra.CompletionFunc, act verb.Act[*verb.NoFlags], do func(*client.Client, context.Context, string, string) error) *cobra.Command {
	act.Noun, act.Operand, act.Operands = noun, "GROUP", groups
	act.Example = "  novactl server " + act.Verb + " web-1 web-2 http"
	act.Prepare = func(in app.Invocation, _ *verb.NoFlags) (verb.Do, error) {
		return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
			return verb.Accepted{Resource: t}, do(in.Client, ctx, t.ID, in.Operand)
		}, nil
	}
	return act.Command(a)
}
