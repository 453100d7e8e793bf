package sandbox

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox/control"
)

// view is how the state of the embedded cloud is shown.
var view = output.View[*control.Status]{
	One: "sandbox", Many: "sandboxes",
	ID: func(s *control.Status) string { return s.Path },
	Columns: []output.Column[*control.Status]{
		{Name: "Path", Cell: func(s *control.Status) string { return s.Path }, Help: "file of the cloud's state"},
		{Name: "Layout", Cell: func(s *control.Status) string { return strconv.Itoa(s.Layout) }, Help: "version of the file's layout"},
		{Name: "Now", Cell: func(s *control.Status) string { return api.FormatTime(s.Now) }, Help: "what time it is there, ISO 8601"},
		{Name: "Speed", Cell: func(s *control.Status) string { return fmt.Sprint(s.Speed) }, Help: "how many times faster than real time it runs"},
		{Name: "Servers", Cell: servers, Help: "how many servers there are, by tenant and region"},
	},
}

func servers(s *control.Status) string {
	parts := make([]string, len(s.Servers))
	for i, n := range s.Servers {
		parts[i] = fmt.Sprintf("%d of tenant %s in %s", n.Count, n.Tenant, n.Region)
	}
	return strings.Join(parts, ", ")
}
