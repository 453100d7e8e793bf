package sandbox

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/bug"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// run is `sandbox run`.
func run(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run [flags] -- COMMAND [ARG...]", // those behind it are COMMAND's
		Short: "Run a command with a fresh embedded cloud of its own",
		Long: `Serve a fresh cloud on a free port of this machine, run COMMAND with the environment to use it, and exit with its exit code.
The cloud is gone after that; --keep names a folder that keeps its state, and goes on with what is in it. --seed sets the cloud up first.

COMMAND's own novactl, and any other OpenStack client, finds that cloud by the environment alone. COMMAND has the terminal and the
signals: Ctrl-C is for it to obey, and the cloud stays until it has ended. Where a signal ended COMMAND the exit code is 128 and the
signal's number, as in a shell; 127 says that there is no such command, 126 that it can't be run.`,
		Example: `  novactl sandbox run -- ./test.sh
  novactl sandbox run --seed cloud.yaml --log requests.jsonl -- ./test.sh
  novactl sandbox run --junit report.xml -- ./test.sh
  novactl sandbox run --keep after -- ./test.sh; XDG_STATE_HOME=$PWD/after novactl --cloud sandbox server list`,
		Args: verb.MinArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault // a program, and what it takes
		},
	}
	var kept, junit string
	fs := flagset.Of(cmd)
	fs.String(&kept, "keep", "keep the cloud's state in this `folder`")
	fs.String(&junit, "junit", "write how COMMAND ended to this `file`, as a test case of JUnit")
	f := newServeFlags(fs)
	cmd.Flags().SetInterspersed(false)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		report, err := openJUnit(a, junit, args)
		if err != nil {
			return err
		}
		err = runCommand(a, cmd, f, kept, args)
		report.close(a, err)
		return err
	}
	return cmd
}

func runCommand(a *app.App, cmd *cobra.Command, f *serveFlags, kept string, args []string) error {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return err
	}
	if err := f.apply(&o); err != nil {
		return err
	}
	folder, remove, err := stateFolder(kept)
	if err != nil {
		return err
	}
	defer remove()
	o.Path = filepath.Join(folder, "novactl", "sandbox.db") // as XDG_STATE_HOME has it, which execute sets
	return withLog(cmd.Context(), a, f, o, func(sb *cloud.Cloud) error {
		l, base, _, err := listen(cmd.Context(), "127.0.0.1:0")
		if err != nil {
			return err
		}
		serving, stop := context.WithCancel(context.WithoutCancel(cmd.Context()))
		ended := bug.Go(func() error { return sb.Serve(serving, l) })
		err = execute(cmd.Context(), a, environmentOf(base, o.Password), folder, args)
		stop()
		return errors.Join(err, <-ended)
	})
}

// stateFolder makes the folder that the cloud's state is in, and gives what takes it away again.
func stateFolder(kept string) (folder string, remove func(), err error) {
	if kept == "" {
		folder, err = os.MkdirTemp("", "novactl-sandbox-")
		return folder, func() { _ = os.RemoveAll(folder) }, err
	}
	if folder, err = filepath.Abs(kept); err == nil {
		err = os.MkdirAll(filepath.Join(folder, "novactl"), 0o700) // now, and not when the first request comes
	}
	if err != nil {
		return "", nil, fail.Usagef("--keep %s: %v", kept, err)
	}
	return folder, func() {}, nil
}
