package cmd

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/nova"
)

// ForeignCommand is what another tool calls a command or a flag of ours, for those who come from there: it is the hint where they type it
// here, and a row of docs/coming-from.md.
type ForeignCommand struct {
	Tool   string // nova, openstack or rack; "" for none
	Theirs string // without the tool's name
	Ours   string // without novactl: "server create NAME"; of a flag, the flag
}

// foreignCommands are the commands of other tools that have another name here, or another form.
func foreignCommands() []ForeignCommand {
	var all []ForeignCommand
	for tool, pairs := range map[string][][2]string{"nova": novaCommands(), "openstack": openstackCommands, "rack": rackCommands, "": likelyCommands} {
		for _, p := range pairs {
			all = append(all, ForeignCommand{tool, p[0], p[1]})
		}
	}
	return all
}

// ForeignCommandsOf are the commands of one tool, in the order of its table.
func ForeignCommandsOf(tool string) []ForeignCommand {
	var rows []ForeignCommand
	for _, p := range map[string][][2]string{
		"nova": novaCommands(), "openstack": openstackCommands, "rack": rackCommands, "flags": foreignFlags,
	}[tool] {
		rows = append(rows, ForeignCommand{tool, p[0], p[1]})
	}
	return rows
}

// novaCommands are those of python-novaclient that we have one for: of its rows in cmd/nova, and of commands that it had in the past.
func novaCommands() [][2]string {
	var all [][2]string
	for _, c := range nova.Commands() {
		if c.Theirs != c.Ours {
			all = append(all, [2]string{c.Theirs, c.Ours})
		}
	}
	return append(all, formerNovaCommands...)
}

var formerNovaCommands = [][2]string{
	{"rename", "server update SERVER --name NAME"},
	{"root-password", "server password SERVER"},
	{"meta", "metadata set server SERVER KEY=VALUE"},
	{"instance-action", "server events SERVER"},
	{"image-list", "image list"},
	{"image-show", "image show IMAGE"},
	{"image-delete", "image delete IMAGE"},
	{"image-meta", "metadata set image IMAGE KEY=VALUE"},
	{"absolute-limits", "limits --absolute"},
	{"rate-limits", "limits --rate"},
	{"credentials", "auth status"},
	{"endpoints", "auth status"},
	{"list-extensions", "extension list"},
}

var openstackCommands = [][2]string{
	{"server add volume", "volume attach SERVER VOLUME"},
	{"server remove volume", "volume detach SERVER VOLUME"},
	{"server add share", "server share attach SERVER SHARE"},
	{"server remove share", "server share detach SERVER SHARE"},
	{"server add security group", "server add-security-group SERVER GROUP"},
	{"server remove security group", "server remove-security-group SERVER GROUP"},
	{"server image create", "image create SERVER NAME"},
	{"server event list", "server events SERVER"},
	{"server event show", "server events SERVER"},
	{"server set", "server update SERVER --name NAME"},
	{"server unset", "metadata delete server SERVER KEY"},
	{"server resize confirm", "server confirm-resize SERVER"},
	{"server resize revert", "server revert-resize SERVER"},
	{"server migrate confirm", "server confirm-resize SERVER"},
	{"server volume list", "volume list SERVER"},
	{"console log show", "server console-log SERVER"},
	{"console url show", "server console-url SERVER"},
	{"limits show", "limits"},
	{"token issue", "auth token"},
	{"token revoke", "auth logout"},
	{"catalog list", "auth status"},
	{"versions show", "version list"},
	{"configuration show", "config list"},
}

var rackCommands = [][2]string{
	{"configure", "config set --cloud NAME username USERNAME"},
	{"servers instance list", "server list"},
	{"servers instance get", "server show SERVER"},
	{"servers instance create", "server create NAME --image IMAGE --flavor FLAVOR"},
	{"servers instance update", "server update SERVER --name NAME"},
	{"servers instance delete", "server delete SERVER..."},
	{"servers instance reboot", "server reboot SERVER"},
	{"servers instance rebuild", "server rebuild SERVER --image IMAGE"},
	{"servers instance resize", "server resize SERVER --flavor FLAVOR"},
	{"servers instance list-addresses", "server addresses SERVER"},
	{"servers instance list-addresses-by-network", "server addresses SERVER --network LABEL"},
	{"servers instance get-metadata", "metadata list server SERVER"},
	{"servers instance set-metadata", "metadata replace server SERVER KEY=VALUE"},
	{"servers instance update-metadata", "metadata set server SERVER KEY=VALUE"},
	{"servers instance delete-metadata", "metadata delete server SERVER KEY"},
	{"servers image list", "image list"},
	{"servers image get", "image show IMAGE"},
	{"servers flavor list", "flavor list"},
	{"servers flavor get", "flavor show FLAVOR"},
	{"servers keypair list", "keypair list"},
	{"servers keypair get", "keypair show KEYPAIR"},
	{"servers keypair generate", "keypair create NAME"},
	{"servers keypair upload", "keypair create NAME --public-key FILE"},
	{"servers keypair delete", "keypair delete KEYPAIR"},
	{"servers volume-attachment list", "volume list SERVER"},
	{"servers volume-attachment get", "volume show SERVER VOLUME"},
	{"servers volume-attachment create", "volume attach SERVER VOLUME"},
	{"servers volume-attachment delete", "volume detach SERVER VOLUME"},
}

