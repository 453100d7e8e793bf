package verb

import (
	"context"
	"iter"
	"runtime/debug"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// NoFlags is the F of a command that has no flags of its own.
type NoFlags struct{}

// Items are the documents of a list, one by one.
type Items = iter.Seq2[jsontext.Value, error]

// List declares a command that lists the resources of a noun. T is how one is decoded, F what the flags are bound to.
type List[T, F any] struct {
	Noun    Noun[T]
	Short   string
	Long    string
	Example string
	Flags   func(*flagset.Set) *F // the filters; nil: none
	// Items lists what the filters ask for; nil: there are none, and it is all that Noun.Names lists. idsOnly: the ids alone will be
	// printed, so a list in brief will do.
	Items func(ctx context.Context, c *client.Client, filters *F, idsOnly bool) (Items, error)
}

// Command makes the command.
func (l List[T, F]) Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "list",
		Aliases:           []string{"ls"},
		Short:             l.Short,
		Long:              l.Long,
		Example:           l.Example,
		Args:              NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	out := app.AddOutputFlags(cmd, l.Noun.View)
	filters := bind(cmd, l.Flags)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return fail.Op("list "+l.Noun.Noun+"s", "", l.run(a, cmd, out, filters))
	}
	return cmd
}

// bind adds the flags of a command, and returns what they are bound to; nil where there are none.
func bind[F any](cmd *cobra.Command, flags func(*flagset.Set) *F) *F {
	if flags == nil {
		return nil
	}
	return flags(flagset.Of(cmd))
}

func (l List[T, F]) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, filters *F) error {
	o, err := app.OutputFor(a, out, l.Noun.View)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	items, err := l.items(cmd.Context(), c, filters, output.NeedsOnlyIDs(o))
	if err != nil {
		return err
	}
	a.Final(c)
	return output.List(a.Streams, o, l.Noun.View, collectLess(items))
}

// longList is how many items make a list long.
const longList = 500

// collectLess makes Go's garbage collection rarer once a list is long: a fifth less CPU, for 3 to 5 MB more. A short one is over before the
// first collection, and would only pay for the change.
func collectLess(items Items) Items {
	return func(yield func(jsontext.Value, error) bool) {
		n := 0
		for item, err := range items {
			if n++; n == longList {
				const percent = 200
				debug.SetGCPercent(percent)
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

func (l List[T, F]) items(ctx context.Context, c *client.Client, filters *F, idsOnly bool) (Items, error) {
	if l.Items == nil {
		return l.Noun.Names(ctx, c), nil
	}
	return l.Items(ctx, c, filters, idsOnly)
}
