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
var view = output.View[control.Status]{
	One: "sandbox", Many: "sandboxes",
	ID: func(s control.Status) string { return s.Path },
	Columns: []output.Column[control.Status]{
		{Name: "Path", Cell: func(s control.Status) string { return s.Path }},
		{Name: "Layout", Cell: func(s control.Status) string { return strconv.Itoa(s.Layout) }},
		{Name: "Now", Cell: func(s control.Status) string { return api.FormatTime(s.Now) }},
		{Name: "Speed", Cell: func(s control.Status) string { return fmt.Sprint(s.Speed) }},
		{Name: "Servers", Cell: servers},
	},
}

func servers(s control.Status) string {
	parts := make([]string, len(s.Servers))
	for i, n := range s.Servers {
		parts[i] = fmt.Sprintf("%d of tenant %s in %s", n.Count, n.Tenant, n.Region)
	}
	return strings.Join(parts, ", ")
}
