package server

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// find is `server find`.
func find(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "find ADDRESS|MAC|NAME", Short: "Find the servers that have an address, a hardware address or a name", Args: verb.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		Long: `Find servers by an address, a hardware address, or a part of the name, in all projects: for administrators, unless --own says to look among the own alone.
A floating IP is looked for too.`,
		Example: "  novactl server find web-1 --own",
	}
	own := new(bool)
	flagset.Of(cmd).Bool(own, "own", "", "only among the own project's servers")
	out := app.AddOutputFlags(cmd, &view)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := app.OutputFor(a, out, &view)
		if err != nil {
			return err
		}
		c, err := a.Client(cmd)
		if err != nil {
			return err
		}
		items, err := found(cmd.Context(), c, args[0], !*own)
		if err == nil {
			err = view.Any().List(a.Streams, o, items)
		}
		if !*own && transport.Status(err) == http.StatusForbidden {
			return &fail.OpError{Op: "find server", Ref: args[0], Err: err, Advice: "all projects are for administrators; among the own: novactl server find --own -- '" +
				strings.ReplaceAll(args[0], "'", `'\''`) + "'"}
		}
		return fail.Op("find server", args[0], err)
	}
	return cmd
}

// found yields the servers that have what was typed.
func found(ctx context.Context, c *client.Client, what string, everywhere bool) (verb.Items, error) {
	q := url.Values{}
	switch {
	case isMAC(what):
		q.Set("mac_address", strings.ToLower(what))
	case !isIP(what):
		return c.ListServers(ctx, client.ServerFilter{Name: regexp.QuoteMeta(what), AllTenants: everywhere}), nil
	default:
		q.Set("fixed_ips", "ip_address="+what)
	}
	devices, err := devicesOf(ctx, c, q, what)
	if err == nil && len(devices) == 0 && q.Has("fixed_ips") {
		devices, err = devicesBehind(ctx, c, what)
	}
	if err == nil && len(devices) == 0 {
		err = &ref.NotFoundError{Noun: "server", Name: what}
	}
	if err != nil {
		return nil, err
	}
	slices.Sort(devices)
	devices = slices.Compact(devices) // a server may have several such ports
	return func(yield func(jsontext.Value, error) bool) {
		for _, id := range devices {
			doc, err := c.GetServer(ctx, id)
			if !yield(doc.Raw, err) || err != nil {
				return
			}
		}
	}, nil
}

// devicesOf are the ids of the servers whose ports a query finds.
func devicesOf(ctx context.Context, c *client.Client, q url.Values, what string) (ids []string, err error) {
	t := client.ResourceType{Noun: "port", Service: "network", Path: "/ports", Many: "ports"}
	for raw, err := range c.ListResources(ctx, t, q, 0) {
		item, err := resource.Read(raw, err)
		if err != nil {
			return nil, err
		}
		// A cloud that doesn't know the filter answers with every port.
		if strings.HasPrefix(item.Text("device_owner"), "compute:") && (has(item, "mac_address", what) || has(item, "fixed_ips.ip_address", what)) {
			ids = append(ids, item.Text("device_id"))
		}
	}
	return ids, nil
}

// devicesBehind are the ids of the servers that a floating IP leads to.
func devicesBehind(ctx context.Context, c *client.Client, address string) (ids []string, err error) {
	t := client.ResourceType{Noun: "floating-ip", Service: "network", Path: "/floatingips", Many: "floatingips"}
	for raw, err := range c.ListResources(ctx, t, url.Values{"floating_ip_address": {address}}, 0) {
		item, err := resource.Read(raw, err)
		if err != nil {
			return nil, err
		}
		if id := item.Text("port_details.device_id"); id != "" && has(item, "floating_ip_address", address) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// has says whether a member of item, or one of its values, is what was typed: addresses however they are written.
func has(item resource.Item, member, what string) bool {
	address, err := netip.ParseAddr(what)
	for _, text := range strings.Split(item.Text(member), ", ") {
		other, otherErr := netip.ParseAddr(text)
		if strings.EqualFold(text, what) || err == nil && otherErr == nil && address == other {
			return true
		}
	}
	return false
}

func isMAC(text string) bool {
	_, err := net.ParseMAC(text)
	return err == nil
}

func isIP(text string) bool {
	_, err := netip.ParseAddr(text)
	return err == nil
}
