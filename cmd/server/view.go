package server

import (
	"fmt"
	"strings"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// view is how servers are shown: the columns of lists, and the rows of one.
var view = output.View[api.Server]{
	One: "server", Many: "servers",
	Decode: verb.Decode[api.Server],
	XML:    verb.ToXML,
	ID:     func(s api.Server) string { return s.ID },
	Extra:  func(s api.Server) []byte { return s.Extra },
	Columns: []output.Column[api.Server]{
		{Name: "ID", Cell: func(s api.Server) string { return s.ID }},
		{Name: "Name", Cell: func(s api.Server) string { return s.Name }},
		{Name: "Status", Cell: func(s api.Server) string { return s.Status }},
		{Name: "Task State", Cell: taskState, Wide: true},
		{Name: "Progress", Cell: progress, Compare: byProgress, Right: true, Wide: true},
		{Name: "Networks", Cell: networks, Short: nearest},
		{Name: "Access IPv4", Cell: func(s api.Server) string { return cell.Text(s.AccessIPv4) }, Wide: true},
		{Name: "Image", Cell: func(s api.Server) string { return cell.RefID(s.Image) }, Wide: true},
		{Name: "Flavor", Cell: flavor, Wide: true},
		{Name: "Disk Config", Cell: func(s api.Server) string { return s.DiskConfig }, Wide: true},
		{Name: "Tenant ID", Cell: func(s api.Server) string { return s.TenantID }, Wide: true},
		{Name: "Created", Cell: func(s api.Server) string { return s.Created }, Wide: true},
		{Name: "Updated", Cell: func(s api.Server) string { return s.Updated }, Wide: true},
	},
	Details: []output.Column[api.Server]{
		{Name: "ID", Cell: func(s api.Server) string { return s.ID }},
		{Name: "Name", Cell: func(s api.Server) string { return s.Name }},
		{Name: "Status", Cell: func(s api.Server) string { return s.Status }},
		adminPass,
		{Name: "Fault", Cell: fault, Rare: true},
		{Name: "Task State", Cell: taskState},
		{Name: "VM State", Cell: func(s api.Server) string { return s.VMState }},
		{Name: "Power State", Cell: func(s api.Server) string { return cell.Number(s.PowerState) }},
		{Name: "Progress", Cell: progress},
		{Name: "Image", Cell: func(s api.Server) string { return cell.RefID(s.Image) }},
		{Name: "Flavor", Cell: flavor},
		{Name: "Networks", Cell: networks},
		{Name: "Access IPv4", Cell: func(s api.Server) string { return cell.Text(s.AccessIPv4) }},
		{Name: "Access IPv6", Cell: func(s api.Server) string { return cell.Text(s.AccessIPv6) }},
		{Name: "Disk Config", Cell: func(s api.Server) string { return s.DiskConfig }},
		{Name: "Key Name", Cell: func(s api.Server) string { return s.KeyName.Value }, Rare: true},
		{Name: "Security Groups", Cell: groups, Rare: true},
		{Name: "Zone", Cell: func(s api.Server) string { return s.Zone.Value }, Rare: true},
		{Name: "Metadata", Cell: func(s api.Server) string { return cell.Pairs(s.Metadata) }},
		{Name: "Bandwidth", Cell: bandwidth, Rare: true},
		{Name: "Created", Cell: func(s api.Server) string { return s.Created }},
		{Name: "Updated", Cell: func(s api.Server) string { return s.Updated }},
		{Name: "Host ID", Cell: func(s api.Server) string { return cell.Text(s.HostID) }},
		{Name: "Tenant ID", Cell: func(s api.Server) string { return s.TenantID }},
		{Name: "User ID", Cell: func(s api.Server) string { return s.UserID }},
	},
}

// flavor is the id of its flavor. From microversion 2.47 on a server tells only the name.
func flavor(s api.Server) string {
	if s.Flavor == nil || s.Flavor.ID != "" || len(s.Flavor.Extra) == 0 {
		return cell.RefID(s.Flavor)
	}
	var named struct {
		Name string `json:"original_name"`
	}
	if err := api.Unmarshal(s.Flavor.Extra, &named); err != nil {
		return ""
	}
	return named.Name
}

func taskState(s api.Server) string { return s.TaskState.Value }

func progress(s api.Server) string { return cell.Number(s.Progress) }

func byProgress(a, b api.Server) int { return cell.CompareNumbers(a.Progress, b.Progress) }

// networks is nova's form: "public=198.51.100.7, 2001:db8::7; private=10.0.0.7".
func networks(s api.Server) string {
	var b strings.Builder
	for i, n := range s.Addresses {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(n.Label + "=")
		for j, a := range n.Addresses {
			if j > 0 {
				b.WriteString(", ")
			}
			b.WriteString(a.Addr)
		}
	}
	return b.String()
}

// nearest is where the server answers, alone: what of networks is good on a narrow terminal.
func nearest(s api.Server) string {
	count := 0
	for _, n := range s.Addresses {
		count += len(n.Addresses)
	}
	if address := reach(s); address != "" && count > 1 {
		return address + ", …"
	}
	return networks(s)
}

func groups(s api.Server) string {
	names := make([]string, len(s.Groups))
	for i, g := range s.Groups {
		names[i] = g.Name
	}
	return strings.Join(names, ", ")
}

func fault(s api.Server) string { return cell.Fault(s.Fault) }

func bandwidth(s api.Server) string {
	parts := make([]string, len(s.Bandwidth))
	for i, b := range s.Bandwidth {
		parts[i] = fmt.Sprintf("%s in=%s out=%s", b.Interface, cell.Number(b.Inbound), cell.Number(b.Outbound))
	}
	return strings.Join(parts, "; ")
}

// adminPass is the administrator password, which only some answers hold.
var adminPass = output.Column[api.Server]{Name: "Admin Pass", Cell: func(s api.Server) string { return s.AdminPass }, Rare: true}
