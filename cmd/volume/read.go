package volume

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// list is `volume list` (guide 2.4.2).
func list(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list SERVER", Aliases: []string{"ls"}, Short: "List the volumes attached to a server", Args: verb.ExactArgs(1),
		Example: "  novactl volume list web-1",
	}
	return command(a, cmd, "list the volumes of", func(c request, _ []string) error {
		return output.List(c.App.Streams, c.out, view, c.Client.ListVolumeAttachments(c.Cmd.Context(), c.server.ID))
	})
}

// show is `volume show` (guide 2.4.3).
func show(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show SERVER ATTACHMENT", Short: "Show a volume attached to a server", Args: verb.ExactArgs(2),
		Long: "Show an attachment by its id, which is the volume's.",
	}
	return command(a, cmd, "show a volume of", func(c request, args []string) error {
		doc, err := c.Client.GetVolumeAttachment(c.Cmd.Context(), c.server.ID, args[0])
		if err != nil {
			return err
		}
		return output.Show(c.App.Streams, c.out, view, doc.Raw, doc.XML)
	})
}
