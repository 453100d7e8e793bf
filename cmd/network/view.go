package network

import (
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// network is what a column is made from.
type network = api.NeutronNetwork

// view is how networks are shown.
var view = output.View[network]{
	One: "network", Many: "networks",
	Decode: verb.Decode[network],
	XML:    func(doc []byte) ([]byte, error) { return api.Of("network").FromJSON(api.XML, doc) },
	ID:     func(n network) string { return n.ID },
	Extra:  func(n network) []byte { return n.Extra },
	Columns: []output.Column[network]{
		{Name: "ID", Cell: func(n network) string { return n.ID }, Help: "the network's id"},
		{Name: "Name", Cell: func(n network) string { return n.Name }, Help: "its name"},
		{Name: "Status", Cell: func(n network) string { return n.Status }, Help: "ACTIVE, DOWN, BUILD or ERROR"},
		{Name: "Shared", Cell: yes(func(n network) *bool { return n.Shared }), Help: "whether every project has it"},
		{Name: "External", Cell: yes(func(n network) *bool { return n.External }), Help: "whether it leads outside, so that floating IPs come from it"},
		{Name: "Subnets", Cell: list(func(n network) []string { return n.Subnets }), Wide: true, Help: "ids of its subnets"},
		{Name: "MTU", Cell: func(n network) string { return cell.Number(n.MTU) }, Wide: true, Right: true,
			Compare: func(a, b network) int { return cell.CompareNumbers(a.MTU, b.MTU) }, Help: "longest packet, in bytes"},
		{Name: "Zones", Cell: list(func(n network) []string { return n.Zones }), Wide: true, Help: "availability zones that it is in"},
		{Name: "Admin State", Cell: state, In: output.ShowOnly, Help: "UP, or DOWN where an administrator switched it off"},
		{Name: "Description", Cell: func(n network) string { return n.Description }, In: output.ShowOnly, Help: "what its owner says of it"},
		{Name: "Tags", Cell: list(func(n network) []string { return n.Tags }), In: output.ShowOnly, Help: "its tags"},
		{Name: "Project", Cell: project, In: output.ShowOnly, Help: "id of the project that owns it"},
		{Name: "Created", Cell: func(n network) string { return n.Created }, In: output.ShowOnly, Help: "when it was made"},
		{Name: "Updated", Cell: func(n network) string { return n.Updated }, In: output.ShowOnly, Help: "when it was changed last"},
	},
}

// yes is a cell of what is so, is not, or isn't said.
func yes(value func(network) *bool) func(network) string {
	return func(n network) string {
		b := value(n)
		if b == nil {
			return ""
		}
		return strconv.FormatBool(*b)
	}
}

func list(values func(network) []string) func(network) string {
	return func(n network) string { return strings.Join(values(n), ", ") }
}

func state(n network) string {
	switch {
	case n.AdminStateUp == nil:
		return ""
	case *n.AdminStateUp:
		return "UP"
	}
	return "DOWN"
}

func project(n network) string {
	if n.ProjectID != "" {
		return n.ProjectID
	}
	return n.TenantID
}
