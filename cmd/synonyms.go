package cmd

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/verb"
)

// otherNouns are what other clouds call what we have.
var otherNouns = map[string]string{
	"vm": "server", "instance": "server", "machine": "server", "droplet": "server", "linode": "server", "node": "server",
	"size": "flavor", "type": "flavor", "plan": "flavor", "key": "keypair", "ssh-key": "keypair", "template": "image", "snapshot": "image",
	"disk": "volume", "net": "network", "tag": "metadata", "label": "metadata", "cloud": "profile", "account": "profile",
}

// otherVerbs are what one tries for a verb that we have under another name; the first that the noun has is the one.
var otherVerbs = [...]struct{ theirs, ours string }{
	{"get", "show list"}, {"describe", "show"}, {"info", "show"}, {"view", "show"}, {"inspect", "show"}, {"status", "show"},
	{"restart", "reboot"}, {"bounce", "reboot"}, {"reset", "reboot"},
	{"poweron", "start"}, {"power-on", "start"}, {"boot", "start"}, {"up", "start"},
	{"poweroff", "stop"}, {"power-off", "stop"}, {"halt", "stop"}, {"shutdown", "stop"}, {"shut-down", "stop"}, {"down", "stop"},
	{"remove", "detach delete"}, {"rm", "detach delete"}, {"destroy", "delete"}, {"terminate", "delete"}, {"kill", "delete"},
	{"new", "create"}, {"make", "create"}, {"add", "create set attach"}, {"launch", "create"}, {"run", "create"}, {"import", "create"},
	{"edit", "update set"}, {"modify", "update set"}, {"all", "list"},
}

// verbsFor are our words for another tool's verb, behind that.
func verbsFor(theirs string) []string {
	all := []string{theirs}
	for _, v := range otherVerbs {
		if v.theirs == theirs {
			all = append(all, strings.Fields(v.ours)...)
		}
	}
	return all
}

// bySynonyms is our command for words of which the noun, the verb or both have another name here; "" for none.
func bySynonyms(root *cobra.Command, words []string) string {
	noun := words[0]
	group := topCommand(root, noun)
	for _, name := range []string{otherNouns[noun], otherNouns[strings.TrimSuffix(noun, "s")], strings.TrimSuffix(noun, "s")} {
		if group == nil && name != "" {
			noun, group = name, topCommand(root, name)
		}
	}
	switch {
	case group == nil || !group.HasSubCommands():
		return ""
	case len(words) == 1 && noun != words[0] && hasList(group):
		return noun + " list"
	case len(words) == 1:
		return ""
	}
	for _, verb := range verbsFor(words[1]) {
		for _, c := range group.Commands() {
			switch {
			case c.Name() != verb || !c.IsAvailableCommand() || verb == words[1] && noun == words[0]:
			case verb == words[1]:
				return noun + " " + strings.Join(words[1:], " ")
			default:
				return strings.TrimSuffix(strings.TrimPrefix(c.UseLine(), "novactl "), " [flags]")
			}
		}
	}
	return ""
}

// leftOut are flags of other tools that say what we do anyhow, or what another command does.
var leftOut = map[string]string{
	"--soft":         "leave --soft out: a reboot is soft unless --hard is given",
	"--force":        "leave --force out: --yes does it without asking",
	"--no-wait":      "leave --no-wait out: nothing is waited for without --wait",
	"--all":          "leave --all out: a list is whole without it; --all-projects has those of others",
	"--set-property": "see novactl metadata set",
	"--property":     "see novactl metadata set",
	"--metadata":     "see novactl metadata set",
}

// flagAdvice is what to do about another tool's flag for which cmd has none; "" where that isn't known.
func flagAdvice(cmd *cobra.Command, missing *pflag.NotExistError) string {
	switch name := missing.GetSpecifiedName(); {
	case missing.GetSpecifiedShortnames() != "":
		return ""
	case name == "name":
		return "the name is an argument; " + verb.Usage(cmd)
	default:
		return leftOut["--"+name]
	}
}
