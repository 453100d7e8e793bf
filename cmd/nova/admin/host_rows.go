package admin

import (
	"errors"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const liveMigrationOptions = "--block-migrate --disk-over-commit@0-24 --force@30-67"

// hostRows are the commands that do something with all servers of a host.
func hostRows() []session.Command {
	return []session.Command{
		{Name: "live-migration", Short: "Move a running server to another host.", Takes: "server host? " + liveMigrationOptions, Run: liveMigration},
		{
			Name: "evacuate", Short: "Build a server anew whose host has failed.", Run: evacuate,
			Takes: "server host? --password= --on-shared-storage@0-13 --force@29-67",
		},
		{
			Name: "host-evacuate", Short: "Build all servers anew whose host has failed.",
			Takes: "host --target_host= --on-shared-storage@0-13 --force@29-67 --strict",
			Run: func(s *session.Nova) error {
				return eachOnHost(s, "Evacuate Accepted", "evacuating", func(r *session.Resource) error { return evacuateTo(s, r, s.Args.Text("target_host"), "") })
			},
		},
		{
			Name: "host-evacuate-live", Short: "Move all running servers off a host.",
			Takes: "host --target-host= --max-servers=int --strict " + liveMigrationOptions,
			Run: func(s *session.Nova) error {
				return eachOnHost(s, "Live Migration Accepted", "live migrating", func(r *session.Resource) error { return migrateLive(s, r, s.Args.Value("target_host")) })
			},
		},
		{
			Name: "host-servers-migrate", Short: "Move all servers off a host, stopped meanwhile.", Takes: "host --strict",
			Run: func(s *session.Nova) error {
				return eachOnHost(s, "Migration Accepted", "migrating", func(r *session.Resource) error {
					if s.Minor < 56 {
						return s.Action(r, "migrate", nil)
					}
					return s.Action(r, "migrate", pytext.NewDict())
				})
			},
		},
		{
			Name: "host-meta", Short: "Set or delete metadata of all servers of a host.", Takes: "host action{set,delete} metadata+ --strict",
			Run: func(s *session.Nova) error {
				found, err := onHost(s)
				if err != nil {
					return err
				}
				for _, r := range found {
					if err := s.ChangeMetadata(r.ID(), session.Extracted(s.Args.Texts("metadata")), false); err != nil {
						return err
					}
				}
				return nil
			},
		},
	}
}

// onHost finds the servers of the host that the line names, with --strict by its whole name.
func onHost(s *session.Nova) ([]*session.Resource, error) {
	host := s.Args.Text("host")
	all, err := s.List(searchPath(s, host, true), "hypervisors")
	if err != nil {
		return nil, err
	}
	var found []*session.Resource
	matched := false
	for _, h := range all {
		if s.Args.Bool("strict") && (matched || h.Text("hypervisor_hostname") != host) {
			continue
		}
		matched = true
		for _, server := range h.List("servers") {
			if d, ok := server.(*pytext.Dict); ok {
				found = append(found, session.Whole(pytext.NewDict("id", d.Text("uuid"))))
			}
		}
	}
	if s.Args.Bool("strict") && !matched {
		return nil, session.Failure("NotFound", "No hypervisor matching '"+host+"' could be found. (HTTP 404)")
	}
	return found, nil
}

// eachOnHost does something with each server of a host, and prints of which it was accepted.
func eachOnHost(s *session.Nova, column, doing string, do func(*session.Resource) error) error {
	found, err := onHost(s)
	if err != nil {
		return err
	}
	if n, ok := s.Args.Int("max_servers"); ok && n > 0 {
		found = found[:min(n, len(found))]
	}
	var rows []*session.Resource
	member := map[string]string{"Evacuate Accepted": "evacuate_accepted", "Live Migration Accepted": "live_migration_accepted"}[column]
	if member == "" {
		member = "migration_accepted"
	}
	for _, r := range found {
		reason := ""
		err := do(r)
		if s.Ctx.Err() != nil || errors.Is(err, session.ErrExplained) {
			return err
		}
		if err != nil {
			reason = "Error while " + doing + " instance: " + session.MessageOf(err)
		}
		rows = append(rows, session.Whole(pytext.NewDict("server_uuid", r.ID(), member, err == nil, "error_message", reason)))
	}
	return s.PrintList([]string{"Server UUID", column, "Error Message"}, rows, nil, session.Unsorted)
}

// evacuate is `evacuate`.
func evacuate(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	host, _ := s.Args.Value("host").(string)
	a, err := s.ActionAnswer(r, "evacuate", evacuation(s, host, s.Args.Value("password")))
	if err != nil {
		return s.WithPassword(err)
	}
	if a.Body == nil {
		return nil
	}
	return s.PrintDict(a.Body, 0)
}

// evacuateTo evacuates a server.
func evacuateTo(s *session.Nova, r *session.Resource, host, password string) error {
	var value any
	if password != "" {
		value = password
	}
	return s.Action(r, "evacuate", evacuation(s, host, value))
}

// evacuation is the document of an evacuation.
func evacuation(s *session.Nova, host string, password any) *pytext.Dict {
	info := pytext.NewDict()
	if s.Minor < 14 {
		info.Set("onSharedStorage", s.Args.Bool("on_shared_storage"))
	}
	if host != "" {
		info.Set("host", host)
	}
	if password != nil {
		info.Set("adminPass", password)
	}
	if s.Args.Bool("force") {
		info.Set("force", true)
	}
	return info
}

// liveMigration is `live-migration`.
func liveMigration(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	return migrateLive(s, r, s.Args.Value("host"))
}

// migrateLive moves a running server. A nil host is one that the cloud chooses.
func migrateLive(s *session.Nova, r *session.Resource, host any) error {
	block := any(s.Args.Bool("block_migrate"))
	if s.Minor >= 25 && block == false {
		block = "auto"
	}
	info := pytext.NewDict("host", host, "block_migration", block)
	if s.Minor < 25 {
		info.Set("disk_over_commit", s.Args.Bool("disk_over_commit"))
	}
	if s.Args.Bool("force") {
		info.Set("force", true)
	}
	return s.Action(r, "os-migrateLive", info)
}
