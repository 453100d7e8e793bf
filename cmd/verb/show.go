package verb

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Show declares a command that shows one resource of a noun.
type Show struct {
	Noun    Noun
	Short   string
	Long    string
	Example string
}

// Command makes the command.
func (s Show) Command(a *app.App) *cobra.Command {
	var out app.OutputFlags
	var again *watch.Flags
	cmd := &cobra.Command{
		Use:               "show " + s.Noun.Arg(),
		Short:             s.Short,
		Long:              s.Long,
		Example:           s.Example,
		Args:              ExactArgs(1),
		ValidArgsFunction: s.Noun.Complete(a, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return fail.Op("show "+s.Noun.Noun, args[0], s.run(a, cmd, out, again, args[0]))
		},
	}
	out, again = s.Noun.addFlags(cmd), watch.Add(flagset.Of(cmd), s.Noun.Noun)
	return cmd
}

func (s Show) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, again *watch.Flags, name string) error {
	if err := s.Noun.inOnePlace(a, cmd, "show "+s.Noun.Noun, []string{name}, false); err != nil {
		return err
	}
	o, err := s.Noun.options(a, out, nothingMore)
	if err != nil {
		return err
	}
	if err := again.Check(a, o); err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	s.Noun.want(c, o, s.Noun.View.Any().NewestFor(a.Streams, o))
	if again.Given() {
		a.ShowNames(cmd, c)
		return s.watch(a, cmd, o, again, c, name)
	}
	doc, err := s.Noun.Read(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name)
	if err != nil {
		return err
	}
	a.ShowNames(cmd, c)
	err = s.Noun.show(a.Streams, o, doc)
	s.Noun.sayLacking(cmd.Context(), a, c, o, err)
	return err
}

// watch shows it again and again: first by its name, then by its id.
func (s Show) watch(a *app.App, cmd *cobra.Command, o output.Options, again *watch.Flags, c *client.Client, name string) error {
	id := ""
	view := s.Noun.View.Any()
	look := func(ctx context.Context) ([]jsontext.Value, error) {
		var doc client.Document
		var err error
		if id == "" {
			doc, err = s.Noun.Read(ctx, app.Invocation{App: a, Cmd: cmd, Client: c}, name)
		} else {
			doc, err = s.Noun.Get(ctx, c, id)
		}
		if err != nil {
			return nil, err
		}
		id = view.IDOf(doc.Raw)
		return []jsontext.Value{doc.Raw}, nil
	}
	last, err := again.Run(a, cmd, o, view, watch.Source{One: true, Look: look})
	if err != nil || last == nil {
		return err
	}
	return s.Noun.show(a.Streams, o, client.Document{Raw: last[0]})
}
