package parts

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

func floatingIPs(a *app.App, of Nouns) *cobra.Command {
	addresses := of.FloatingIPs.Finder().Complete(a, 2)
	return verb.Group("floating-ip", "Give servers floating IPs, and take them away",
		resource.Part{
			Of: of.Server, Use: "add SERVER [ADDRESS]", Args: oneOrTwo, Then: addresses, What: "add a floating IP to", Short: "Give a server a floating IP", Shows: of.FloatingIPs,
			Long: `Give a server a floating IP, by its address or id; one that leads elsewhere leads here then. With --network a new one is allocated.

Where the server has several addresses inside, it leads to the first that a router lets it lead to. --fixed-ip says which one it is to be.`,
			Fields: []resource.Field{
				{Flag: "network", Member: "floating_network_id", Of: of.Network, Usage: "allocate one from this `network`"},
				{Flag: "fixed-ip", Usage: "the `address` inside that it leads to (default: the first that can be reached)"},
			},
			Acts: true, Run: func(r *resource.Run) error { return addFloatingIP(r, of) },
			Single: func(in app.Invocation, _ *resource.Values) error {
				if len(in.Rest) == 0 {
					return nil
				}
				return fail.Usagef("one address leads to one server: --network allocates one for each")
			},
		}.Command(a),
		resource.Part{
			Of: of.Server, Use: "remove SERVER ADDRESS", Args: verb.ExactArgs(2), Then: of.addressesOf().Complete(a, 0), What: "remove a floating IP from", Short: "Take a floating IP from a server",
			Long: "Take a floating IP from a server. It stays the project's: floating-ip delete gives it back.", Shows: of.FloatingIPs,
			Run: func(r *resource.Run) error { return removeFloatingIP(r, of) },
		}.Command(a))
}

// addressesOf are the floating IPs that lead to a server, for completion.
func (of Nouns) addressesOf() ref.Part {
	return ref.Words(of.Server, "floating IPs", func(ctx context.Context, c *client.Client, id string) (addresses []string, err error) {
		for raw, err := range c.ListResources(ctx, of.FloatingIPs.ResourceType, nil, 0) {
			item, err := resource.Read(raw, err)
			if err != nil {
				return addresses, err
			}
			if item.Text(deviceMember) == id {
				addresses = append(addresses, item.Text("floating_ip_address"))
			}
		}
		return addresses, nil
	})
}

// deviceMember is the server that a floating IP leads to.
const deviceMember = "port_details.device_id"

func oneOrTwo(cmd *cobra.Command, args []string) error {
	if err := verb.MostArgs(2)(cmd, args); err != nil {
		return err
	}
	return verb.MinArgs(1)(cmd, args)
}

func addFloatingIP(r *resource.Run, of Nouns) error {
	ctx := r.Cmd.Context()
	members := r.Members
	switch {
	case len(r.Args) == 0 && members["floating_network_id"] == nil:
		return fail.Usagef("no floating IP is named: give its address, or --network to allocate one (see network list --external)")
	case len(r.Args) == 1 && members["floating_network_id"] != nil:
		return fail.Usagef("an address and --network: one of them will do")
	}
	id := ""
	if len(r.Args) == 1 {
		found, err := of.FloatingIPs.Finder().Resolve(ctx, r.Client, r.Args[0])
		if err != nil {
			return err
		}
		id = found.ID
	}
	inner, err := innerAddresses(r)
	if err != nil {
		return err
	}
	for _, it := range inner {
		members["port_id"], members["fixed_ip_address"] = it.port, it.address
		var doc client.Document
		if id == "" {
			doc, err = r.Client.CreateResource(ctx, of.FloatingIPs.ResourceType, members)
		} else {
			doc, err = r.Client.UpdateResource(ctx, of.FloatingIPs.ResourceType, id, members)
		}
		if !transport.IsNotFound(err) { // no router leads there (fact 79): the next may be the one
			return r.Show(doc, err)
		}
		err = fmt.Errorf("lead it to %s: %w", it.address, err)
	}
	return err
}

// portType are the ports of a server as the network service has them.
var portType = client.ResourceType{Noun: "port", Service: "network", Path: "/ports", One: "port", Many: "ports"}

// innerAddress is an address of a server that a floating IP can lead to, and the port that has it.
type innerAddress struct{ port, address string }

// innerAddresses are the server's addresses of IPv4, or the one of --fixed-ip.
func innerAddresses(r *resource.Run) (chosen []innerAddress, err error) {
	wanted := r.Values.Text("fixed-ip")
	var all []string
	for raw, err := range r.Client.ListResources(r.Cmd.Context(), portType, url.Values{"device_id": {r.Of.ID}}, 0) {
		item, err := resource.Read(raw, err)
		if err != nil {
			return nil, err
		}
		for ip := range strings.SplitSeq(item.Text("fixed_ips.ip_address"), ", ") {
			if ip == wanted || wanted == "" && strings.Contains(ip, ".") {
				chosen = append(chosen, innerAddress{item.Text("id"), ip})
			}
			all = append(all, ip)
		}
	}
	switch {
	case len(chosen) == 0 && wanted != "":
		return nil, fail.Usagef("--fixed-ip %s: the server's addresses are %s", wanted, strings.Join(all, ", "))
	case len(chosen) == 0:
		return nil, fmt.Errorf("the server has no port with an IPv4 address: see server interface attach")
	}
	return chosen, nil
}

func removeFloatingIP(r *resource.Run, of Nouns) error {
	ctx := r.Cmd.Context()
	found, err := of.FloatingIPs.Finder().Resolve(ctx, r.Client, r.Args[0])
	if err != nil {
		return err
	}
	doc, err := r.Client.GetResource(transport.LookUp(ctx), of.FloatingIPs.ResourceType, found.ID)
	item, err := resource.Read(doc.Raw, err)
	if err != nil {
		return err
	}
	if device := item.Text(deviceMember); device != "" && device != r.Of.ID {
		return fail.Usagef("it leads to another server, %s", device)
	}
	return r.Show(r.Client.UpdateResource(ctx, of.FloatingIPs.ResourceType, found.ID, map[string]any{"port_id": nil}))
}
