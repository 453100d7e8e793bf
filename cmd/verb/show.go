package verb

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
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
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:               "show " + s.Noun.Arg(),
		Short:             s.Short,
		Long:              s.Long,
		Example:           s.Example,
		Args:              ExactArgs(1),
		ValidArgsFunction: s.Noun.Complete(a, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return fail.Op("show "+s.Noun.Noun, args[0], s.run(a, cmd, out, args[0]))
		},
	}
	out = app.AddOutputFlags(cmd, s.Noun.View)
	return cmd
}

func (s Show[T]) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, name string) error {
	o, err := app.OutputFor(a, out, s.Noun.View)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	doc, err := s.Noun.Read(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name)
	if err != nil {
		return err
	}
	return output.Show(a.Streams, o, s.Noun.View, doc.Raw, doc.XML)
}
