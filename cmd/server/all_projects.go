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

// Administrators can name the servers of others for the verbs that they alone have, and for those that nova and openstackclient have the flag for, or that
// lock what others must not touch.
var (
	adminVerbs = []string{"migrate", "live-migrate", "evacuate", "shelve-offload", "diagnostics", "topology", "force-delete"}
	userVerbs  = []string{"confirm-resize", "revert-resize", "delete", "start", "stop", "show", "lock", "unlock"}
)

// scopeKey has in a context the scope of the command that runs.
type scopeKey struct{}

// scope is where a command looks for servers.
type scope struct{ everywhere, forAdmins bool }

// InAllProjects lets verbs of a group look for the names of servers in all projects, where they are told to, and returns the group.
func InAllProjects(g *cobra.Command, verbs ...string) *cobra.Command {
	for _, cmd := range g.Commands() {
		if !slices.Contains(verbs, cmd.Name()) {
			continue
		}
		p, run := new(allProjects), cmd.RunE
		p.add(flagset.Of(cmd), "look for servers in all projects; for administrators")
		look := func(cmd *cobra.Command) {
			cmd.SetContext(context.WithValue(cmd.Context(), scopeKey{}, scope{p.given(), !slices.Contains(userVerbs, cmd.Name())}))
		}
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			look(cmd)
			return run(cmd, args)
		}
		if complete := cmd.ValidArgsFunction; complete != nil {
			cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
				look(cmd)
				return complete(cmd, args, prefix)
			}
		}
	}
	return g
}

func everywhere(ctx context.Context) bool {
	s, _ := ctx.Value(scopeKey{}).(scope)
	return s.everywhere
}

// listScope tells the servers of all projects from those of one.
func listScope(ctx context.Context) string {
	if everywhere(ctx) {
		return " of all projects"
	}
	return ""
}

// listHint names the list that shows a name that nothing has, and the flag of the commands that can look further: to who isn't an administrator it would
// be of no use.
func listHint(ctx context.Context) string {
	switch s, _ := ctx.Value(scopeKey{}).(scope); {
	case s.everywhere:
		return "server list --all-projects"
	case s.forAdmins:
		return "server list; administrators have --all-projects"
	}
	return ""
}
