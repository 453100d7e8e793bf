// Package limits has the command of an account's limits (guide 1.8, 3.5).
package limits

import (
	"context"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Command is `limits`.
func Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "limits",
		Aliases: []string{"absolute-limits", "rate-limits"},
		Short:   "Show what the account may use, and how often it may ask",
		Long: `Show the absolute limits with what is used of them, and the rate limits with what remains. RAM is in MB.

JSON and XML are the cloud's own document, in which -1 is unlimited; --absolute and --rate keep one part of it. --watch shows the absolute limits,
or with --rate the rate limits.`,
		Example: `  novactl limits
  novactl limits --absolute -o json --jq .absolute.totalRAMUsed`,
		Args:              verb.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	var asked tables
	fs := flagset.Of(cmd)
	fs.Bool(&asked.absolute, "absolute", "", "only the absolute limits")
	fs.Bool(&asked.rate, "rate", "", "only the rate limits")
	out, again := app.AddOutputFlags(cmd, &output.View[*struct{}]{}), watch.Add(fs, "limits")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return fail.Op("show the limits", "", run(a, cmd, out, again, asked))
	}
	return cmd
}

func run(a *app.App, cmd *cobra.Command, out app.OutputFlags, again *watch.Flags, asked tables) error {
	o, err := a.Output(out)
	if err != nil {
		return err
	}
	t := asked.orBoth()
	if err := t.check(a, o); err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	if !again.Given() {
		a.Final(c)
	}
	view, rows := watched(a, o, asked)
	return again.Document(a, cmd, o, view, watch.Document{
		Read: func(ctx context.Context) (client.Document, error) {
			doc, err := c.Limits(ctx)
			if err == nil && output.KeepsDocument(o) {
				doc, err = t.of(doc)
			}
			return doc, err
		},
		Rows: rows,
		Print: func(doc client.Document) error {
			if output.KeepsDocument(o) {
				return output.Show(a.Streams, o, &documentView, doc.Raw, doc.XML)
			}
			return t.print(a, o, doc)
		},
	})
}

// watched is what a watch shows of the limits: the rates if they alone are asked for, else the absolute ones, as a screen has room for one table.
func watched(a *app.App, o output.Options, asked tables) (*output.AnyView, func(jsontext.Value) watch.Items) {
	view := rateView.Any()
	ratesOnly := asked.rate && !asked.absolute
	if !ratesOnly {
		view = absoluteView(a.Streams.OutTTY, o.Format).Any()
	}
	return view, func(raw jsontext.Value) watch.Items {
		limits, err := verb.ReadMarked[api.Limits](a.Streams, "the limits", raw)
		switch {
		case err != nil:
			return func(yield func(jsontext.Value, error) bool) { yield(nil, err) }
		case ratesOnly:
			return verb.Rows(rateRows(limits.Rate))
		}
		return verb.Rows(absoluteRows(limits.Absolute))
	}
}

// tables are the parts of the limits that are asked for.
type tables struct{ absolute, rate bool }

// orBoth returns both where neither is asked for.
func (t tables) orBoth() tables {
	return tables{t.absolute || !t.rate, t.rate || !t.absolute}
}

// check refuses what two tables can't be: rows for a program, and columns that only one of them has.
func (t tables) check(a *app.App, o output.Options) error {
	if output.KeepsDocument(o) {
		return nil
	}
	if t.absolute && t.rate && (len(o.Columns) > 0 || o.Sort != "" || o.Format == output.CSV || o.Format == output.ID) {
		return fail.Usagef("the limits are two tables: add --absolute or --rate")
	}
	if t.absolute {
		return output.CheckView(o, absoluteView(a.Streams.OutTTY, o.Format))
	}
	return output.CheckView(o, &rateView)
}

func (t tables) print(a *app.App, o output.Options, doc client.Document) error {
	limits, err := verb.ReadMarked[api.Limits](a.Streams, "the limits", doc.Raw)
	if err != nil {
		return err
	}
	if t.absolute {
		err = output.List(a.Streams, o, absoluteView(a.Streams.OutTTY, o.Format), verb.Rows(absoluteRows(limits.Absolute)))
	}
	// A cloud of today has no rate limits: only whoever asks for them sees that there are none.
	if t.rate && err == nil && (len(limits.Rate) > 0 || !t.absolute) {
		err = output.List(a.Streams, o, &rateView, verb.Rows(rateRows(limits.Rate)))
	}
	return err
}

// of is the document with the parts that are asked for.
func (t tables) of(doc client.Document) (client.Document, error) {
	if t.absolute && t.rate {
		return doc, nil
	}
	name := "rate"
	if t.absolute {
		name = "absolute"
	}
	member, err := api.Member(doc.Raw, name)
	if err != nil {
		return client.Document{}, err
	}
	raw, err := json.Marshal(map[string]jsontext.Value{name: member})
	return client.Document{Raw: raw}, err
}

var documentView = output.View[*api.Limits]{One: "limits", Many: "limits", Decode: verb.Decode, XML: verb.ToXML}
