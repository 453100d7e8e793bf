package verb

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// List declares a command that lists the resources of a noun.
type List[T any] struct {
	Noun    Noun[T]
	Short   string
	Long    string
	Example string
	Flags   func(*cobra.Command) // the filters
	// Items lists what the filters ask for; nil: there are none, and it is all that Noun.Names lists. idsOnly: the ids alone will be
	// printed, so a list in brief will do.
	Items func(ctx context.Context, cmd *cobra.Command, c *client.Client, idsOnly bool) (iter.Seq2[jsontext.Value, error], error)
}

// Command makes the command.
func (l List[T]) Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "list",
		Aliases:           []string{"ls"},
		Short:             l.Short,
		Long:              l.Long,
		Example:           l.Example,
		Args:              NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	app.AddOutputFlags(cmd, l.Noun.View.ColumnKeys)
	if l.Flags != nil {
		l.Flags(cmd)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return fail.Op("list "+l.Noun.Noun+"s", "", l.run(a, cmd))
	}
	return cmd
}

func (l List[T]) run(a *app.App, cmd *cobra.Command) error {
	o, err := app.OutputFor(a, cmd, l.Noun.View)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	items, err := l.items(cmd, c, output.NeedsOnlyIDs(o))
	if err != nil {
		return err
	}
	a.Final(cmd, c)
	return output.List(a.Streams, o, l.Noun.View, items)
}

func (l List[T]) items(cmd *cobra.Command, c *client.Client, idsOnly bool) (iter.Seq2[jsontext.Value, error], error) {
	if l.Items == nil {
		return l.Noun.Names(cmd.Context(), c), nil
	}
	return l.Items(cmd.Context(), cmd, c, idsOnly)
}