// likelyCommands are of no tool, but what one tries.
var likelyCommands = [][2]string{
	{"login", "auth login"},
	{"logout", "auth logout"},
	{"whoami", "auth status"},
	{"ls", "server list"},
	{"ps", "server list"},
	{"create", "server create NAME --image IMAGE --flavor FLAVOR"},
	{"rm", "server delete SERVER..."},
	{"use", "profile use NAME"},
	{"snapshot", "image create SERVER NAME"},
	{"server snapshot", "image create SERVER NAME"},
	{"server create-image", "image create SERVER NAME"},
	{"server image-create", "image create SERVER NAME"},
	{"server log", "server console-log SERVER"},
	{"server logs", "server console-log SERVER"},
	{"server console", "server console-url SERVER"},
	{"server metadata", "metadata list server SERVER"},
	{"server meta", "metadata list server SERVER"},
	{"server attach", "volume attach SERVER VOLUME"},
	{"server detach", "volume detach SERVER VOLUME"},
	{"server ip", "server addresses SERVER"},
	{"server status", "server show SERVER"},
	{"server info", "server show SERVER"},
	{"image meta", "metadata list image IMAGE"},
	{"keypair add", "keypair create NAME"},
}

// foreignFlags are flags of other tools; those of openstack's output first.
var foreignFlags = [][2]string{
	{"-f", "-o"},
	{"--format", "-o"},
	{"-c", "--columns"},
	{"--column", "--columns"},
	{"--fields", "--columns"},
	{"--sort-column", "--sort"},
	{"--long", "-o wide"},
	{"--poll", "--wait"},
	{"--property", "--meta"},
	{"--metadata", "--meta"},
	{"--num-instances", "--count"},
	{"--min-count", "--count"},
	{"--max-count", "--count"},
	{"--min", "--count"},
	{"--max", "--count"},
	{"--key_name", "--key-name"},
	{"--keypair", "--key-name"},
	{"--user_data", "--user-data"},
	{"--security-groups", "--security-group"},
	{"--availability_zone", "--availability-zone"},
	{"--image-id", "--image"},
	{"--image-name", "--image"},
	{"--flavor-id", "--flavor"},
	{"--flavor-name", "--flavor"},
	{"--root-password", "--password-file"},
	{"--password", "--admin-pass-file"},
	{"--password", "--password-file"},
	{"--admin-pass", "--admin-pass-file"},
	{"--labels", "--meta"},
	{"--tags", "--meta"},
	{"--nic", "--network"},
	{"--net", "--network"},
	{"--ssh-key", "--key-name"},
	{"--ssh-keys", "--key-name"},
	{"--key", "--key-name"},
	{"--size", "--flavor"},
	{"--watch", "--wait"},
	{"--format-json", "-o json"},
	{"--json", "-o json"},
	{"--os-cloud", "--cloud"},
	{"--profile", "--cloud"},
	{"--os-auth-url", "--auth-url"},
	{"--os-username", "--username"},
	{"--os-password", "--password-file"},
	{"--os-project-name", "--project-name"},
	{"--os-tenant-name", "--project-name"},
	{"--os-project-id", "--project-id"},
	{"--os-tenant-id", "--project-id"},
	{"--os-region-name", "--region"},
	{"--os-cacert", "--cacert"},
	{"--os-compute-api-version", "--compute-api-version"},
	{"--bypass-url", "--endpoint"},
}

// ownCommand is our command for the words of another tool's, the longest of its names that they begin with; "" for none.
func ownCommand(root *cobra.Command, words []string) string {
	typed := strings.Join(words, " ") + " "
	best, ours := "", ""
	for _, row := range foreignCommands() {
		if strings.HasPrefix(typed, row.Theirs+" ") && len(row.Theirs) > len(best) {
			best, ours = row.Theirs, row.Ours
		}
	}
	if ours != "" {
		return ours
	}
	return bySynonyms(root, words)
}

// hasList reports whether there is a list below a command.
func hasList(group *cobra.Command) bool {
	return slices.ContainsFunc(group.Commands(), func(c *cobra.Command) bool { return c.Name() == "list" })
}

// withOwnCommand puts our name for a command of another tool into the advice of err, where err is such a command.
func withOwnCommand(root *cobra.Command, err error) error {
	var unknown *fail.UnknownCommandError
	if errors.As(err, &unknown) {
		if ours := ownCommand(root, unknown.Words); ours != "" {
			unknown.Advice = "did you mean: novactl " + ours
		}
	}
	return err
}

// ownFlag is the flag of cmd for another tool's; "" for none.
func ownFlag(cmd *cobra.Command, missing *pflag.NotExistError) string {
	typed := "--" + missing.GetSpecifiedName()
	if missing.GetSpecifiedShortnames() != "" {
		typed = "-" + missing.GetSpecifiedName()
	}
	for _, p := range foreignFlags {
		name, _, _ := strings.Cut(strings.TrimLeft(p[1], "-"), " ")
		if p[0] == typed && (name == "o" || cmd.Flag(name) != nil) {
			return p[1]
		}
	}
	return ""
}
