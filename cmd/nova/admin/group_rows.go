package admin

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// groupRows are the commands about server groups.
func groupRows() []session.Command {
	return []session.Command{
		{
			Name: "server-group-list", Short: "List server groups.", Takes: "--limit=int --offset=int --all-projects",
			Same: "server group list", Run: listGroups,
		},
		{
			Name: "server-group-create", Short: "Create a server group.", Takes: "name policy --rule>rules=*@64",
			Same: "server group create {name} --policy {policy}", Run: createGroup,
		},
		{Name: "server-group-delete", Short: "Delete server groups.", Takes: "id+", Same: "server group delete {id...}", Run: deleteGroups},
		{
			Name: "server-group-get", Short: "Show a server group.", Takes: "id", Same: "server group show {id}",
			Run: func(s *session.Nova) error {
				d, err := s.Get("/os-server-groups/" + session.Escape(s.Args.Text("id")))
				if err != nil {
					return err
				}
				return printGroups(s, []*session.Resource{session.Whole(d.Dict("server_group"))})
			},
		},
	}
}

// printGroups prints a table of server groups.
func printGroups(s *session.Nova, rows []*session.Resource) error {
	fields := []string{"Id", "Name", "Project Id", "User Id", "Policy", "Rules", "Members"}
	switch {
	case s.Minor < 13:
		fields = []string{"Id", "Name", "Policies", "Members", "Metadata"}
	case s.Minor < 64:
		fields = []string{"Id", "Name", "Project Id", "User Id", "Policies", "Members", "Metadata"}
	}
	return s.PrintList(fields, rows, nil, session.Unsorted)
}

// listGroups is `server-group-list`.
func listGroups(s *session.Nova) error {
	opts := map[string]string{"limit": s.Limit()}
	if n, ok := s.Args.Int("offset"); ok && n != 0 {
		opts["offset"] = strconv.Itoa(n)
	}
	if s.Args.Bool("all_projects") {
		opts["all_projects"] = "True"
	}
	all, err := s.List("/os-server-groups"+session.QueryOf(opts, nil), "server_groups")
	if err != nil {
		return err
	}
	return printGroups(s, session.Wholes(all))
}

// createGroup is `server-group-create`.
func createGroup(s *session.Nova) error {
	g := pytext.NewDict("name", s.Args.Text("name"))
	if s.Minor < 64 {
		g.Set("policies", []string{s.Args.Text("policy")})
	} else {
		g.Set("policy", s.Args.Text("policy"))
	}
	rules, err := session.Pairs(s.Args.Texts("rules"))
	if err != nil {
		return err
	}
	const perHost = "max_server_per_host"
	if value, ok := rules.Get(perHost); ok {
		n, isInt := argparse.ParseInt(pytext.Str(value))
		if !isInt {
			return session.Errorf("Invalid '%s' value: %s", perHost, pytext.Str(value))
		}
		rules.Set(perHost, n)
	}
	if len(rules.Keys()) > 0 {
		g.Set("rules", rules)
	}
	d, err := s.Post("/os-server-groups", pytext.NewDict("server_group", g))
	if err != nil {
		return err
	}
	return printGroups(s, []*session.Resource{s.Changed(session.Groups, d.Dict("server_group"))})
}

// deleteGroups is `server-group-delete`. It fails where none could be deleted.
func deleteGroups(s *session.Nova) error {
	ids := s.Args.Texts("id")
	failures := 0
	for _, id := range ids {
		err := s.Delete("/os-server-groups/" + session.Escape(id))
		line := fmt.Sprintf("Server group %s has been successfully deleted.", id)
		switch {
		case errors.Is(err, session.ErrExplained):
			continue
		case s.Ctx.Err() != nil:
			return s.Ctx.Err()
		case err != nil:
			failures++
			line = fmt.Sprintf("Delete for server group %s failed: %s", id, session.MessageOf(err))
		}
		if err := s.Line(line); err != nil {
			return err
		}
	}
	if failures == len(ids) {
		return session.Errorf("Unable to delete any of the specified server groups.")
	}
	return nil
}
