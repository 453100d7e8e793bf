package admin

import (
	"slices"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// migrationRows are the commands about migrations.
func migrationRows() []session.Command {
	return []session.Command{
		{
			Name: "migration-list", Short: "List migrations.", Run: listMigrations,
			Takes: `--instance-uuid= --host= --status= --migration-type= --source-compute= --marker=@59 --limit=int@59 --changes-since=@59
				--changes-before=@66 --project-id=@80 --user-id=@80`,
		},
		{Name: "server-migration-list", Since: 23, Short: "List the migrations of a server that go on.", Takes: "server", Run: listServerMigrations},
		{
			Name: "server-migration-show", Since: 23, Short: "Show a migration of a server.", Takes: "server migration",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/migrations/" + session.Escape(s.Args.Text("migration")))
				if err != nil {
					return err
				}
				d, err := s.Get(path)
				if err != nil {
					return err
				}
				return s.PrintDict(d.Dict("migration"), 0)
			},
		},
		{
			Name: "live-migration-abort", Since: 24, Short: "Break off a live migration.", Takes: "server migration",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/migrations/" + session.Escape(s.Args.Text("migration")))
				if err != nil {
					return err
				}
				return s.Delete(path)
			},
		},
		{
			Name: "live-migration-force-complete", Since: 22, Short: "Make a live migration come to its end.", Takes: "server migration",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/migrations/" + session.Escape(s.Args.Text("migration")) + "/action")
				if err != nil {
					return err
				}
				_, err = s.Post(path, pytext.NewDict("force_complete", nil))
				return err
			},
		},
	}
}

// listMigrations is `migration-list`.
func listMigrations(s *session.Nova) error {
	if err := s.CheckTimes(); err != nil {
		return err
	}
	opts := map[string]string{
		"limit": s.Limit(), "changes-since": s.Args.Text("changes_since"), "changes-before": s.Args.Text("changes_before"),
	}
	for _, name := range []string{"host", "status", "instance_uuid", "marker", "migration_type", "source_compute", "user_id", "project_id"} {
		opts[name] = s.Args.Text(name)
	}
	all, err := s.List("/os-migrations"+session.QueryOf(opts, nil), "migrations")
	if err != nil {
		return err
	}
	fields := []string{"Source Node", "Dest Node", "Source Compute", "Dest Compute", "Dest Host", "Status", "Instance UUID", "Old Flavor", "New Flavor", "Created At", "Updated At"}
	if s.Minor >= 59 {
		fields = slices.Insert(fields, 0, "UUID")
	}
	if s.Minor >= 23 {
		fields = append(slices.Insert(fields, 0, "Id"), "Type")
	}
	return s.PrintList(withOwners(s, fields), session.Wholes(all), map[string]session.Formatter{
		"Old Flavor": member("old_instance_type_id"), "New Flavor": member("new_instance_type_id"), "Type": member("migration_type"),
	}, session.Unsorted)
}

// withOwners adds the columns that migrations have since 2.80.
func withOwners(s *session.Nova, fields []string) []string {
	if s.Minor >= 80 {
		fields = append(fields, "Project ID", "User ID")
	}
	return fields
}

// member shows a member as it is.
func member(name string) session.Formatter {
	return func(r *session.Resource) any {
		v, ok := r.Get(name)
		if !ok {
			return ""
		}
		return v
	}
}

// listServerMigrations is `server-migration-list`.
func listServerMigrations(s *session.Nova) error {
	path, err := s.Below("/migrations")
	if err != nil {
		return err
	}
	all, err := s.List(path, "migrations")
	if err != nil {
		return err
	}
	fields := withOwners(s, []string{"Id", "Source Node", "Dest Node", "Source Compute", "Dest Compute", "Dest Host", "Status", "Server UUID", "Created At", "Updated At"})
	formatters := map[string]session.Formatter{}
	for _, of := range []string{"Memory", "Disk"} {
		for _, part := range []string{"Total", "Processed", "Remaining"} {
			title := part + " " + of + " Bytes"
			fields = append(fields, title)
			formatters[title] = member(map[string]string{"Memory": "memory", "Disk": "disk"}[of] + "_" + map[string]string{
				"Total": "total", "Processed": "processed", "Remaining": "remaining",
			}[part] + "_bytes")
		}
	}
	return s.PrintList(fields, session.Wholes(all), formatters, session.Unsorted)
}
