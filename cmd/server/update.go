package server

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// updateFlags are what the flags of update are bound to.
type updateFlags struct {
	name, accessIPv4, accessIPv6, description, hostname              string
	nameGiven, ipv4Given, ipv6Given, descriptionGiven, hostnameGiven *pflag.Flag
	properties                                                       []string
}

func newUpdateFlags(a *app.App, fs *flagset.Set) *updateFlags {
	f := &updateFlags{}
	f.nameGiven = fs.String(&f.name, "name", "the new `name`; the server's own host name stays")
	f.ipv4Given = fs.String(&f.accessIPv4, "access-ipv4", "the IPv4 `address` to reach the server by")
	f.ipv6Given = fs.String(&f.accessIPv6, "access-ipv6", "the IPv6 `address` to reach the server by")
	f.descriptionGiven = fs.String(&f.description, "description", "what is said of it, a `text`; \"\": nothing. From 2.19 of the API on")
	f.hostnameGiven = fs.String(&f.hostname, "hostname", "the `name` that the server is told as its own. From 2.90 of the API on")
	fs.Strings(&f.properties, "property", "", "metadata to set beside what is there, `key=value`; may be repeated", keys().Complete(a, 0))
	return f
}

// update is `server update` (guide 2.1.4).
func update(a *app.App) *cobra.Command {
	return verb.Act[*updateFlags]{
		Noun:    noun,
		Verb:    "update",
		Aliases: []string{"rename", "set"},
		Short:   "Change the name, the access addresses and what is said of servers",
		Long:    "Change the name or the access addresses. What isn't given stays; an empty address takes it away.",
		Example: "  novactl server update web-1 --name web-2 --access-ipv4 198.51.100.7",
		Flags:   func(fs *flagset.Set) *updateFlags { return newUpdateFlags(a, fs) },
		Prepare: func(in app.Invocation, f *updateFlags) (verb.Do, error) {
			u := api.ServerUpdate{
				Name:       flagset.Given(f.nameGiven, f.name),
				AccessIPv4: flagset.Given(f.ipv4Given, f.accessIPv4),
				AccessIPv6: flagset.Given(f.ipv6Given, f.accessIPv6),
			}
			u.Description, u.Hostname = flagset.Given(f.descriptionGiven, f.description), flagset.Given(f.hostnameGiven, f.hostname)
			properties, err := flagset.ParsePairs("--property", f.properties)
			switch {
			case err != nil:
				return nil, err
			case u == (api.ServerUpdate{}) && properties == nil:
				return nil, fail.Usagef("nothing to change: give --name, --access-ipv4, --access-ipv6, --description, --hostname or --property")
			}
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				// The answer has the server without its task and states (guide 2.1.4, example 2.17; Nova 26 too): it is
				// read again, so that JSON has the same members as everywhere.
				did := verb.Accepted{Resource: t}
				err := fail.InTurn(func() (err error) {
					if properties != nil {
						_, err = in.Client.UpdateMetadata(ctx, "server", t.ID, properties)
					}
					return err
				}, func() (err error) {
					if u == (api.ServerUpdate{}) {
						return nil
					}
					doc, err := in.Client.UpdateServer(ctx, t.ID, u)
					did.Doc = doc.Raw
					return err
				})
				return did, err
			}, nil
		},
	}.Command(a)
}
