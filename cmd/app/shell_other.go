//go:build !unix

package app

import "os/exec"

// inGroup does nothing where there are no process groups: ending the command leaves what it started.
func inGroup(*exec.Cmd) {}
