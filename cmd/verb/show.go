package verb

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
)

// Show declares a command that shows one resource of a noun.
type Show[T any] struct {
	Noun    Noun[T]
	Short   string
	Long    string
	Example string
}

// Command makes the command.
func (s Show[T]) Command(a *app.App) *cobra.Command {
	return showing{s.Noun.untyped(), s.Short, s.Long, s.Example}.command(a)
}

// showing is a Show without its type.
type showing struct {
	noun                 noun
	short, long, example string
}

// command makes the command.
func (s showing) command(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:               "show " + s.noun.Arg(),
		Short:             s.short,
		Long:              s.long,
		Example:           s.example,
		Args:              ExactArgs(1),
		ValidArgsFunction: s.noun.Complete(a, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return fail.Op("show "+s.noun.Noun, args[0], s.run(a, cmd, out, args[0]))
		},
	}
	out = s.noun.addFlags(cmd)
	return cmd
}

func (s showing) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, name string) error {
	if err := s.noun.inOnePlace(a, cmd, "show "+s.noun.Noun, []string{name}, false); err != nil {
		return err
	}
	o, err := s.noun.options(a, out, nothingMore)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	doc, err := s.noun.Read(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name)
	if err != nil {
		return err
	}
	a.ShowNames(cmd, c)
	return s.noun.show(a.Streams, o, doc)
}
