package admin

import (
	"errors"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const (
	liveMigrationOptions = "--block-migrate --disk-over-commit@0-24 --force@30-67"
	liveMigrationMembers = " block_migration=block_migrate@0-24 block_migration=block_migrate||auto@25 disk_over_commit@0-24 force?}"
	action               = "POST /servers/{server}/action "
)

// hostRows are the commands that take servers to other hosts, and those that do something with all servers of a host.
var hostRows = []session.Command{
	{
		Name: "live-migration", Short: "Move a running server to another host.", Takes: "server host? " + liveMigrationOptions,
		Send: action + "os-migrateLive{host" + liveMigrationMembers,
	},
	{
		Name: "evacuate", Short: "Build a server anew whose host has failed.", Answer: ".", // before 2.14 with a password
		Takes: "server host? --password= --on-shared-storage@0-13 --force@29-67",
		Send:  action + "evacuate{onSharedStorage=on_shared_storage@0-13 host~ adminPass!=password force?}",
	},
	{
		Name: "host-evacuate", Short: "Build all servers anew whose host has failed.",
		Takes: "host --target_host= --on-shared-storage@0-13 --force@29-67 --strict",
		Run: func(s *session.Nova) error {
			return eachOnHost(s, "Evacuate Accepted", "evacuating", "evacuate{onSharedStorage=on_shared_storage@0-13 host~=target_host force?}")
		},
	},
	{
		Name: "host-evacuate-live", Short: "Move all running servers off a host.",
		Takes: "host --target-host= --max-servers=int --strict " + liveMigrationOptions,
		Run: func(s *session.Nova) error {
			return eachOnHost(s, "Live Migration Accepted", "live migrating", "os-migrateLive{host=target_host"+liveMigrationMembers)
		},
	},
	{
		Name: "host-servers-migrate", Short: "Move all servers off a host, stopped meanwhile.", Takes: "host --strict",
		Run: func(s *session.Nova) error {
			return eachOnHost(s, "Migration Accepted", "migrating", "migrate=null@0-55 migrate@56{}")
		},
	},
	{
		Name: "host-meta", Short: "Set or delete metadata of all servers of a host.", Takes: "host action{set,delete} metadata+ --strict",
		Run: func(s *session.Nova) error {
			ids, err := onHost(s)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := s.ChangeMetadata(id, session.Extracted(s.Args.Texts("metadata")), false); err != nil {
					return err
				}
			}
			return nil
		},
	},
}

// onHost finds the servers of the host that the line names, with --strict by its whole name.
func onHost(s *session.Nova) (ids []string, err error) {
	host := s.Args.Text("host")
	all, err := s.List(searchPath(s, host, true), "hypervisors")
	if err != nil {
		return nil, err
	}
	matched := false
	for _, h := range all {
		if s.Args.Bool("strict") && (matched || h.Text("hypervisor_hostname") != host) {
			continue
		}
		matched = true
		ids = append(ids, h.Texts("servers", "uuid")...)
	}
	if s.Args.Bool("strict") && !matched {
		return nil, session.Failure("NotFound", "No hypervisor matching '"+host+"' could be found. (HTTP 404)")
	}
	return ids, nil
}

// eachOnHost does an action of each server of a host, and prints of which it was accepted.
func eachOnHost(s *session.Nova, column, doing, action string) error {
	ids, err := onHost(s)
	if err != nil {
		return err
	}
	if n, ok := s.Args.Int("max_servers"); ok {
		ids = ids[:min(max(n, 0), len(ids))]
	}
	body, err := s.Body(action)
	if err != nil {
		return err
	}
	var rows []*session.Resource
	member := strings.ReplaceAll(strings.ToLower(column), " ", "_")
	for _, id := range ids {
		reason := ""
		_, err := s.Post("/servers/"+session.Escape(id)+"/action", body)
		if s.Ctx.Err() != nil || errors.Is(err, session.ErrExplained) {
			return err
		}
		if err != nil {
			reason = "Error while " + doing + " instance: " + session.MessageOf(err)
		}
		rows = append(rows, session.Whole(pytext.NewDict("server_uuid", id, member, err == nil, "error_message", reason)))
	}
	return s.PrintRows("Server UUID, "+column+", Error Message", rows)
}
