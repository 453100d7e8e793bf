package verb

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
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
	out = s.Noun.addFlags(cmd)
	return cmd
}

func (s Show) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, name string) error {
	if err := s.Noun.inOnePlace(a, cmd, "show "+s.Noun.Noun, []string{name}, false); err != nil {
		return err
	}
	o, err := s.Noun.options(a, out, nothingMore)
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
	a.ShowNames(cmd, c)
	return s.Noun.show(a.Streams, o, doc)
}
