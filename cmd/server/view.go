package server

import (
	"fmt"
	"strings"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// view is how servers are shown: the columns of lists, and the rows of one.
var view = output.View[*api.Server]{
	One: "server", Many: "servers",
	Decode: verb.Decode, DecodeMembers: verb.DecodeMembers,
	XML:   verb.ToXML,
	ID:    func(s *api.Server) string { return s.ID },
	Extra: func(s *api.Server) []byte { return resource.Without(s.Extra, novaMembers) },
	Columns: append([]output.Column[*api.Server]{
		{Name: "ID", Cell: func(s *api.Server) string { return s.ID }, Reads: "id", Help: "the server's UUID"},
		{Name: "Name", Cell: func(s *api.Server) string { return s.Name }, Reads: "name", Help: "its name, which others may have too"},
		{Name: "Status", Cell: func(s *api.Server) string { return s.Status }, Reads: "status", Help: "what it is: ACTIVE, BUILD, SHUTOFF, ERROR, ..."},
		adminPass,
		{Name: "Fault", Cell: fault, In: output.ShowOnly, Rare: true, Reads: "fault", Help: "why it is in ERROR"},
		{Name: "Task State", Cell: taskState, Wide: true, Reads: "OS-EXT-STS:task_state", Help: "what is under way: spawning, rebooting, ..."},
		{Name: "VM State", Cell: func(s *api.Server) string { return s.VMState }, In: output.ShowOnly, Reads: "OS-EXT-STS:vm_state", Help: "the state that Nova keeps: active, building, ..."},
		{Name: "Power State", Look: powerLook, Cell: func(s *api.Server) string { return cell.Number(s.PowerState) }, In: output.ShowOnly, Reads: "OS-EXT-STS:power_state", Help: "the hypervisor's number: 1 is running, 4 is off"},
		{Name: "Progress", Cell: progress, Compare: byProgress, Right: true, Wide: true, Reads: "progress", Help: "how far what is under way is, in percent"},
		{Name: "Image", Look: output.NameLook("image"), Roomy: true, Cell: func(s *api.Server) string { return cell.RefID(s.Image) }, Wide: true, Rank: 2, Reads: "image", Help: "id of the image that it was made from"},
		{Name: "Flavor", Look: output.NameLook("flavor"), Roomy: true, Cell: func(s *api.Server) string { return cell.Flavor(s.Flavor) }, Wide: true, Rank: 2, Reads: "flavor", Help: "id of its flavor, or the name where the cloud has only that"},
		{Name: "Networks", Cell: networks, Short: nearest, Rank: 1, Reads: "addresses accessIPv4 accessIPv6", Help: "its addresses, by network"},
		{Name: "Access IPv4", Cell: func(s *api.Server) string { return cell.Text(s.AccessIPv4) }, Wide: true, Rank: 1, Reads: "accessIPv4", Help: "the IPv4 address to reach it by"},
		{Name: "Access IPv6", Cell: func(s *api.Server) string { return cell.Text(s.AccessIPv6) }, In: output.ShowOnly, Reads: "accessIPv6", Help: "the IPv6 address to reach it by"},
		{Name: "Disk Config", Cell: func(s *api.Server) string { return s.DiskConfig }, Wide: true, Rank: 3, Reads: "OS-DCF:diskConfig", Help: "how its disk is partitioned: AUTO or MANUAL"},
		{Name: "Key Name", Cell: func(s *api.Server) string { return s.KeyName.Value }, In: output.ShowOnly, Rare: true, Reads: "key_name", Help: "the key pair that it lets in"},
		{Name: "Security Groups", Cell: groups, In: output.ShowOnly, Rare: true, Reads: "security_groups", Help: "the groups whose rules guard it"},
		{Name: "Zone", Cell: func(s *api.Server) string { return s.Zone.Value }, In: output.ShowOnly, Rare: true, Reads: "OS-EXT-AZ:availability_zone", Help: "its availability zone"},
		{Name: "Metadata", Cell: func(s *api.Server) string { return cell.Pairs(s.Metadata) }, In: output.ShowOnly, Reads: "metadata", Help: "its metadata, as key=value"},
		{Name: "Bandwidth", Look: trafficLook, Cell: bandwidth, In: output.ShowOnly, Rare: true, Reads: "rax-bandwidth:bandwidth", Help: "the traffic of each interface, in bytes"},
		{Name: "Created", Roomy: true, Cell: func(s *api.Server) string { return s.Created }, Wide: true, Rank: 5, Reads: "created", Help: "when it was created, ISO 8601"},
		{Name: "Updated", Cell: func(s *api.Server) string { return s.Updated }, Wide: true, Rank: 5, Reads: "updated", Help: "when it last changed, ISO 8601"},
		{Name: "Host ID", Cell: func(s *api.Server) string { return cell.Text(s.HostID) }, In: output.ShowOnly, Reads: "hostId", Help: "the host that it is on, scrambled for each tenant"},
		{Name: "Tenant ID", Cell: func(s *api.Server) string { return s.TenantID }, Wide: true, Rank: 4, Reads: "tenant_id", Help: "id of the project that it belongs to"},
		{Name: "User ID", Cell: func(s *api.Server) string { return s.UserID }, In: output.ShowOnly, Reads: "user_id", Help: "id of the user who created it"},
	}, newerColumns()...),
}

// powerLook says in words what the number of a power state says.
func powerLook(number string, _ output.Looks) output.Cell {
	words := map[string]string{"0": "not known", "1": "running", "3": "paused", "4": "off", "6": "crashed", "7": "suspended"}
	if words[number] == "" {
		return output.Cell{Text: number}
	}
	return output.Cell{Text: words[number] + " (" + number + ")"}
}

func taskState(s *api.Server) string { return s.TaskState.Value }

func progress(s *api.Server) string { return cell.Number(s.Progress) }

func byProgress(a, b *api.Server) int { return cell.CompareNumbers(a.Progress, b.Progress) }

// networks is nova's form: "public=198.51.100.7, 2001:db8::7; private=10.0.0.7".
func networks(s *api.Server) string {
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
func nearest(s *api.Server) string {
	count := 0
	for _, n := range s.Addresses {
		count += len(n.Addresses)
	}
	if address := reach(s); address != "" && count > 1 {
		return address + ", …"
	}
	return networks(s)
}

func groups(s *api.Server) string {
	names := make([]string, len(s.Groups))
	for i, g := range s.Groups {
		names[i] = g.Name
	}
	return strings.Join(names, ", ")
}

func fault(s *api.Server) string { return cell.Fault(s.Fault) }

func bandwidth(s *api.Server) string {
	parts := make([]string, len(s.Bandwidth))
	for i, b := range s.Bandwidth {
		parts[i] = fmt.Sprintf("%s in=%s out=%s", b.Interface, cell.Number(b.Inbound), cell.Number(b.Outbound))
	}
	return strings.Join(parts, "; ")
}

// adminPass is the administrator password, which only some answers hold.
var adminPass = output.Column[*api.Server]{
	Name: "Admin Pass", Cell: func(s *api.Server) string { return s.AdminPass }, In: output.ShowOnly, Rare: true, Whole: true,
	Reads: "adminPass", Help: "the administrator password, in the answers that hold it",
}
