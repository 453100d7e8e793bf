package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// policies are Nova's, for completion: any other is sent as it is.
var policies = []string{"affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"}

// createGroup is `server group create`.
func createGroup(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "create NAME",
		Short: "Create a server group",
		Long: `Create a server group. Servers join it when they are created, with --hint group=NAME.

With affinity they are all on one host, with anti-affinity each is on another; with soft- before it the cloud tries, and builds them
elsewhere where it can't.`,
		Example: `  novactl server group create apart --policy anti-affinity
  novactl server create web-1 --image IMAGE --flavor 2 --hint group=apart`,
		Args:              verb.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	var policy string
	var rules []string
	flagset.Of(cmd).StringP(&policy, "policy", "", "anti-affinity",
		"whether the cloud keeps the servers together or apart: `affinity` or anti-affinity", flagset.Words(policies...))
	flagset.Of(cmd).Strings(&rules, "rule", "", "what the policy is to go by, `key=value`: max_server_per_host=2; from 2.64 on; may be repeated",
		flagset.Words("max_server_per_host="))
	out := app.AddOutputFlags(cmd, &groupView)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op("create server group", args[0], runCreateGroup(a, cmd, out, args[0], policy, rules))
	}
	return cmd
}

func runCreateGroup(a *app.App, cmd *cobra.Command, out app.OutputFlags, name, policy string, rules []string) error {
	o, err := app.OutputFor(a, out, &groupView)
	if err != nil {
		return err
	}
	pairs, err := flagset.ParsePairs("--rule", rules)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	a.Final(c)
	doc, err := c.CreateServerGroup(cmd.Context(), name, policy, pairs)
	if err != nil {
		return err
	}
	return output.Show(a.Streams, o, &groupView, doc.Raw, doc.XML)
}
