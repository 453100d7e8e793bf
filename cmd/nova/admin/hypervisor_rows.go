package admin

import (
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// hypervisorRows are the commands about hypervisors.
func hypervisorRows() []session.Command {
	return []session.Command{
		{Name: "hypervisor-list", Short: "List hypervisors.", Takes: "--matching= --marker=@33 --limit=int@33", Run: listHypervisors},
		{Name: "hypervisor-show", Short: "Show a hypervisor.", Takes: "hypervisor --wrap=", Run: showHypervisor},
		{Name: "hypervisor-uptime", Short: "Show how long a hypervisor has been up.", Takes: "hypervisor", Run: hypervisorUptime},
		{Name: "hypervisor-servers", Short: "List the servers of the hypervisors whose names match.", Takes: "hostname", Run: hypervisorServers},
		{
			Name: "hypervisor-stats", Short: "Show statistics over all hypervisors, which the API has no more since 2.88.",
			Run: func(s *session.Nova) error {
				if s.Minor >= 88 {
					return session.Errorf("The hypervisor-stats command is not supported in API version 2.88 or later.")
				}
				d, err := s.Get("/os-hypervisors/statistics")
				if err != nil {
					return err
				}
				return s.PrintDict(d.Dict("hypervisor_statistics"), 0)
			},
		},
	}
}

// searchPath is the path of the hypervisors whose names match a pattern, with their servers where they are asked for.
func searchPath(s *session.Nova, pattern string, withServers bool) string {
	pattern = strings.ReplaceAll(url.QueryEscape(pattern), "+", "%20")
	switch {
	case s.Minor >= 53 && withServers:
		return "/os-hypervisors?hypervisor_hostname_pattern=" + pattern + "&with_servers=True"
	case s.Minor >= 53:
		return "/os-hypervisors?hypervisor_hostname_pattern=" + pattern
	case withServers:
		return "/os-hypervisors/" + pattern + "/servers"
	}
	return "/os-hypervisors/" + pattern + "/search"
}

// listHypervisors is `hypervisor-list`.
func listHypervisors(s *session.Nova) error {
	path := "/os-hypervisors" + session.QueryOf(map[string]string{"limit": s.Limit(), "marker": s.Args.Text("marker")}, nil)
	if pattern := s.Args.Text("matching"); pattern != "" {
		path = searchPath(s, pattern, false)
	}
	return s.PrintAll(path, "hypervisors", []string{"ID", "Hypervisor hostname", "State", "Status"})
}

// hypervisor finds the hypervisor that the line names.
func hypervisor(s *session.Nova) (*session.Resource, error) {
	r, err := s.Find(session.Hypervisors, s.Args.Text("hypervisor"))
	if err == nil && s.Explain {
		return nil, s.ExplainRequest("GET", "/os-hypervisors/"+session.Escape(r.ID()), nil)
	}
	return r, err
}

// showHypervisor is `hypervisor-show`.
func showHypervisor(s *session.Nova) error {
	r, err := hypervisor(s)
	if err != nil {
		return err
	}
	wrap := 40
	if s.Args.Given("wrap") {
		n, ok := argparse.ParseInt(s.Args.Text("wrap"))
		if !ok {
			return session.Failure("ValueError", "invalid literal for int() with base 10: "+pytext.Repr(s.Args.Text("wrap")))
		}
		wrap = n
	}
	flat := pytext.NewDict()
	for _, k := range r.Keys() {
		v, _ := r.Get(k)
		if text, ok := v.(string); ok {
			if inner, err := pytext.Decode([]byte(text)); err == nil {
				v = inner
			}
		}
		flatten(flat, k, v)
	}
	return s.PrintDict(flat, wrap)
}

// flatten puts the members of objects into d, under names that have those of the objects before them.
func flatten(d *pytext.Dict, name string, v any) {
	inner, ok := v.(*pytext.Dict)
	if !ok || len(inner.Keys()) == 0 {
		d.Set(name, v)
		return
	}
	for _, k := range inner.Keys() {
		member, _ := inner.Get(k)
		flatten(d, name+"_"+k, member)
	}
}

// hypervisorUptime is `hypervisor-uptime`.
func hypervisorUptime(s *session.Nova) error {
	r, err := hypervisor(s)
	if err != nil {
		return err
	}
	path := "/os-hypervisors/" + session.Escape(r.ID())
	if s.Minor < 88 {
		path += "/uptime"
	}
	d, err := s.Get(path)
	if err != nil {
		return err
	}
	h := d.Dict("hypervisor")
	if s.Minor < 88 {
		return s.PrintDict(h, 0)
	}
	info := pytext.NewDict()
	for _, k := range h.Keys() {
		if slices.Contains([]string{"id", "hypervisor_hostname", "state", "status", "uptime"}, k) {
			v, _ := h.Get(k)
			info.Set(k, v)
		}
	}
	return s.PrintDict(info, 0)
}

// hypervisorServers is `hypervisor-servers`.
func hypervisorServers(s *session.Nova) error {
	all, err := s.List(searchPath(s, s.Args.Text("hostname"), true), "hypervisors")
	if err != nil {
		return err
	}
	var rows []*session.Resource
	for _, h := range all {
		id, _ := h.Get("id")
		host, _ := h.Get("hypervisor_hostname")
		for _, server := range h.List("servers") {
			if d, ok := server.(*pytext.Dict); ok {
				row := pytext.NewDict("id", d.Text("uuid"), "name", d.Text("name"), "hypervisor_id", id, "hypervisor_hostname", host)
				rows = append(rows, session.Whole(row))
			}
		}
	}
	return s.PrintList([]string{"ID", "Name", "Hypervisor ID", "Hypervisor Hostname"}, rows, nil, session.Unsorted)
}
