package admin

import (
	"net/http"
	"strconv"
	"time"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// usageRows are the commands about what projects used.
var usageRows = []session.Command{
	{Name: "usage", Short: "Show what a project used.", Takes: "--start= --end= --tenant=", Run: usage},
	{Name: "usage-list", Short: "Show what all projects used.", Takes: "--start= --end=", Run: usageList},
	{
		Name: "instance-usage-audit-log", Short: "Show which hosts have told what their servers used.", Takes: "--before=",
		Run: func(s *session.Nova) error {
			path, root := "/os-instance_usage_audit_log", "instance_usage_audit_logs"
			if before := s.Args.Text("before"); before != "" {
				path, root = path+"/"+session.FullyEscaped(before), "instance_usage_audit_log"
			}
			return s.Ask(session.Request{Method: http.MethodGet, Path: path}, root)
		},
		Derive: func(_ *session.Nova, r *session.Resource) { r.Prettify("hosts_not_run") },
	},
}

const dayForm = "2006-01-02"

// period reads --start and --end: four weeks up to tomorrow, where they are left out.
func period(s *session.Nova) (start, end time.Time, err error) {
	now := time.Now().UTC()
	start, end = now.AddDate(0, 0, -28), now.AddDate(0, 0, 1)
	for dest, to := range map[string]*time.Time{"start": &start, "end": &end} {
		given := s.Args.Text(dest)
		if given == "" {
			continue
		}
		if *to, err = time.Parse("2006-1-2", given); err != nil {
			return start, end, session.Failure("ValueError", "time data "+pytext.Repr(given)+" does not match format '%Y-%m-%d'")
		}
	}
	return start, end, nil
}

// isoTime is a time as Python's isoformat has it.
func isoTime(t time.Time) string {
	if t.Nanosecond() == 0 {
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04:05.000000")
}

// usageMembers are what is told of a project's use, and added up over pages.
var usageMembers = []string{"total_memory_mb_usage", "total_vcpus_usage", "total_local_gb_usage"}

// printUsage prints what projects used from a day to another.
func printUsage(s *session.Nova, start, end time.Time, first string, all []*pytext.Dict) error {
	if err := s.Line("Usage from " + start.Format(dayForm) + " to " + end.Format(dayForm) + ":"); err != nil {
		return err
	}
	if first == "" && float(all[0], "total_vcpus_usage") == 0 {
		return s.Line("None")
	}
	for _, u := range all {
		u.Set("servers", len(u.List("server_usages")))
		for _, m := range usageMembers {
			u.Set(m, strconv.FormatFloat(float(u, m), 'f', 2, 64))
		}
	}
	const columns = "Servers, RAM MiB-Hours=total_memory_mb_usage, CPU Hours=total_vcpus_usage, Disk GiB-Hours=total_local_gb_usage"
	return s.PrintRows(first+columns, session.Wholes(all))
}

func float(d *pytext.Dict, name string) float64 {
	f, _ := strconv.ParseFloat(d.Text(name), 64)
	return f
}

// addUsage adds what a project used to the list, or to what the pages before had of that project.
func addUsage(all []*pytext.Dict, more *pytext.Dict) []*pytext.Dict {
	for _, to := range all {
		if id := more.Text("tenant_id"); id != "" && id != to.Text("tenant_id") {
			continue
		}
		to.Set("server_usages", append(to.List("server_usages"), more.List("server_usages")...))
		for _, m := range usageMembers {
			to.Set(m, pytext.Number(strconv.FormatFloat(float(to, m)+float(more, m), 'f', -1, 64)))
		}
		return all
	}
	return append(all, more)
}

// lastServer is the server behind which the next page begins; "" where there is none.
func lastServer(d *pytext.Dict) string {
	ids := d.Texts("server_usages", "instance_id")
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// again reports whether a page is the one before its marker: a cloud that takes no markers answers each with the first page.
func again(marker string, page *pytext.Dict) bool { return marker != "" && lastServer(page) == marker }

// usage is `usage`.
func usage(s *session.Nova) error {
	return readUsage(s, "GET /os-simple-tenant-usage/{project}", "", "", func(d *pytext.Dict) ([]*pytext.Dict, error) {
		one, err := session.One(d, "tenant_usage")
		return []*pytext.Dict{one}, err
	})
}

// usageList is `usage-list`.
func usageList(s *session.Nova) error {
	return readUsage(s, "GET /os-simple-tenant-usage", "&detailed=1", "Tenant ID, ", func(d *pytext.Dict) ([]*pytext.Dict, error) {
		return session.Items(d, "tenant_usages")
	})
}

// readUsage reads what projects used, page after page from 2.40 on, and prints it.
func readUsage(s *session.Nova, send, more, columns string, usages func(*pytext.Dict) ([]*pytext.Dict, error)) error {
	start, end, err := period(s)
	if err != nil {
		return err
	}
	r, err := s.Request(send)
	if err != nil {
		return err
	}
	path := r.Path + "?start=" + isoTime(start) + "&end=" + isoTime(end)
	var all []*pytext.Dict
	for marker, first := "", true; first || s.Minor >= 40 && marker != ""; first = false {
		next := path
		if marker != "" {
			next += "&marker=" + marker
		}
		d, err := s.Get(next + more)
		if err != nil {
			return err
		}
		page, err := usages(d)
		if err != nil {
			return err
		}
		if len(page) == 0 || again(marker, page[len(page)-1]) {
			break
		}
		for _, u := range page {
			all = addUsage(all, u)
		}
		marker = lastServer(page[len(page)-1])
	}
	return printUsage(s, start, end, columns, all)
}
