package sandbox

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// serve is `sandbox serve`.
func serve(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the embedded cloud to other clients",
		Long: `Serve the cloud of --cloud sandbox over HTTP, on the same state, until it is interrupted.

The first thing on stdout is the environment that any OpenStack client needs to use it, one export a line. Anyone who can connect and
has the password may sign in. The one that everybody knows does on loopback alone: a sandbox that other machines reach wants
--password-file. They put this one's name into OS_AUTH_URL; every URL that they are given then has it. The controls under /_sandbox/
answer on loopback alone.

With --seed a cloud that is still empty is set up as a file says first. One that was set up by the same file before goes on as it is by
now, so that the command can be given again; any other is refused.

With --log every request is written down as a line of JSON, its body with the secrets replaced, for tests that ask what their client
sent.`,
		Example: `  novactl sandbox serve
  novactl sandbox serve --listen 127.0.0.1:0 --log requests.jsonl
  novactl sandbox serve --listen 0.0.0.0:8774 --password-file sandbox.pw
  novactl sandbox serve --quota instances=3,ram=4096 --rate-limits
  novactl sandbox serve --seed cloud.yaml`,
		Args: verb.NoArgs,
	}
	var address string
	fs := flagset.Of(cmd)
	fs.StringP(&address, "listen", "", "127.0.0.1:8774", "listen on this `address`; port 0 takes a free one")
	f := newServeFlags(fs)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return runServe(a, cmd, f, address) }
	return cmd
}

func runServe(a *app.App, cmd *cobra.Command, f *serveFlags, address string) error {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return err
	}
	if err := f.apply(&o); err != nil {
		return err
	}
	return withLog(cmd.Context(), a, f, o, func(sb *cloud.Cloud) error {
		l, base, open, err := listen(cmd.Context(), address)
		if err != nil {
			return err
		}
		if open && o.Password == "" {
			_ = l.Close()
			return openDoor(address)
		}
		if err := a.Streams.Print(strings.Join(environmentOf(base, shellCat(f.password)), "\n") + "\n"); err != nil {
			_ = l.Close()
			return err
		}
		a.Streams.Notice("serving the sandbox at %s; end it with Ctrl-C", base)
		if open {
			a.Streams.Notice("other machines may connect too, by the name that this one has for them, and sign in with the password of %s", f.password)
		}
		if err := sb.Serve(cmd.Context(), l); cmd.Context().Err() == nil {
			return err
		}
		return nil // an interrupt is how it is supposed to end
	})
}

// withLog opens a cloud whose requests go where --log points, sets it up as --seed says, and closes the log after use.
func withLog(ctx context.Context, a *app.App, flags *serveFlags, o cloud.Options, use func(*cloud.Cloud) error) error {
	seed, err := readSeed(a, flags.seed)
	if err != nil {
		return err
	}
	path := flags.log
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
		err = applySeed(ctx, flags.seed, sb, seed)
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
