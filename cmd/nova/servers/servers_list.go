package servers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// listServers is `list`.
func listServers(s *session.Nova) error {
	params, sorted, err := serverParams(s)
	if err != nil {
		return err
	}
	found, err := pagesOfServers(s, params)
	if err != nil {
		return err
	}
	rows := session.Wholes(found)
	for _, r := range rows {
		deriveServer(s, r)
	}
	columns, err := serverColumns(s, rows)
	if err != nil {
		return err
	}
	column := 1
	if sorted {
		column = session.Unsorted
	}
	return s.PrintTable(columns, rows, column)
}

// pagesOfServers reads servers: page after page where --limit is -1.
func pagesOfServers(s *session.Nova, params []string) (all []*pytext.Dict, err error) {
	path := "/servers/detail"
	if s.Args.Bool("minimal") {
		path = "/servers"
	}
	marker := s.Args.Text("marker")
	if n, _ := s.Args.Int("limit"); n != -1 {
		return s.List(path+session.Sorted(append(params, "marker", marker)...), "servers")
	}
	for {
		page, err := s.Get(path + session.Sorted(append(slices.Clone(params), "marker", marker)...))
		if err != nil {
			return nil, err
		}
		found, err := session.Items(page, "servers")
		if err != nil || len(found) == 0 {
			return all, err
		}
		all = append(all, found...)
		next := found[len(found)-1].Text("id")
		if next == marker || next == "" {
			return all, nil
		}
		marker = next
	}
}

// serverParams are the parameters of a list of servers but for the marker, and whether they sort it.
func serverParams(s *session.Nova) (params []string, sorted bool, err error) {
	params, err = s.Params("image?=image.id&flavor?=flavor.id&changes-since&changes-before&reservation_id&ip&ip6&name&status&tenant_id=tenant&" +
		"user_id=user&host&availability_zone&key_name&progress&vm_state&task_state&power_state&tags&tags-any&not-tags&not-tags-any&locked&deleted")
	if err != nil {
		return nil, false, err
	}
	sort, err := sortParams(s)
	if n := allTenants(s); n != 0 {
		params = append(params, "all_tenants", strconv.Itoa(n))
	}
	if s.Args.Given("config_drive") {
		params = append(params, "config_drive", pytext.Str(s.Args.Bool("config_drive")))
	}
	if n, ok := s.Args.Int("limit"); ok && n != 0 && n != -1 {
		params = append(params, "limit", strconv.Itoa(n))
	}
	return append(params, sort...), len(sort) > 0, err
}

// allTenants is the value of --all-tenants, 1 with --tenant, or what the environment says.
func allTenants(s *session.Nova) int {
	if s.Args.Text("tenant") != "" {
		return 1
	}
	if n, ok := s.Args.Int("all_tenants"); ok {
		return n
	}
	if on, ok := session.Truth(s.Variables().AllTenants); ok && on {
		return 1
	}
	return 0
}

// sortParams are the parameters that --sort stands for.
func sortParams(s *session.Nova) (params []string, err error) {
	given := s.Args.Text("sort")
	if given == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(given, ",") {
		key, direction, _ := strings.Cut(part, ":")
		switch direction {
		case "":
			direction = "desc"
		case "asc", "desc":
		default:
			return nil, session.Errorf("Unknown sort direction: %s", direction)
		}
		params = append(params, "sort_key", key, "sort_dir", direction)
	}
	return params, nil
}
