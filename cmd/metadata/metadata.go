// Package metadata has the commands of the metadata of servers and images, one a file (guide 2.7).
package metadata

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Command is the noun with its verbs.
func Command(a *verb.App) *cobra.Command {
	g := verb.Group("metadata", "Read and change the metadata of servers and images")
	for _, c := range []change{list(), get(), set(), replace(), remove()} {
		g.AddCommand(c.command(a))
	}
	return g
}

// change declares one command: all of them name a server or an image, and some keys or pairs.
type change struct {
	verb, args           string // as in the usage line
	aliases              []string
	short, long, example string
	least                int  // arguments beyond the kind and the name
	destroys             bool // asks first
	run                  func(call) error
}

// call is one run of a command.
type call struct {
	verb.Call
	kind   string // server or image
	target verb.Target
	rest   []string
	out    output.Options
}

func (c change) command(a *verb.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     c.verb + " server|image NAME" + c.args,
		Aliases: c.aliases,
		Short:   c.short,
		Long:    c.long,
		Example: c.example,
		Args:    verb.MinArgs(2 + c.least),
	}
	cmd.ValidArgsFunction = complete(a)
	if c.destroys {
		verb.AddYesFlag(cmd)
	}
	verb.AddOutputFlags(cmd, nil)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return verb.Op(c.verb+" the metadata of "+args[0], args[1], c.start(a, cmd, args))
	}
	return cmd
}

func (c change) start(a *verb.App, cmd *cobra.Command, args []string) error {
	finder := finders[args[0]]
	if finder == nil {
		return verb.Usagef("metadata is of a server or an image, not of a %q", args[0])
	}
	o, err := verb.OutputFor(a, cmd, view)
	if err != nil {
		return err
	}
	cl, err := a.Client(cmd)
	if err != nil {
		return err
	}
	t, err := finder.Resolve(cmd.Context(), cl, args[1])
	if err != nil {
		return err
	}
	if c.destroys {
		if err := a.Confirm(cmd, c.verb+" the metadata of "+args[0]+" "+args[1]+", and lose what it was?"); err != nil {
			return err
		}
	}
	a.Final(cmd, cl)
	return c.run(call{Call: verb.Call{App: a, Cmd: cmd, Client: cl}, kind: args[0], target: t, rest: args[2:], out: o})
}

// finders are the kinds that have metadata.
var finders = map[string]*verb.Finder{"server": verb.Servers, "image": verb.Images}

func complete(a *verb.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return []string{"server", "image"}, cobra.ShellCompDirectiveNoFileComp
		case len(args) == 1 && finders[args[0]] != nil:
			return finders[args[0]].Complete(a, 0)(cmd, nil, prefix)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// view is how metadata is shown: a row a pair.
var view = output.View[api.Metadata]{
	One: "metadata", Many: "metadata",
	Decode: verb.Decode[api.Metadata],
	XML:    verb.ToXML,
	ID:     func(api.Metadata) string { return "" },
	Extra:  func(m api.Metadata) []byte { return pairs(m) },
}

// show prints metadata as the cloud answered it.
func (c call) show(doc client.Document) error {
	return output.Show(c.App.Streams, c.out, view, doc.Raw, doc.XML)
}

func (c call) ctx() context.Context { return c.Cmd.Context() }
