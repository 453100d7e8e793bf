package sandbox

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/config"
)

// execute runs the command with the cloud in its environment, as exports, and waits for its end whatever signals come: it may need the cloud
// to clean up. They are the command's to obey.
func execute(ctx context.Context, a *app.App, environ []string, folder string, args []string) error {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	defer signal.Stop(signals)
	if err := ctx.Err(); err != nil { // a signal came before
		return err
	}
	c := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...)
	c.Env = environment(c.Environ(), environ, folder)
	c.Stdin, c.Stdout, c.Stderr = a.Streams.In, a.Streams.Out, a.Streams.Err
	if err := c.Start(); err != nil {
		return NotRun(args[0], err)
	}
	ended := bug.Go(c.Wait)
	for {
		select {
		case s := <-signals:
			if !toldByTerminal(a, s) {
				_ = c.Process.Signal(s) // it may just have ended
			}
		case err := <-ended:
			return outcome(a, args[0], err)
		}
	}
}

// toldByTerminal reports a signal that the command has already: a terminal sends its own to all that run in it, and some programs take a
// second interrupt for an order to drop everything.
func toldByTerminal(a *app.App, s os.Signal) bool {
	return s != syscall.SIGTERM && (a.Streams.InTTY || a.Streams.OutTTY || a.Streams.ErrTTY)
}

// outcome is the end of the command as the exit code that a shell would give it.
func outcome(a *app.App, command string, err error) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return fail.Op("run", command, err)
	}
	if exit.ExitCode() >= 0 {
		return &fail.ExitError{Code: exit.ExitCode()}
	}
	died, isSignal := exit.Sys().(interface{ Signal() syscall.Signal })
	if !isSignal {
		return fail.Op("run", command, err)
	}
	if died.Signal() != syscall.SIGINT { // whoever pressed Ctrl-C knows
		a.Streams.Notice("%s was ended by a signal: %v", command, died.Signal())
	}
	return &fail.ExitError{Code: 128 + int(died.Signal())}
}

// environment is that of the command: ours without what would lead to another cloud than the fresh one. With the folder as XDG_STATE_HOME
// the command's own --cloud sandbox is the fresh one too.
func environment(ours, environ []string, folder string) (env []string) {
	for _, v := range ours {
		name, _, _ := strings.Cut(v, "=")
		if !namesCloud(name) {
			env = append(env, v)
		}
	}
	for _, line := range environ {
		env = append(env, strings.TrimPrefix(line, "export "))
	}
	return append(env, "XDG_STATE_HOME="+folder, "XDG_CACHE_HOME="+filepath.Join(folder, "cache"))
}

// namesCloud reports variables that name a cloud or who one is there.
func namesCloud(name string) bool {
	for _, prefix := range []string{"OS_", "NOVA_", "RS_", "NOVACLIENT_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return slices.ContainsFunc(config.Settings(), func(s config.Setting) bool {
		return (s.Connection() || s.Name == "cloud") && (slices.Contains(s.Env, name) || name == s.FileEnv() || name == s.CommandEnv())
	})
}
