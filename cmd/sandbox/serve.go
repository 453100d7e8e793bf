package sandbox

import (
	"net"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// serve is `sandbox serve`.
func serve(a *verb.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the embedded cloud to other clients",
		Long: `Serve the cloud of --cloud sandbox over HTTP, on the same state, until it is interrupted.

The first thing on stdout is the environment that any OpenStack client needs to use it, one export a line. Anyone who can
connect may sign in with the well-known password, so listen on loopback unless you mean otherwise.`,
		Example: `  novactl sandbox serve
  novactl sandbox serve --listen 127.0.0.1:0`,
		Args: verb.NoArgs,
	}
	cmd.Flags().String("listen", "127.0.0.1:8774", "listen on this `address`; port 0 takes a free one")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return run(a, cmd) }
	return cmd
}

func run(a *verb.App, cmd *cobra.Command) error {
	sb, err := a.Sandbox(cmd)
	if err != nil {
		return err
	}
	address, _ := cmd.Flags().GetString("listen")
	var lc net.ListenConfig
	l, err := lc.Listen(cmd.Context(), "tcp", address)
	if err != nil {
		return &verb.OpError{Op: "serve the sandbox", Err: err, Hint: "choose another address with --listen, or a free port with --listen 127.0.0.1:0"}
	}
	base := "http://" + l.Addr().String()
	if err := a.Streams.Print(strings.Join(cloud.Environment(base), "\n") + "\n"); err != nil {
		_ = l.Close()
		return err
	}
	a.Streams.Notice("serving the sandbox at %s; end it with Ctrl-C", base)
	if err := sb.Serve(cmd.Context(), l); cmd.Context().Err() == nil {
		return err
	}
	return nil // an interrupt is how it is meant to end
}
