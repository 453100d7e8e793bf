package admin

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
	"github.com/novactl/novactl/pkg/client/transport"
)

// cloudRows are the commands about the cloud as a whole.
var cloudRows = []session.Command{
	{
		Name: "limits", Short: "Show the limits of a project, and what is used of them.", Takes: "--tenant=? --reserved", Same: "limits",
		Send: "GET /limits?reserved=reserved|'1'&tenant_id=tenant", Then: printLimits,
	},
	{Name: "availability-zone-list", Short: "List availability zones, and to administrators what is in them.", Run: listZones, Rows: zoneTable},
	{Name: "version-list", Short: "List the versions of the API.", Same: "version list", Run: listVersions},
}

// limitNames are the members of absolute limits: what a table calls them, and whether they are a maximum or what is used.
var limitNames = [...][3]string{
	{"maxServerMeta", "Server Meta", "max"}, {"maxPersonality", "Personality", "max"}, {"maxPersonalitySize", "Personality Size", "max"},
	{"maxImageMeta", "ImageMeta", "max"}, {"maxTotalKeypairs", "Keypairs", "max"}, {"totalCoresUsed", "Cores", "used"}, {"maxTotalCores", "Cores", "max"},
	{"totalRAMUsed", "RAM", "used"}, {"maxTotalRAMSize", "RAM", "max"}, {"totalInstancesUsed", "Instances", "used"},
	{"maxTotalInstances", "Instances", "max"}, {"totalFloatingIpsUsed", "FloatingIps", "used"}, {"maxTotalFloatingIps", "FloatingIps", "max"},
	{"totalSecurityGroupsUsed", "SecurityGroups", "used"}, {"maxSecurityGroups", "SecurityGroups", "max"},
	{"maxSecurityGroupRules", "SecurityGroupRules", "max"}, {"maxServerGroups", "ServerGroups", "max"}, {"totalServerGroupsUsed", "ServerGroups", "used"},
	{"maxServerGroupMembers", "ServerGroupMembers", "max"},
}

// printLimits prints the limits of rates, and those of all that there may be.
func printLimits(s *session.Nova, a session.Answer) error {
	all, err := session.One(a.Body, "limits")
	if err != nil {
		return err
	}
	var rates []*session.Resource
	for _, group := range all.Objects("rate") {
		for _, limit := range group.Objects("limit") {
			row := pytext.NewDict("uri", group.Text("uri"))
			for _, name := range []string{"verb", "value", "remaining", "unit", "next-available"} {
				v, _ := limit.Get(name)
				row.Set(name, v)
			}
			rates = append(rates, session.Whole(row))
		}
	}
	if err := s.PrintRows("Verb, URI, Value, Remain=remaining, Unit, Next_Available=next-available", rates); err != nil {
		return err
	}
	return printAbsolute(s, all.Dict("absolute"))
}

// limitName is what a table calls a limit, and its column.
func limitName(member string) (name, column string) {
	for _, l := range limitNames {
		if l[0] == member {
			return l[1], l[2]
		}
	}
	return member, "other"
}

// printAbsolute prints absolute limits, each with what is used of it.
func printAbsolute(s *session.Nova, limits *pytext.Dict) error {
	columns := "Name, Used, Max"
	byName := map[string]*session.Resource{}
	for _, member := range limits.Keys() {
		value, _ := limits.Get(member)
		name, column := limitName(member)
		if column == "other" {
			columns = "Name, Used, Max, Other"
		}
		if byName[name] == nil {
			byName[name] = session.Whole(pytext.NewDict("name", name, "used", "-", "max", "-", "other", "-"))
		}
		byName[name].Set(column, value)
	}
	rows := slices.SortedFunc(maps.Values(byName), func(a, b *session.Resource) int { return strings.Compare(a.Text("name"), b.Text("name")) })
	return s.PrintRows(columns, rows)
}

// listZones is `availability-zone-list`: who may not see what is in the zones gets the zones alone.
func listZones(s *session.Nova) error {
	const table = "availabilityZoneInfo[]: Name, Status"
	err := s.Exchange("GET /os-availability-zone/detail", table)
	if transport.Status(err) == http.StatusForbidden && s.Exchange("GET /os-availability-zone", table) == nil {
		return nil
	}
	return err
}

// zoneTable are zones, with their hosts and what is on them below each.
func zoneTable(zones []*session.Resource) (rows []*session.Resource) {
	add := func(name, status string) {
		rows = append(rows, session.Whole(pytext.NewDict("name", name, "status", status)))
	}
	for _, zone := range zones {
		status := "not available"
		if on, _ := zone.Dict.Dict("zoneState").Get("available"); on == true {
			status = "available"
		}
		add(zone.Text("zoneName"), status)
		hosts := zone.Dict.Dict("hosts")
		for _, host := range slices.Sorted(slices.Values(hosts.Keys())) {
			add("|- "+host, "")
			services := hosts.Dict(host)
			for _, name := range services.Keys() {
				add("| |- "+name, serviceState(services.Dict(name)))
			}
		}
	}
	return rows
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
	columns := "Id, Status, Updated"
	if len(all) > 0 {
		if _, ok := all[0].Get("min_version"); ok {
			columns += ", Min Version, Version"
		}
	}
	head := "Client supported API versions:\nMinimum version " + session.Version(session.Oldest) + "\nMaximum version " + session.Version(session.Newest) + "\n\nServer supported API versions:\n"
	if err := s.Print(head); err != nil {
		return err
	}
	return s.PrintRows(columns, session.Wholes(all))
}
