//go:build !unix

package app

import (
	"context"
	"errors"
	"os/exec"

	"github.com/novactl/novactl/cmd/fail"
)

// Replace runs a program with this one's streams, and ends with its exit code.
func (a *App) Replace(program string, args []string) error {
	c := exec.CommandContext(context.Background(), program, args...) // an interrupt is the program's
	c.Stdin, c.Stdout, c.Stderr = a.Streams.In, a.Streams.Out, a.Streams.Err
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		return &fail.ExitError{Code: exit.ExitCode()}
	}
	return err
}
