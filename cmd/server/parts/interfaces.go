package parts

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// interfaceType are the ports of a server, as Nova has them. They are called by their ports.
var interfaceType = resource.Type{
	ResourceType: client.ResourceType{Noun: "interface", Path: "/os-interface", One: "interfaceAttachment", Many: "interfaceAttachments", Whole: true},
	ID:           "port_id",
	Columns: []resource.Column{
		{Name: "Port", Member: "port_id", Help: "id of the port, by which it is called"},
		{Name: "Network", Member: "net_id", Help: "id of the network"},
		{Name: "Fixed IPs", Member: "fixed_ips.ip_address", Help: "its addresses"},
		{Name: "MAC", Member: "mac_addr", Help: "its hardware address"},
		{Name: "Status", Member: "port_state", Help: "ACTIVE, DOWN or BUILD"},
		{Name: "Subnets", Member: "fixed_ips.subnet_id", In: resource.Wide, Help: "ids of the subnets of its addresses"},
		{Name: "Tag", Member: "tag", In: resource.Detail, Help: "what the server knows it by"},
	},
}

// tagFrom is the microversion from which on an interface has a tag.
const tagFrom = 49

func interfaces(a *app.App, of Nouns) *cobra.Command {
	return verb.Group("interface", "Work on the interfaces that connect servers to networks",
		resource.Part{
			Of: of.Server, Use: "list SERVER", What: "list the interfaces of", Short: "List the interfaces of a server", Shows: &interfaceType,
			Run: func(r *resource.Run) error {
				return r.List(r.Client.ListResources(r.Cmd.Context(), r.Below(interfaceType.ResourceType, servers), nil, 0))
			},
		}.Command(a),
		resource.Part{
			Of: of.Server, Use: "attach SERVER", What: "attach an interface to", Short: "Attach a server to a network", Shows: &interfaceType,
			Long: `Attach a server to a network, or to a port that is there. Without a network the cloud chooses one, where the project has but one.`,
			Fields: []resource.Field{
				{Flag: "network", Member: "net_id", Of: of.Network, Usage: "the `network` to attach it to"},
				{Flag: "port", Member: "port_id", Of: of.Port, Usage: "the `port` to give it"},
				{Flag: "fixed-ip", Member: "fixed_ips", Kind: resource.Texts, Usage: "the `address` that it gets; may be repeated"},
				{Flag: "tag", Member: "tag", Usage: "what the server knows it by, a `text`: from 2.49 on"},
			},
			Acts: true, Run: attachInterface,
			Single: func(_ app.Invocation, v *resource.Values) error {
				if v.Given("port") || v.Given("fixed-ip") {
					return fail.Usagef("a port, and an address, are of one server: --network gives one to each")
				}
				return nil
			},
			Prepare: func(r *resource.Run) error {
				m := r.Members
				switch {
				case m["port_id"] != nil && (m["net_id"] != nil || m["fixed_ips"] != nil):
					return fail.Usagef("--port says the network and the address: leave out --network and --fixed-ip")
				case m["fixed_ips"] != nil && m["net_id"] == nil:
					return fail.Usagef("--fixed-ip: --network is missing, which the address is of")
				}
				return nil
			},
		}.Command(a),
		resource.Part{
			Of: of.Server, Use: "detach SERVER PORT...", Args: verb.MinArgs(2), Then: interfaceType.Under(of.Server, servers).Complete(a, 0), What: "detach an interface from", Short: "Detach a server from networks", Waits: true,
			Long: "Detach interfaces, by their ports or by an address, of whichever kind. A port that was made for it goes with it.",
			Acts: true, Run: func(r *resource.Run) error { return detachInterfaces(r, of.Port) },
		}.Command(a))
}

func attachInterface(r *resource.Run) error {
	members := r.Members
	if ips, given := members["fixed_ips"].([]string); given {
		members["fixed_ips"] = addressObjects(ips)
	}
	t := r.Below(interfaceType.ResourceType, servers)
	if members["tag"] != nil {
		t.Since = tagFrom
	}
	return r.Show(r.Client.CreateResource(r.Cmd.Context(), t, members))
}

// addressObjects are addresses as Nova and Neutron take them.
func addressObjects(ips []string) []map[string]string {
	objects := make([]map[string]string, len(ips))
	for i, ip := range ips {
		objects[i] = map[string]string{"ip_address": ip}
	}
	return objects
}

// detachInterfaces looks at the interfaces first: Nova accepts a detach of a port that the server hasn't got, and does nothing (fact 70). Of a
// port Nova knows no name: ports have them.
func detachInterfaces(r *resource.Run, ports *ref.Finder) error {
	ctx := r.Cmd.Context()
	t := r.Below(interfaceType.ResourceType, servers)
	have := []resource.Item{}
	for raw, err := range r.Client.ListResources(ctx, t, nil, 0) {
		item, err := resource.Read(raw, err)
		if err != nil {
			return err
		}
		have = append(have, item)
	}
	var errs []error
	for _, word := range r.Args {
		at := func(word string) int {
			return slices.IndexFunc(have, func(i resource.Item) bool {
				return i.Text("port_id") == word || i.Text("mac_addr") == strings.ToLower(word) ||
					slices.Contains(strings.Split(i.Text("fixed_ips.ip_address"), ", "), word)
			})
		}
		i := at(word)
		if i < 0 {
			if port, err := ports.Resolve(ctx, r.Client, word); err == nil {
				i = at(port.ID)
			}
		}
		if i < 0 {
			errs = append(errs, r.Op(word, &ref.NotFoundError{Noun: "interface of the server", Name: word, List: "server interface list " + r.Of.Name}))
			continue
		}
		id := have[i].Text("port_id")
		errs = append(errs, detach(r, t, id, word))
	}
	return fail.Join(errs)
}

// detach takes a part from the server, which is called by a word, and has --wait wait until it is gone.
func detach(r *resource.Run, t client.ResourceType, id, word string) error {
	if err := r.Client.DeleteResource(r.Cmd.Context(), t, id); err != nil {
		return r.Op(word, err)
	}
	gone := r.Client.ResourceTarget(t, id, word, client.GoalGone())
	gone.Parent = r.Of.ID
	r.Await(gone)
	return nil
}
