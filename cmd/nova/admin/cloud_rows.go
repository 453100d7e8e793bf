package admin

import (
	"net/http"
	"slices"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
	"github.com/novactl/novactl/pkg/client/transport"
)

// cloudRows are the commands about the cloud as a whole, and the one that leaves for a server.
func cloudRows() []session.Command {
	return []session.Command{
		{Name: "limits", Short: "Show the limits of a project, and what is used of them.", Takes: "--tenant=? --reserved", Same: "limits", Run: limits},
		{Name: "availability-zone-list", Short: "List availability zones, and to administrators what is in them.", Run: listZones},
		{Name: "version-list", Short: "List the versions of the API.", Same: "version list", Run: listVersions},
	}
}

// limitNames are the members of absolute limits: what a table calls them, and whether they are a maximum or what is used.
var limitNames = map[string][2]string{
	"maxServerMeta": {"Server Meta", "max"}, "maxPersonality": {"Personality", "max"}, "maxPersonalitySize": {"Personality Size", "max"},
	"maxImageMeta": {"ImageMeta", "max"}, "maxTotalKeypairs": {"Keypairs", "max"}, "totalCoresUsed": {"Cores", "used"}, "maxTotalCores": {"Cores", "max"},
	"totalRAMUsed": {"RAM", "used"}, "maxTotalRAMSize": {"RAM", "max"}, "totalInstancesUsed": {"Instances", "used"}, "maxTotalInstances": {"Instances", "max"},
	"totalFloatingIpsUsed": {"FloatingIps", "used"}, "maxTotalFloatingIps": {"FloatingIps", "max"}, "totalSecurityGroupsUsed": {"SecurityGroups", "used"},
	"maxSecurityGroups": {"SecurityGroups", "max"}, "maxSecurityGroupRules": {"SecurityGroupRules", "max"}, "maxServerGroups": {"ServerGroups", "max"},
	"totalServerGroupsUsed": {"ServerGroups", "used"}, "maxServerGroupMembers": {"ServerGroupMembers", "max"},
}

// limits is `limits`.
func limits(s *session.Nova) error {
	opts := map[string]string{"tenant_id": s.Args.Text("tenant")}
	if s.Args.Bool("reserved") {
		opts["reserved"] = "1"
	}
	d, err := s.Get("/limits" + session.QueryOf(opts, nil))
	if err != nil {
		return err
	}
	all := d.Dict("limits")
	var rates []*session.Resource
	for _, group := range all.List("rate") {
		g, _ := group.(*pytext.Dict)
		for _, limit := range g.List("limit") {
			l, _ := limit.(*pytext.Dict)
			row := pytext.NewDict("uri", g.Text("uri"), "regex", g.Text("regex"))
			for to, from := range map[string]string{"verb": "verb", "value": "value", "remain": "remaining", "unit": "unit", "next_available": "next-available"} {
				v, _ := l.Get(from)
				row.Set(to, v)
			}
			rates = append(rates, session.Whole(row))
		}
	}
	if err := s.PrintList([]string{"Verb", "URI", "Value", "Remain", "Unit", "Next_Available"}, rates, nil, session.Unsorted); err != nil {
		return err
	}
	return printAbsolute(s, all.Dict("absolute"))
}

// printAbsolute prints absolute limits, each with what is used of it.
func printAbsolute(s *session.Nova, limits *pytext.Dict) error {
	fields := []string{"Name", "Used", "Max"}
	rows := map[string]*pytext.Dict{}
	var names []string
	for _, member := range limits.Keys() {
		value, _ := limits.Get(member)
		known, ok := limitNames[member]
		if !ok {
			known = [2]string{member, "other"}
			if !slices.Contains(fields, "Other") {
				fields = append(fields, "Other")
			}
		}
		if rows[known[0]] == nil {
			names = append(names, known[0])
			rows[known[0]] = pytext.NewDict("name", known[0], "used", "-", "max", "-", "other", "-")
		}
		rows[known[0]].Set(known[1], value)
	}
	slices.Sort(names)
	table := make([]*session.Resource, len(names))
	for i, name := range names {
		table[i] = session.Whole(rows[name])
	}
	return s.PrintList(fields, table, nil, session.Unsorted)
}

// listZones is `availability-zone-list`.
func listZones(s *session.Nova) error {
	const root = "availabilityZoneInfo"
	all, err := s.List("/os-availability-zone/detail", root)
	if transport.Status(err) == http.StatusForbidden {
		brief, failed := s.List("/os-availability-zone", root)
		if failed != nil {
			return err
		}
		all, err = brief, nil
	}
	if err != nil {
		return err
	}
	var rows []*session.Resource
	add := func(name, status string) {
		rows = append(rows, session.Whole(pytext.NewDict("name", name, "status", status)))
	}
	for _, zone := range all {
		status := "not available"
		if on, _ := zone.Dict("zoneState").Get("available"); on == true {
			status = "available"
		}
		add(zone.Text("zoneName"), status)
		hosts := zone.Dict("hosts")
		for _, host := range slices.Sorted(slices.Values(hosts.Keys())) {
			add("|- "+host, "")
			services := hosts.Dict(host)
			for _, name := range services.Keys() {
				add("| |- "+name, serviceState(services.Dict(name)))
			}
		}
	}
	return s.PrintList([]string{"Name", "Status"}, rows, nil, session.Unsorted)
}

// serviceState is what a service of a zone does.
func serviceState(d *pytext.Dict) string {
	active, up := "disabled", "XXX"
	if v, _ := d.Get("active"); v == true {
		active = "enabled"
	}
	if v, _ := d.Get("available"); v == true {
		up = ":-)"
	}
	return active + " " + up + " " + d.Text("updated_at")
}

// listVersions is `version-list`.
func listVersions(s *session.Nova) error {
	if s.Explain {
		return s.Line("novactl version list")
	}
	d, err := s.Root("")
	if err != nil {
		return err
	}
	all, err := session.Items(d, "versions")
	if err != nil {
		return err
	}
	fields := []string{"Id", "Status", "Updated"}
	if len(all) > 0 {
		if _, ok := all[0].Get("min_version"); ok {
			fields = append(fields, "Min Version", "Version")
		}
	}
	head := "Client supported API versions:\nMinimum version " + session.Version(session.Oldest) + "\nMaximum version " + session.Version(session.Newest) + "\n\nServer supported API versions:\n"
	if err := s.Print(head); err != nil {
		return err
	}
	return s.PrintList(fields, session.Wholes(all), nil, session.Unsorted)
}
