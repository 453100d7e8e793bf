package servers

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// states are the names of the states of power, by their numbers.
var states = []string{"NOSTATE", "Running", "", "Paused", "Shutdown", "", "Crashed", "Suspended"}

// addStates gives a server the members under the names that columns have.
func addStates(r *session.Resource) {
	for _, pair := range [][2]string{
		{"OS-EXT-SRV-ATTR:host", "host"}, {"OS-EXT-STS:task_state", "task_state"}, {"OS-EXT-SRV-ATTR:instance_name", "instance_name"},
		{"OS-EXT-STS:power_state", "power_state"}, {"hostId", "host_id"},
	} {
		v, ok := r.Get(pair[0])
		if _, there := r.Get(pair[1]); ok && !there {
			r.Set(pair[1], v)
		}
	}
	power := "N/A"
	if n, ok := argparse.ParseInt(r.Text("power_state")); ok && n >= 0 && n < len(states) {
		power = states[n]
	}
	r.Set("power_state", power)
	if _, ok := r.Get("task_state"); !ok {
		r.Set("task_state", "N/A")
	}
}

// expandFlavor makes members of a flavor that is part of the server.
func expandFlavor(s *session.Nova, r *session.Resource) {
	flavor := r.Dict.Dict("flavor")
	if flavor == nil || s.Minor < 47 || s.Args.Bool("minimal") {
		return
	}
	for _, k := range flavor.Keys() {
		v, _ := flavor.Get(k)
		r.Set("flavor:"+k, v)
	}
	r.Set("flavor", "") // the column is there, and empty
}

// serverColumns are the columns of a list of servers.
func serverColumns(s *session.Nova, rows []*session.Resource) ([]string, map[string]session.Formatter, error) {
	if s.Args.Bool("minimal") {
		return []string{"ID", "Name"}, map[string]session.Formatter{}, nil
	}
	if given := s.Args.Text("fields"); given != "" && len(rows) > 0 {
		columns, formatters, err := fieldColumns(s, given, rows[0])
		if err != nil || len(columns) > 1 {
			return columns, formatters, err
		}
	}
	columns := []string{"ID", "Name", "Status", "Task State", "Power State", "Networks"}
	if allTenants(s) != 0 {
		columns = slices.Insert(columns, 2, "Tenant ID")
	}
	if s.Args.Text("changes_since") != "" || s.Args.Text("changes_before") != "" {
		columns = append(columns, "Updated")
	}
	return columns, map[string]session.Formatter{}, nil
}

// fieldColumns are the columns that --fields asks for; the first server says which there are.
func fieldColumns(s *session.Nova, given string, first *session.Resource) ([]string, map[string]session.Formatter, error) {
	columns, formatters := []string{"ID"}, map[string]session.Formatter{}
	var unknown []string
	seen := map[string]bool{"id": true}
	for field := range strings.SplitSeq(given, ",") {
		_, there := first.Get(field)
		switch {
		case !there && field != "networks":
			unknown = append(unknown, field)
			continue
		case seen[field]:
			continue
		}
		seen[field] = true
		title := fieldTitle(field)
		columns = append(columns, title)
		formatters[title] = fieldCell(s, field)
	}
	if unknown != nil {
		return nil, nil, session.Errorf("Non-existent fields are specified: %s", pytext.Repr(unknown))
	}
	return columns, formatters, nil
}

// fieldCell shows a member as --fields does.
func fieldCell(s *session.Nova, field string) session.Formatter {
	return func(r *session.Resource) any {
		v, ok := r.Get(field)
		switch {
		case field == "networks":
			return networks(r.Dict)
		case !ok:
			return ""
		case field == "security_groups" && len(r.List(field)) > 0:
			return strings.Join(groupNames(r.Dict), ", ")
		case field == "flavor" && s.Minor < 47 && r.Dict.Dict(field) != nil:
			return r.Dict.Dict(field).Text("id")
		}
		return v
	}
}

// fieldTitle is the head of a member's column: what is behind the last colon, in words that begin with capitals.
func fieldTitle(field string) string {
	i := strings.LastIndex(field, ":")
	name := strings.ReplaceAll(field[i+1:], "_", " ")
	if name == strings.ToUpper(name) || name == strings.ToLower(name) {
		name = titled(name)
	}
	if i < 0 {
		return name
	}
	return field[:i] + ": " + name
}

// titled has a capital at the beginning of each word.
func titled(text string) string {
	var b strings.Builder
	inWord := false
	for _, r := range strings.ToLower(text) {
		isLetter := r >= 'a' && r <= 'z'
		if isLetter && !inWord {
			r -= 'a' - 'A'
		}
		inWord = isLetter
		b.WriteRune(r)
	}
	return b.String()
}
