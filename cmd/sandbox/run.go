package sandbox

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// run is `sandbox run`.
func run(a *verb.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run -- COMMAND [ARG...]",
		Short: "Run a command with a fresh embedded cloud of its own",
		Long: `Serve a fresh cloud on a free port of this machine, run COMMAND with the environment to use it, and exit with its exit code.
The cloud is gone after that; --keep names a folder that keeps its state. --seed sets the cloud up first.

COMMAND's own novactl, and any other OpenStack client, finds that cloud by the environment alone.`,
		Example: "  novactl sandbox run -- ./test.sh",
		Args:    verb.MinArgs(1),
	}
	cmd.Flags().String("keep", "", "keep the cloud's state in this `folder`")
	addLimitFlags(cmd)
	addSeedFlag(cmd)
	addLogFlag(cmd)
	cmd.Flags().SetInterspersed(false)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return runCommand(a, cmd, args) }
	return cmd
}

func runCommand(a *verb.App, cmd *cobra.Command, args []string) error {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return err
	}
	if err := limit(cmd, &o); err != nil {
		return err
	}
	folder, _ := cmd.Flags().GetString("keep")
	if folder == "" {
		if folder, err = os.MkdirTemp("", "novactl-sandbox-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(folder) }()
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	o.Path = filepath.Join(folder, "novactl", "sandbox.db") // as XDG_STATE_HOME has it, which execute sets
	return withLog(a, cmd, o, func(sb *cloud.Cloud) error {
		l, base, err := listen(cmd.Context(), "127.0.0.1:0")
		if err != nil {
			return err
		}
		serving, stop := context.WithCancel(context.WithoutCancel(cmd.Context()))
		ended := make(chan error, 1)
		go func() { ended <- sb.Serve(serving, l) }()
		err = execute(cmd.Context(), a, base, folder, args)
		stop()
		return errors.Join(err, <-ended)
	})
}

// execute runs the command. Of the environment it takes away what would lead to another cloud than the fresh one; with the folder as
// XDG_STATE_HOME the command's own --cloud sandbox is the fresh one too.
func execute(ctx context.Context, a *verb.App, base, folder string, args []string) error {
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	for _, v := range c.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if !elsewhere(name) {
			c.Env = append(c.Env, v)
		}
	}
	for _, line := range cloud.Environment(base) {
		c.Env = append(c.Env, strings.TrimPrefix(line, "export "))
	}
	c.Env = append(c.Env, "XDG_STATE_HOME="+folder, "XDG_CACHE_HOME="+filepath.Join(folder, "cache"))
	c.Stdin, c.Stdout, c.Stderr = a.Streams.In, a.Streams.Out, a.Streams.Err
	err := c.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return &verb.ExitError{Code: exit.ExitCode()}
	case err != nil:
		return &verb.OpError{Op: "run", Target: args[0], Err: err}
	}
	return nil
}

// elsewhere reports variables that name a cloud or who one is there.
func elsewhere(name string) bool {
	for _, prefix := range []string{"OS_", "NOVA_", "RS_", "NOVACLIENT_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return slices.ContainsFunc(config.Settings(), func(s config.Setting) bool {
		return (s.Connection() || s.Name == "cloud") && (slices.Contains(s.Env, name) || name == s.FileEnv())
	})
}
