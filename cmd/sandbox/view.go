package sandbox

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// view is how the state of the embedded cloud is shown.
var view = output.View[cloud.Status]{
	One: "sandbox", Many: "sandboxes",
	ID: func(s cloud.Status) string { return s.Path },
	Columns: []output.Column[cloud.Status]{
		{Name: "Path", Cell: func(s cloud.Status) string { return s.Path }},
		{Name: "Layout", Cell: func(s cloud.Status) string { return strconv.Itoa(s.Layout) }},
		{Name: "Now", Cell: func(s cloud.Status) string { return api.FormatTime(s.Now) }},
		{Name: "Speed", Cell: func(s cloud.Status) string { return fmt.Sprint(s.Speed) }},
		{Name: "Servers", Cell: servers},
	},
}

func servers(s cloud.Status) string {
	parts := make([]string, len(s.Servers))
	for i, n := range s.Servers {
		parts[i] = fmt.Sprintf("%d of tenant %s in %s", n.Count, n.Tenant, n.Region)
	}
	return strings.Join(parts, ", ")
}
