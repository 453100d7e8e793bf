package verb

import (
	"github.com/spf13/cobra"

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
func (s Show[T]) Command(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "show " + s.Noun.arg(),
		Short:             s.Short,
		Long:              s.Long,
		Example:           s.Example,
		Args:              ExactArgs(1),
		ValidArgsFunction: s.Noun.Complete(a, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return Op("show "+s.Noun.Noun, args[0], s.run(a, cmd, args[0]))
		},
	}
	AddOutputFlags(cmd, s.Noun.View.ColumnKeys)
	return cmd
}

func (s Show[T]) run(a *App, cmd *cobra.Command, ref string) error {
	o, err := OutputFor(a, cmd, s.Noun.View)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	return s.Noun.Do(cmd.Context(), Call{App: a, Cmd: cmd, Client: c}, ref, func(t Target) error {
		doc, err := s.Noun.Get(cmd.Context(), c, t.ID)
		if err != nil {
			return err
		}
		return output.Show(a.Streams, o, s.Noun.View, doc.Raw, doc.XML)
	})
}
