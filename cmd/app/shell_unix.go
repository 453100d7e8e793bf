//go:build unix

package app

import (
	"os/exec"
	"syscall"
)

// inGroup puts the command in a process group of its own, so that ending it ends all that it started.
func inGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
}
