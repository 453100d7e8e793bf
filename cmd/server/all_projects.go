package server

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/flagset"
)

// allProjects is --all-projects, and nova's own name for it.
type allProjects struct{ projects, tenants bool }

func (p *allProjects) add(fs *flagset.Set, usage string) {
	fs.Bool(&p.projects, "all-projects", "", usage)
	fs.Bool(&p.tenants, "all-tenants", "", "").Hidden = true
}

func (p *allProjects) given() bool { return p.projects || p.tenants }

// foreseen are the verbs that administrators have for the servers of others, which they can name then: those that they alone may do, and those that
// nova and openstackclient have the flag for.
var foreseen = []string{
	"migrate", "confirm-resize", "revert-resize", "live-migrate", "evacuate", "shelve-offload", "diagnostics", "topology", "force-delete", "delete", "start", "stop", "show",
}

// scopeKey has in a context the flag of the command that runs.
type scopeKey struct{}

// InAllProjects lets verbs of a group look for the names of servers in all projects, where they are told to, and returns the group.
func InAllProjects(g *cobra.Command, verbs ...string) *cobra.Command {
	for _, cmd := range g.Commands() {
		if !slices.Contains(verbs, cmd.Name()) {
			continue
		}
		p, run := new(allProjects), cmd.RunE
		p.add(flagset.Of(cmd), "look for servers in all projects; for administrators")
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			cmd.SetContext(context.WithValue(cmd.Context(), scopeKey{}, p.given()))
			return run(cmd, args)
		}
	}
	return g
}

func everywhere(ctx context.Context) bool {
	given, _ := ctx.Value(scopeKey{}).(bool)
	return given
}

// listHint names the list that shows a name that nothing has, and the flag of the commands that can look further.
func listHint(ctx context.Context) string {
	switch given, can := ctx.Value(scopeKey{}).(bool); {
	case given:
		return "server list --all-projects"
	case can:
		return "server list; administrators have --all-projects"
	}
	return ""
}
