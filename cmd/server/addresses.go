package server

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// addresses is `server addresses` (guide 2.2). JSON and XML are the cloud's document; the column formats have a row an address.
func addresses(a *app.App, networks *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "addresses SERVER",
		Aliases: []string{"ips"},
		Short:   "List the addresses of a server by network",
		Example: `  novactl server addresses web-1
  novactl server addresses web-1 --network public -o json`,
		Args:              verb.ExactArgs(1),
		ValidArgsFunction: Finder.Complete(a, 1),
	}
	var label string
	flagset.Of(cmd).String(&label, "network", "only the network with this `label`", networks.Flag(a))
	out := app.AddOutputFlags(cmd, &addressView)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		err := runAddresses(a, cmd, out, args[0], label)
		return fail.Op("list the addresses of server", args[0], err)
	}
	return cmd
}

func runAddresses(a *app.App, cmd *cobra.Command, out app.OutputFlags, name, label string) error {
	o, err := app.OutputFor(a, out, &addressView)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	var doc client.Document
	err = Finder.Do(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name, func(t ref.Resource) error {
		doc, err = readAddresses(cmd.Context(), c, t.ID, label)
		return err
	})
	if err != nil {
		return err
	}
	if output.KeepsDocument(o) {
		return output.Show(a.Streams, o, documentView(label), doc.Raw, doc.XML)
	}
	list, err := rows(a.Streams, doc.Raw)
	if err != nil {
		return err
	}
	return output.List(a.Streams, o, &addressView, verb.Rows(list))
}

func readAddresses(ctx context.Context, c *client.Client, id, label string) (client.Document, error) {
	if label == "" {
		return c.Addresses(ctx, id)
	}
	return c.NetworkAddresses(ctx, id, label)
}

// row is an address as the column formats list it.
type row struct {
	Network string `json:"network"`
	Version int    `json:"version"`
	Addr    string `json:"addr"`
}

var addressView = output.View[*row]{
	One: "address", Many: "addresses",
	ID: func(r *row) string { return r.Addr },
	Columns: []output.Column[*row]{
		{Name: "Network", Cell: func(r *row) string { return r.Network }, Help: "label of the network"},
		{Name: "Version", Cell: func(r *row) string { return cell.Count(r.Version) }, Right: true, Help: "4 or 6"},
		{Name: "Address", Cell: func(r *row) string { return r.Addr }, Help: "the address"},
	},
	Decode: verb.Decode,
	XML:    verb.ToXML,
}

// documentView prints the cloud's own document: all networks, or the one with a label (fact 37).
func documentView(label string) *output.View[*api.Addresses] {
	return &output.View[*api.Addresses]{One: "addresses", Decode: verb.Decode, XML: func(doc []byte) ([]byte, error) {
		if label == "" {
			return verb.ToXML(doc)
		}
		one, err := api.Member(doc, "addresses")
		if err != nil {
			return nil, err
		}
		return verb.ToXML(one)
	}}
}

// rows are the addresses of a document, one by one.
func rows(s *output.Streams, doc jsontext.Value) ([]row, error) {
	networks, err := verb.ReadMarked[api.Addresses](s, "the addresses", doc)
	var all []row
	for _, n := range networks {
		for _, a := range n.Addresses {
			all = append(all, row{Network: n.Label, Version: a.Version, Addr: a.Addr})
		}
	}
	return all, err
}
