package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// hypervisorRows are the commands about hypervisors.
var hypervisorRows = []session.Command{
	{
		Name: "hypervisor-list", Short: "List hypervisors.", Takes: "--matching= --marker=@33 --limit=int@33",
		Run: func(s *session.Nova) error {
			r, err := s.Request("GET /os-hypervisors?limit&marker")
			if err != nil {
				return err
			}
			if pattern := s.Args.Text("matching"); pattern != "" {
				r.Path = searchPath(s, pattern, false)
			}
			return s.Ask(r, "hypervisors[]: ID, Hypervisor hostname, State, Status")
		},
	},
	{
		Name: "hypervisor-show", Short: "Show a hypervisor.", Takes: "hypervisor --wrap=~40",
		Send: "FIND {hypervisor}", Answer: "hypervisor/wrap", Derive: flattenHypervisor,
	},
	{
		Name: "hypervisor-uptime", Short: "Show how long a hypervisor has been up.", Takes: "hypervisor", Answer: "hypervisor",
		Derive: keepUptime,
		Send:   "@88 GET /os-hypervisors/{hypervisor}; GET /os-hypervisors/{hypervisor}/uptime",
	},
	{
		Name: "hypervisor-servers", Short: "List the servers of the hypervisors whose names match.", Takes: "hostname", Rows: serversOf,
		Run: func(s *session.Nova) error {
			r := session.Request{Method: http.MethodGet, Path: searchPath(s, s.Args.Text("hostname"), true)}
			return s.Ask(r, "hypervisors[]: ID, Name, Hypervisor ID, Hypervisor Hostname")
		},
	},
	{
		Name: "hypervisor-stats", Short: "Show statistics over all hypervisors, which the API has no more since 2.88.",
		Send: "GET /os-hypervisors/statistics", Answer: "hypervisor_statistics",
		Check: func(s *session.Nova) error {
			if s.Minor >= 88 {
				return session.Errorf("The hypervisor-stats command is not supported in API version 2.88 or later.")
			}
			return nil
		},
	},
}

// searchPath is the path of the hypervisors whose names match a pattern, with their servers where they are asked for.
func searchPath(s *session.Nova, pattern string, withServers bool) string {
	pattern = session.FullyEscaped(pattern)
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

// keepUptime leaves of a hypervisor what the answer about its uptime had before 2.88.
func keepUptime(s *session.Nova, r *session.Resource) {
	for _, k := range slices.Clone(r.Keys()) {
		if s.Minor >= 88 && !strings.Contains(" id hypervisor_hostname state status uptime ", " "+k+" ") {
			r.Delete(k)
		}
	}
}

// flattenHypervisor puts the members of a hypervisor's objects, also of those that are told as text, among its own.
func flattenHypervisor(_ *session.Nova, r *session.Resource) {
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
	r.Dict = flat
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

// serversOf are the servers of hypervisors.
func serversOf(hypervisors []*session.Resource) (rows []*session.Resource) {
	for _, h := range hypervisors {
		id, _ := h.Get("id")
		host, _ := h.Get("hypervisor_hostname")
		for _, server := range h.Objects("servers") {
			row := pytext.NewDict("id", server.Text("uuid"), "name", server.Text("name"), "hypervisor_id", id, "hypervisor_hostname", host)
			rows = append(rows, session.Whole(row))
		}
	}
	return rows
}
