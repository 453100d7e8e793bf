//go:build unix

package app

import (
	"os/exec"
	"syscall"
)

// Replace runs a program in the place of this one, with its terminal, its signals and its exit code. It returns only where the program
// can't be started.
func (a *App) Replace(program string, args []string) error {
	path, err := exec.LookPath(program)
	if err != nil {
		return err
	}
	a.Streams.Close()
	return syscall.Exec(path, append([]string{program}, args...), new(exec.Cmd).Environ())
}
