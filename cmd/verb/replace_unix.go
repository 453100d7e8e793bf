//go:build unix

package verb

import (
	"os/exec"
	"syscall"
)

// Replace runs a program in the place of this one, with its terminal, its signals and its exit code. It returns only where the program
// can't be started.
func (a *App) Replace(program string, args []string) error {
	c := exec.Command(program, args...)
	if c.Err != nil {
		return c.Err
	}
	return syscall.Exec(c.Path, c.Args, c.Environ())
}
