package cmd

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/admin"
	"github.com/novactl/novactl/cmd/api"
	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/auth"
	"github.com/novactl/novactl/cmd/buildinfo"
	configcmd "github.com/novactl/novactl/cmd/config"
	"github.com/novactl/novactl/cmd/doctor"
	"github.com/novactl/novactl/cmd/extension"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flavor"
	"github.com/novactl/novactl/cmd/image"
	"github.com/novactl/novactl/cmd/keypair"
	"github.com/novactl/novactl/cmd/limits"
	"github.com/novactl/novactl/cmd/metadata"
	"github.com/novactl/novactl/cmd/network"
	"github.com/novactl/novactl/cmd/nova"
	"github.com/novactl/novactl/cmd/profile"
	"github.com/novactl/novactl/cmd/sandbox"
	"github.com/novactl/novactl/cmd/schema"
	"github.com/novactl/novactl/cmd/server"
	"github.com/novactl/novactl/cmd/server/moves"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/volume"
	"github.com/novactl/novactl/pkg/output"
)

//go:generate go run ../test/gendocs

const rootLong = `Novactl works on servers, images and flavors of an OpenStack cloud, or of Rackspace Cloud Servers.

It carries a cloud of its own to try it on: add --cloud sandbox to any command. No account and no network are needed.`

// noun is a command right below the root, which is made with all that is below it.
type noun struct {
	name string
	make func(a *app.App) *cobra.Command
}

// nouns is the table of them.
func nouns() []noun {
	return []noun{
		{"server", func(a *app.App) *cobra.Command {
			return server.Command(a, server.Finders{
				Image: image.Finder, Flavor: flavor.Finder, Keypair: keypair.Finder, Network: network.Finder, Port: network.PortFinder(),
				SecurityGroup: network.SecurityGroupFinder(), Volume: volume.Finder(), Zone: admin.ZoneFinder(), Host: admin.Hosts(), FloatingIPs: network.FloatingIPs(),
			})
		}},
		{"image", func(a *app.App) *cobra.Command { return image.Command(a, server.Finder) }},
		{"flavor", flavor.Command},
		{"metadata", func(a *app.App) *cobra.Command {
			return metadata.Command(a, metadata.Finders{Server: server.Finder, Image: image.Finder})
		}},
		{"volume", func(a *app.App) *cobra.Command { return volume.Command(a, server.Finder, image.Finder) }},
		{"keypair", keypair.Command},
		{"network", network.Command},
		{"subnet", network.Subnet},
		{"port", func(a *app.App) *cobra.Command { return network.Port(a, server.Finder) }},
		{"floating-ip", network.FloatingIP},
		{"security-group", network.SecurityGroup},
		{"security-group-rule", network.SecurityGroupRule},
		{"availability-zone", admin.AvailabilityZone},
		{"quota", admin.Quota},
		{"usage", admin.Usage},
		{"hypervisor", admin.Hypervisor},
		{"service", admin.Service},
		{"aggregate", admin.Aggregate},
		{"migration", func(a *app.App) *cobra.Command {
			return server.InAllProjects(moves.Migration(a, server.Finder, admin.Hosts()), "list", "show", "abort")
		}},
		{"limits", limits.Command},
		{"extension", extension.Command},
		{"version", versionCommand},
		{"schema", func(a *app.App) *cobra.Command { return schema.Command(a, func() *cobra.Command { return tree(a) }) }},
		{"api", api.Command},
		{nova.Name, nova.Command},
		{"auth", auth.Command},
		{"doctor", doctor.Command},
		{"config", configcmd.Command},
		{"profile", profile.Command},
		{"sandbox", sandbox.Command},
		{"completion", completionCommand},
	}
}

// Root is the whole command tree, for generating its documentation.
func Root() *cobra.Command {
	streams, _, _ := output.Buffers("")
	return tree(&app.App{Streams: streams, Version: buildinfo.Read().Version})
}

// tree returns the whole command tree.
func tree(a *app.App) *cobra.Command {
	root, addOthers := treeFor(a, nil)
	addOthers()
	return root
}

// treeFor returns the command tree as far as args need it: making all of it takes most of a start. Of a command line that names a noun,
// the others are there by name alone until addOthers makes them, and of one that names none, nothing is left out.
func treeFor(a *app.App, args []string) (root *cobra.Command, addOthers func()) {
	root = newRoot(a)
	a.Others = map[string]app.Other{"image": image.Finder, "flavor": flavor.Finder, "server": server.Finder}
	missing := map[*cobra.Command]noun{}
	for _, n := range nouns() {
		name := &cobra.Command{Use: n.name}
		root.AddCommand(name)
		missing[name] = n
	}
	add := func(name *cobra.Command) {
		root.RemoveCommand(name)
		root.AddCommand(missing[name].make(a))
		delete(missing, name)
	}
	addOthers = func() {
		for name := range missing {
			add(name)
		}
	}
	found, _, _ := root.Find(args) // as cobra will
	if _, isNoun := missing[found]; isNoun {
		add(found)
	} else {
		addOthers()
	}
	return root, addOthers
}

// newRoot returns the command that all are below, with what is right below it and no noun.
func newRoot(a *app.App) *cobra.Command {
	root := verb.Group("novactl", "The command line of OpenStack Compute and Rackspace Cloud Servers", topics()...)
	root.Long = rootLong
	root.Example = `  novactl --cloud sandbox server create web-1 --image "Ubuntu 12.04 LTS (Precise Pangolin)" --flavor 2 --wait
  novactl --cloud sandbox server list`
	root.Version = a.Version
	root.SilenceErrors, root.SilenceUsage = true, true
	root.DisableAutoGenTag = true
	root.SetIn(a.Streams.In)
	root.SetOut(a.Streams.Out)
	root.SetErr(a.Streams.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(usage)
	root.SetHelpCommand(helpCommand())
	root.AddCommand(bashCommand(a))
	addSettings(a, root)
	a.AddCurlFlag(root)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return checkDryRun(a, cmd) }
	return root
}

// checkDryRun refuses --dry-run where it would be ignored.
func checkDryRun(a *app.App, cmd *cobra.Command) error {
	for c := cmd; c.HasParent(); c = c.Parent() {
		if verb.IsLocal(c) {
			return a.NoDryRun(cmd)
		}
	}
	if a.Curl && a.DryRun {
		return fail.Usagef("--curl and --dry-run: one will do")
	}
	return nil
}
