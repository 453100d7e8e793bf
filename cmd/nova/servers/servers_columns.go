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

// deriveServer gives a server the members that columns have, under their names.
func deriveServer(s *session.Nova, r *session.Resource) {
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
	r.Set("networks", networksOf(r.Dict))
	if names := r.Texts("security_groups", "name"); names != nil {
		r.Set("security_groups", strings.Join(names, ", "))
	}
	deriveFlavor(s, r)
}

// deriveFlavor leaves of a server's flavor its id. From 2.47 on, when the flavor is part of the server, its members become some of the server.
func deriveFlavor(s *session.Nova, r *session.Resource) {
	flavor := r.Dict.Dict("flavor")
	switch {
	case flavor == nil || s.Args.Bool("minimal"):
	case s.Minor < 47:
		r.Set("flavor", flavor.Text("id"))
	default:
		addMembers(r.Dict, "flavor:", flavor)
		r.Set("flavor", "") // the column is there, and empty
	}
}

// addMembers adds the members of an object to another, under names that begin alike.
func addMembers(to *pytext.Dict, prefix string, from *pytext.Dict) {
	for _, k := range from.Keys() {
		v, _ := from.Get(k)
		to.Set(prefix+k, v)
	}
}

// serverColumns are the columns of a list of servers.
func serverColumns(s *session.Nova, rows []*session.Resource) ([]session.Column, error) {
	if given := s.Args.Text("fields"); given != "" && len(rows) > 0 && !s.Args.Bool("minimal") {
		columns, err := fieldColumns(given, rows[0])
		if err != nil || len(columns) > 1 {
			return columns, err
		}
	}
	names := "ID, Name, "
	if !s.Args.Bool("minimal") {
		if allTenants(s) != 0 {
			names += "Tenant ID, "
		}
		names += "Status, Task State, Power State, Networks, "
		if s.Args.Text("changes_since") != "" || s.Args.Text("changes_before") != "" {
			names += "Updated, "
		}
	}
	columns, _ := s.Columns(strings.TrimSuffix(names, ", "))
	return columns, nil
}

// fieldColumns are the columns that --fields asks for; the first server says which there are.
func fieldColumns(given string, first *session.Resource) ([]session.Column, error) {
	columns := []session.Column{{Title: "ID", Member: "id"}}
	var unknown []string
	for field := range strings.SplitSeq(given, ",") {
		_, there := first.Get(field)
		switch {
		case !there:
			unknown = append(unknown, field)
		case !slices.ContainsFunc(columns, func(c session.Column) bool { return c.Member == field }):
			columns = append(columns, session.Column{Title: fieldTitle(field), Member: field, Raw: true})
		}
	}
	if unknown != nil {
		return nil, session.Errorf("Non-existent fields are specified: %s", pytext.Repr(unknown))
	}
	return columns, nil
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
