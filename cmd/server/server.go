// Package server has the commands of servers, one a file (guide 2.1).
package server

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/server/build"
	"github.com/novactl/novactl/cmd/server/moves"
	"github.com/novactl/novactl/cmd/server/parts"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Command is the noun with its verbs.
func Command(a *app.App, of Finders) *cobra.Command {
	nouns := build.Nouns{
		Server: noun, Group: groupNoun.Finder,
		Image: of.Image, Flavor: of.Flavor, Keypair: of.Keypair, Network: of.Network,
		SecurityGroup: of.SecurityGroup, Volume: of.Volume, Zone: of.Zone, Port: of.Port,
	}
	g := verb.Group("server", "Work on servers",
		listServers(a, of), show(a), build.Create(a, nouns), update(a), remove(a), waitCommand(a), addresses(a, of.Network),
		ssh(a, of.Network), consoleLog(a), consoleURL(a), events(a), group(a),
		reboot(a), build.Rebuild(a, nouns), resize(a, of.Flavor), rescue(a), password(a), addSecurityGroup(a, of.SecurityGroup), removeSecurityGroup(a))
	g.AddCommand(clone(a, of.Flavor), find(a), forceDelete(a), lock(a))
	g.AddCommand(simpleActions(a)...)
	g.AddCommand(moves.Commands(a, noun, of.Host)...)
	g.AddCommand(parts.Commands(a, parts.Nouns{Server: Finder, Network: of.Network, Port: of.Port, FloatingIPs: of.FloatingIPs})...)
	return InAllProjects(g, slices.Concat(adminVerbs, userVerbs)...)
}

// noun declares servers to the verbs.
var noun = verb.Noun{
	Finder:     Finder,
	View:       &view,
	Password:   &adminPass,
	WaitTarget: (*client.Client).ServerTarget,
	Log:        actionLog,
	Reachable:  reachable,
}
