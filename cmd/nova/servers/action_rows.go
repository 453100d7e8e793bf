package servers

import (
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// actionRows are the commands that are one action of a server each.
func actionRows() []session.Command {
	return []session.Command{
		{Name: "pause", Short: "Pause a server.", Takes: "server", Same: "server pause {server}", Run: session.Act("pause")},
		{Name: "unpause", Short: "Let a paused server go on.", Takes: "server", Same: "server unpause {server}", Run: session.Act("unpause")},
		{Name: "suspend", Short: "Suspend a server.", Takes: "server", Same: "server suspend {server}", Run: session.Act("suspend")},
		{Name: "resume", Short: "Let a suspended server go on.", Takes: "server", Same: "server resume {server}", Run: session.Act("resume")},
		{Name: "unlock", Short: "Unlock a server.", Takes: "server", Same: "server unlock {server}", Run: session.Act("unlock")},
		{Name: "unrescue", Short: "End the rescue of a server.", Takes: "server", Same: "server unrescue {server}", Run: session.Act("unrescue")},
		{Name: "shelve", Short: "Shelve a server.", Takes: "server", Same: "server shelve {server}", Run: session.Act("shelve")},
		{Name: "shelve-offload", Short: "Take a shelved server off its host.", Takes: "server", Run: session.Act("shelveOffload")},
		{Name: "reset-network", Short: "Set up the network of a server anew.", Takes: "server", Run: session.Act("resetNetwork")},
		{Name: "trigger-crash-dump", Since: 17, Short: "Make a server write a crash dump.", Takes: "server", Run: session.Act("trigger_crash_dump")},
		{
			Name: "lock", Short: "Lock a server, for all but administrators.", Takes: "server --reason=@73", Same: "server lock {server}",
			Run: func(s *session.Nova) error {
				return s.ActWith("lock", session.Optional("locked_reason", s.Args.Text("reason")))
			},
		},
		{
			Name: "unshelve", Short: "Bring a shelved server back.", Takes: "server --availability-zone=@77", Same: "server unshelve {server}",
			Run: func(s *session.Nova) error {
				return s.ActWith("unshelve", session.Optional("availability_zone", s.Args.Text("availability_zone")))
			},
		},
	}
}

// stateRows are the commands about what else Nova has of a server.
func stateRows() []session.Command {
	return []session.Command{
		{
			Name: "add-secgroup", Short: "Add a security group to a server.", Takes: "server secgroup",
			Same: "server add-security-group {server} {secgroup}",
			Run: func(s *session.Nova) error {
				return s.ActWith("addSecurityGroup", pytext.NewDict("name", s.Args.Text("secgroup")))
			},
		},
		{
			Name: "remove-secgroup", Short: "Take a security group from a server.", Takes: "server secgroup",
			Same: "server remove-security-group {server} {secgroup}",
			Run: func(s *session.Nova) error {
				return s.ActWith("removeSecurityGroup", pytext.NewDict("name", s.Args.Text("secgroup")))
			},
		},
		{
			Name: "list-secgroup", Short: "List the security groups of a server.", Takes: "server",
			Run: func(s *session.Nova) error {
				return s.ListBelow("/os-security-groups", "security_groups", []string{"Id", "Name", "Description"})
			},
		},
		{Name: "reset-state", Short: "Set the state of servers.", Takes: "--all-tenants:1 server+ --active>state:active", Run: resetState},
		{
			Name: "set-password", Short: "Change the administrator's password of a server.", Takes: "server", Same: "server password {server}",
			Run: setPassword,
		},
		{
			Name: "refresh-network", Short: "Have Nova ask for a server's networks anew.", Takes: "server",
			Run: func(s *session.Nova) error {
				r, err := s.Server()
				if err != nil {
					return err
				}
				event := pytext.NewDict("server_uuid", r.ID(), "name", "network-changed")
				_, err = s.Post("/os-server-external-events", pytext.NewDict("events", []any{event}))
				return err
			},
		},
		{
			Name: "diagnostics", Short: "Show diagnostics of a server.", Takes: "server",
			Run: func(s *session.Nova) error { return s.ShowBelow("/diagnostics") },
		},
		{
			Name: "server-topology", Since: 78, Short: "Show how a server lies on its host.", Takes: "server",
			Run: func(s *session.Nova) error { return s.ShowBelow("/topology") },
		},
	}
}
