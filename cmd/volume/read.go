package volume

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// listAttachments is `volume list` (guide 2.4.2).
func listAttachments(a *app.App, servers *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list SERVER", Aliases: []string{"ls"}, Short: "List the volumes attached to a server", Args: verb.ExactArgs(1),
		Example: "  novactl volume list web-1",
	}
	return command(a, servers, cmd, "list the volumes of", func(c request, _ []string) error {
		return output.List(c.App.Streams, c.out, view, c.Client.ListVolumeAttachments(c.Cmd.Context(), c.server.ID))
	})
}

// show is `volume show` (guide 2.4.3).
func show(a *app.App, servers *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show SERVER ATTACHMENT", Short: "Show a volume attached to a server", Args: verb.ExactArgs(2),
		Long: "Show an attachment by its id, which is the volume's.",
	}
	return command(a, servers, cmd, "show a volume of", func(c request, args []string) error {
		doc, err := c.Client.GetVolumeAttachment(c.Cmd.Context(), c.server.ID, args[0])
		if err != nil {
			return err
		}
		return output.Show(c.App.Streams, c.out, view, doc.Raw, doc.XML)
	})
}
