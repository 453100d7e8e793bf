// Package cmd is the command tree of novactl, and what turns its errors into exit codes. A noun is a package below it, a
// command a file there.
package cmd

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/api"
	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/auth"
	configcmd "github.com/novactl/novactl/cmd/config"
	"github.com/novactl/novactl/cmd/extension"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flavor"
	"github.com/novactl/novactl/cmd/image"
	"github.com/novactl/novactl/cmd/keypair"
	"github.com/novactl/novactl/cmd/limits"
	"github.com/novactl/novactl/cmd/metadata"
	"github.com/novactl/novactl/cmd/network"
	"github.com/novactl/novactl/cmd/profile"
	"github.com/novactl/novactl/cmd/sandbox"
	"github.com/novactl/novactl/cmd/server"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/volume"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

//go:generate go run ../test/gendocs

const rootLong = `Novactl works on servers, images and flavors of an OpenStack cloud, or of Rackspace Cloud Servers.

It carries a cloud of its own to try it on: add --cloud sandbox to any command. No account and no network are needed.`

// Main runs the command line args, and gives the exit code.
func Main(ctx context.Context, args []string) int {
	streams := output.System(config.NoColor(nil))
	streams.Dumb = config.DumbTerminal(nil)
	format, chosen := wantedFormat(args)
	streams.JSONErrors = format == output.JSON
	if completing(args) {
		streams.In, streams.InTTY, streams.Quiet = strings.NewReader(""), false, true
	}
	a := &app.App{Streams: streams, Version: version()}
	root := tree(a)
	root.SetArgs(args)
	help := &errWriter{w: streams.Out}
	root.SetOut(help)
	ran, err := root.ExecuteContextC(ctx)
	if err == nil && help.err != nil {
		err = &output.WriteError{Err: help.err}
	}
	if err != nil && !chosen {
		a.FormatErrors(ran)
	}
	return fail.Report(streams, withOwnCommand(root, err), func(failure error, hint string) string {
		return onSameCloud(a.WithDoubts(failure, hint), ran)
	})
}

// errWriter remembers the first error of a writer: cobra prints help without looking.
type errWriter struct {
	w   io.Writer
	err error
}

func (r *errWriter) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

// Root is the whole command tree, for generating its documentation.
func Root() *cobra.Command {
	streams, _, _ := output.Buffers("")
	return tree(&app.App{Streams: streams, Version: version()})
}

func tree(a *app.App) *cobra.Command {
	root := verb.Group("novactl", "The command line of OpenStack Compute and Rackspace Cloud Servers",
		server.Command(a, server.Finders{Image: image.Finder, Flavor: flavor.Finder, Keypair: keypair.Finder, Network: network.Finder}),
		image.Command(a, server.Finder), flavor.Command(a),
		metadata.Command(a, metadata.Finders{Server: server.Finder, Image: image.Finder}), volume.Command(a, server.Finder),
		keypair.Command(a), network.Command(a), limits.Command(a),
		extension.Command(a), versionCommand(a), api.Command(a), auth.Command(a), configcmd.Command(a), profile.Command(a),
		sandbox.Command(a), settingsTopic())
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
	completionCommand(a, root)
	addSettings(a, root)
	a.AddCurlFlag(root)
	return root
}

// wantedFormat is the format that args ask for, before they are parsed: a complaint about them is JSON too where the result would be. chosen
// is false where it is only what the environment or the default says.
func wantedFormat(args []string) (format string, chosen bool) {
	format = config.Input{}.Early("output")
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if (arg == "-o" || arg == "--output") && i+1 < len(args) {
			format, chosen = args[i+1], true
		} else if text, ok := strings.CutPrefix(arg, "--output="); ok {
			format, chosen = text, true
		} else if text, ok := strings.CutPrefix(arg, "-o"); ok && text != "" {
			format, chosen = strings.TrimPrefix(text, "="), true
		}
	}
	return format, chosen
}
