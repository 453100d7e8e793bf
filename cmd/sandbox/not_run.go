package sandbox

import (
	"errors"
	"io/fs"
	"os/exec"
	"strings"
	"syscall"

	"github.com/novactl/novactl/cmd/fail"
)

// NotRunError is why a command of the user's could not be started.
type NotRunError struct{ Err error } // of exec

// Error leaves out what names the command a second time.
func (e *NotRunError) Error() string {
	why := e.Err
	if looked := new(exec.Error); errors.As(why, &looked) {
		why = looked.Err
	}
	if started := new(fs.PathError); errors.As(why, &started) {
		why = started.Err
	}
	return why.Error()
}

// Unwrap returns the error of exec.
func (e *NotRunError) Unwrap() error { return e.Err }

// Kind returns no_command where there is no such command, and not_executable where there is: a shell tells them apart too.
func (e *NotRunError) Kind() string {
	if e.Missing() {
		return "no_command"
	}
	return "not_executable"
}

// Missing reports that there is no such command, or no interpreter for it.
func (e *NotRunError) Missing() bool {
	return errors.Is(e.Err, exec.ErrNotFound) || errors.Is(e.Err, fs.ErrNotExist)
}

// NotRun is the failure to start a command, with what to try instead where that is known.
func NotRun(command string, err error) error {
	e := &NotRunError{Err: err}
	op := &fail.OpError{Op: "run", Ref: command, Err: e}
	switch {
	case errors.Is(err, syscall.ENOEXEC):
		op.Advice = "a script has to begin with the line #!/bin/sh, or to be run as: sh " + command
	case e.Missing() && strings.ContainsAny(command, " |&;<>$"):
		op.Advice = "a command line of the shell is run as: sh -c '" + command + "'"
	}
	return op
}
