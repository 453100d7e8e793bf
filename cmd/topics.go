package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// topics are the help topics: they are no commands, and have nothing to run. A text is made only when it is asked for.
func topics() []*cobra.Command {
	var all []*cobra.Command
	for _, t := range []struct {
		name, short string
		text        func() string
	}{
		{"exit-codes", "What each exit code says", exitCodesText},
		{"environment", "Every environment variable, and what it sets", environmentText},
		{"formatting", "The formats of results, columns, jq and templates", formattingText},
		{"authentication", "The ways to sign in, and where secrets come from", func() string { return authenticationText }},
		{"waiting", "Waiting for what a command starts", func() string { return waitingText }},
		{"settings", "Every setting: its flag, its environment variables, its meaning", settingsText},
	} {
		topic := &cobra.Command{Use: t.name, Short: t.short}
		topic.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _, _ = fmt.Fprintln(cmd.OutOrStdout(), t.text()) })
		all = append(all, topic)
	}
	return all
}

// topicLines are the topics right below cmd, one a line.
func topicLines(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAdditionalHelpTopicCommand() && !c.Hidden {
			fmt.Fprintf(&b, "  %-15s %s\n", c.Name(), c.Short)
		}
	}
	return b.String()
}

func exitCodesText() string {
	var b strings.Builder
	b.WriteString("Of several failures the code is theirs where they agree, else 1. With -o json an error has its kind too.\n")
	for _, c := range fail.ExitCodes() {
		fmt.Fprintf(&b, "\n  %3d  %-14s  %s", c.Code, c.Kind, c.Meaning)
	}
	return b.String()
}

func environmentText() string {
	var b strings.Builder
	b.WriteString(`Of the names of a setting the first that is set wins, and a flag wins over all. An empty variable counts as not set. A profile that is named
by --cloud, NOVACTL_CLOUD or OS_CLOUD supplies the whole connection: other tools' names then set the region and the interface alone.
`)
	for _, s := range config.Settings() {
		if s.FlagOnly {
			continue
		}
		names := s.Env
		if s.Secret {
			names = append(names, s.FileEnv()+" (a file that holds it)", s.CommandEnv()+" (a command that prints it)")
		}
		fmt.Fprintf(&b, "\n  %s\n      %s", strings.Join(names, ", "), s.Help)
	}
	b.WriteString("\n\nBesides: NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_HYPERLINK, TERM=dumb, HTTP_PROXY, HTTPS_PROXY, NO_PROXY, XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME.")
	return b.String()
}

func formattingText() string {
	return `-o, --output is one of ` + strings.Join(output.Formats(), ", ") + `.

  table, wide, plain, csv   columns; --columns NAME,NAME chooses, --sort NAME[:desc] orders, --no-headers leaves out the names
  json, jsonl, yaml, xml    the API's own document, whatever the columns
  id                        ids, one a line

Each list's --help has its columns. --jq EXPR and --template TEXT run on the JSON:

  novactl server list --jq '.[] | select(.status == "ERROR") | .name'
  novactl server show web-1 --template '{{.name}} {{.accessIPv4}}'

The result goes to stdout and nothing else does. What lists or takes several names prints an array in JSON, other commands an object.`
}

const authenticationText = `novactl auth login asks on a terminal for what is missing, signs in, and offers to keep it as a profile. Elsewhere a connection comes from flags,
the environment (an openrc), a profile of the configuration file, or clouds.yaml.

  a password                  --username, --password-file or OS_PASSWORD; where the cloud wants one too, a passcode: OS_PASSCODE
  a Rackspace API key         --username, --api-key-file or OS_API_KEY
  a token                     --token-file or OS_TOKEN
  an application credential   --application-credential-id, OS_APPLICATION_CREDENTIAL_SECRET
  OpenID Connect              --identity-provider, --protocol, --discovery-endpoint, --client-id, OS_CLIENT_SECRET

Each for a project (--project-name), a trust (--trust-id), the whole system (--system-scope all) or a domain (--domain-id).

A secret is never an argument: it comes from a file, from standard input, from a variable, from a profile, or from a command (password-command).
novactl auth password changes your password, novactl auth status says who is signed in, novactl doctor looks why it doesn't work.`

const waitingText = `--wait on a command waits until what it started is done; novactl server wait and novactl image wait do it later.

  --wait-timeout 30m    the longest time to wait; its end is exit code 124, and the operation goes on
  --poll-interval 5s    the time between two looks; without it from 1 s, growing to 10 s

A server in ERROR ends a wait at once with the cloud's reason: exit code 7, as where a resize fell back. A cloud that is away for a while is waited
for. Ctrl-C ends the wait, not the operation: exit code 130, and the error says how to go on.`
