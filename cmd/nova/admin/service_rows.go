package admin

import (
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const (
	servicesPath = "/os-services"
	compute      = "nova-compute"
	ofService    = "host@0-52 id@53 "
)

// serviceRows are the commands about Nova's own services.
func serviceRows() []session.Command {
	return []session.Command{
		{Name: "service-list", Short: "List Nova's services.", Takes: "--host= --binary=", Run: listServices},
		{
			Name: "service-enable", Short: "Let servers be placed on a host.", Takes: ofService,
			Run: func(s *session.Nova) error {
				return changeService(s, "enable", pytext.NewDict("status", "enabled"), "Status")
			},
		},
		{
			Name: "service-disable", Short: "Let no more servers be placed on a host.", Takes: ofService + "--reason=",
			Run: func(s *session.Nova) error {
				change := pytext.NewDict("status", "disabled")
				reason := s.Args.Text("reason")
				if reason == "" {
					return changeService(s, "disable", change, "Status")
				}
				change.Set("disabled_reason", reason)
				return changeService(s, "disable-log-reason", change, "Status", "Disabled Reason")
			},
		},
		{
			Name: "service-force-down", Since: 11, Short: "Say that a service is down, or with --unset no longer.", Takes: ofService + "--unset",
			Run: func(s *session.Nova) error {
				return changeService(s, "force-down", pytext.NewDict("forced_down", !s.Args.Bool("unset")), "Forced down")
			},
		},
		{
			Name: "service-delete", Short: "Delete a service that runs no more: before 2.53 by its number, since then by its UUID.", Takes: "id",
			Run: func(s *session.Nova) error { return s.Delete(servicesPath + "/" + session.Escape(s.Args.Text("id"))) },
		},
	}
}

// listServices is `service-list`.
func listServices(s *session.Nova) error {
	fields := []string{"Id", "Binary", "Host", "Zone", "Status", "State", "Updated_at", "Disabled Reason"}
	if s.Minor >= 11 {
		fields = append(fields, "Forced down")
	}
	return s.PrintAll(servicesPath+session.Query("host", s.Args.Text("host"), "binary", s.Args.Text("binary")), "services", fields)
}

// changeService changes a service: before 2.53 that of a host, by a path for each change, since then the one with an id.
func changeService(s *session.Nova, path string, change *pytext.Dict, columns ...string) error {
	fields := append([]string{"Host", "Binary"}, columns...)
	if s.Minor >= 53 {
		path = session.Escape(s.Args.Text("id"))
		fields = append([]string{"ID"}, fields...)
	} else {
		change.Delete("status")
		old := pytext.NewDict("host", s.Args.Text("host"), "binary", compute)
		for _, k := range change.Keys() {
			v, _ := change.Get(k)
			old.Set(k, v)
		}
		change = old
	}
	d, err := s.Put(servicesPath+"/"+path, change)
	if err != nil {
		return err
	}
	return s.PrintList(fields, []*session.Resource{session.Whole(d.Dict("service"))}, nil, session.Unsorted)
}

// agentRows are the commands about builds of the guest agent, which no Nova has had since 2021.
func agentRows() []session.Command {
	const agents = "/os-agents"
	outdated := func(run func(*session.Nova) error) func(*session.Nova) error {
		return func(s *session.Nova) error {
			s.Complain("This command has been deprecated since 23.0.0 Wallaby Release and will be removed in the first major release after the Nova server 24.0.0 X release.\n")
			return run(s)
		}
	}
	document := func(s *session.Nova, names ...string) *pytext.Dict {
		d := pytext.NewDict()
		for _, name := range names {
			d.Set(name, s.Args.Text(name))
		}
		return d
	}
	show := func(s *session.Nova, d *pytext.Dict, err error) error {
		if err != nil {
			return err
		}
		return s.PrintDict(d.Dict("agent"), 0)
	}
	return []session.Command{
		{Name: "agent-list", Short: "List builds of the guest agent (no Nova has them any more).", Takes: "--hypervisor=", Run: outdated(func(s *session.Nova) error {
			fields := []string{"Agent_id", "Hypervisor", "OS", "Architecture", "Version", "Md5hash", "Url"}
			return s.PrintAll(agents+session.Query("hypervisor", s.Args.Text("hypervisor")), "agents", fields)
		})},
		{Name: "agent-create", Short: "Add a build of the guest agent.", Takes: "os architecture version url md5hash hypervisor", Run: outdated(func(s *session.Nova) error {
			d, err := s.Post(agents, pytext.NewDict("agent", document(s, "hypervisor", "os", "architecture", "version", "url", "md5hash")))
			return show(s, d, err)
		})},
		{Name: "agent-delete", Short: "Delete a build of the guest agent.", Takes: "id", Run: outdated(func(s *session.Nova) error {
			return s.Delete(agents + "/" + session.Escape(s.Args.Text("id")))
		})},
		{Name: "agent-modify", Short: "Change a build of the guest agent.", Takes: "id version url md5hash", Run: outdated(func(s *session.Nova) error {
			d, err := s.Put(agents+"/"+session.Escape(s.Args.Text("id")), pytext.NewDict("para", document(s, "version", "url", "md5hash")))
			return show(s, d, err)
		})},
	}
}
