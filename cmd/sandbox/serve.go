package sandbox

import (
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// serve is `sandbox serve`.
func serve(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the embedded cloud to other clients",
		Long: `Serve the cloud of --cloud sandbox over HTTP, on the same state, until it is interrupted.

The first thing on stdout is the environment that any OpenStack client needs to use it, one export a line. Anyone who can
connect may sign in with the well-known password, so listen on loopback unless you mean otherwise. Other machines put this one's name
into OS_AUTH_URL; every URL that they are given then has it. The controls under /_sandbox/ answer on loopback alone.

With --seed a cloud that is still empty is set up as a file says first. One that was set up by the same file before goes on as it is by
now, so that the command can be given again; any other is refused.

With --log every request is written down as a line of JSON, its body with the secrets replaced, for tests that ask what their client
sent.`,
		Example: `  novactl sandbox serve
  novactl sandbox serve --listen 127.0.0.1:0 --log requests.jsonl
  novactl sandbox serve --listen 0.0.0.0:8774
  novactl sandbox serve --quota instances=3,ram=4096 --rate-limits
  novactl sandbox serve --seed cloud.yaml`,
		Args: verb.NoArgs,
	}
	cmd.Flags().String("listen", "127.0.0.1:8774", "listen on this `address`; port 0 takes a free one")
	addLimitFlags(cmd)
	addSeedFlag(cmd)
	addLogFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return runServe(a, cmd) }
	return cmd
}

func runServe(a *app.App, cmd *cobra.Command) error {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return err
	}
	if err := limit(cmd, &o); err != nil {
		return err
	}
	address, _ := cmd.Flags().GetString("listen")
	return withLog(a, cmd, o, func(sb *cloud.Cloud) error {
		l, base, open, err := listen(cmd.Context(), address)
		if err != nil {
			return err
		}
		if err := a.Streams.Print(strings.Join(cloud.Environment(base), "\n") + "\n"); err != nil {
			_ = l.Close()
			return err
		}
		a.Streams.Notice("serving the sandbox at %s; end it with Ctrl-C", base)
		if open {
			a.Streams.Notice("other machines may connect too, by the name that this one has for them, and sign in with the well-known password")
		}
		if err := sb.Serve(cmd.Context(), l); cmd.Context().Err() == nil {
			return err
		}
		return nil // an interrupt is how it is supposed to end
	})
}

func addLogFlag(cmd *cobra.Command) {
	cmd.Flags().String("log", "", "write each request to this `file`, a line of JSON; - is stderr")
}

// withLog opens a cloud whose requests go where --log points, sets it up as --seed says, and closes the log after use.
func withLog(a *app.App, cmd *cobra.Command, o cloud.Options, use func(*cloud.Cloud) error) error {
	seed, err := readSeed(a, cmd)
	if err != nil {
		return err
	}
	path, _ := cmd.Flags().GetString("log")
	var file io.Closer
	switch path {
	case "":
	case "-":
		o.Log = a.Streams.Err
	default:
		f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return fail.Usagef("--log %s: %v", path, err)
		}
		o.Log, file = f, f
	}
	sb, err := cloud.Open(o)
	if err == nil {
		err = sow(cmd.Context(), cmd, sb, seed)
	}
	if err == nil {
		err = use(sb)
	}
	if file != nil {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}
	return err
}
