package pages

import (
	"fmt"
	"strings"

	"github.com/novactl/novactl/cmd"
)

// comingFrom is docs/coming-from.md: the table behind the hints for those who type another tool's commands.
func comingFrom() []byte {
	var b strings.Builder
	b.WriteString(`# Coming from nova, openstack or rack

Novactl reads the environment and the files that you have: an openrc, ` + "`clouds.yaml`" + `, ` + "`NOVA_*`" + ` and ` + "`RS_*`" + ` variables. Its commands are a noun
and a verb. Whoever types a command of another tool is told the one below.

Three things differ everywhere: names and ids come first, flags after (` + "`server create web-1 --image …`" + `); what destroys data asks, and needs
` + "`--yes`" + ` in a script; every verb that starts something takes ` + "`--wait`" + `.
`)
	for _, tool := range []string{"nova", "openstack", "rack"} {
		fmt.Fprintf(&b, "\n## From %s\n\n| %s | novactl |\n|---|---|\n", tool, tool)
		for _, row := range cmd.ForeignCommandsOf(tool) {
			fmt.Fprintf(&b, "| `%s` | `novactl %s` |\n", row.Theirs, row.Ours)
		}
	}
	b.WriteString("\nThe other commands of openstack for servers, images, flavors and key pairs have the same names here.\n")
	b.WriteString("\n## Flags\n\n| theirs | novactl |\n|---|---|\n")
	for _, row := range cmd.ForeignCommandsOf("flags") {
		fmt.Fprintf(&b, "| `%s` | `%s` |\n", row.Theirs, row.Ours)
	}
	b.WriteString("\nOf openstack's formats, `value` is `-o plain --no-headers`, or `-o id` for ids alone; `shell` is `--template`.\n")
	return []byte(b.String())
}
