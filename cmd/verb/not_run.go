package verb

import (
	"errors"
	"io/fs"
	"os/exec"
	"strings"
	"syscall"
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

func (e *NotRunError) Unwrap() error { return e.Err }

// Missing reports that there is no such command, or no interpreter for it.
func (e *NotRunError) Missing() bool {
	return errors.Is(e.Err, exec.ErrNotFound) || errors.Is(e.Err, fs.ErrNotExist)
}

// NotRun is the failure to start a command, with what to try instead where that is known.
func NotRun(command string, err error) error {
	e := &NotRunError{Err: err}
	op := &OpError{Op: "run", Target: command, Err: e}
	switch {
	case errors.Is(err, syscall.ENOEXEC):
		op.Hint = "a script has to begin with the line #!/bin/sh, or to be run as: sh " + command
	case e.Missing() && strings.ContainsAny(command, " |&;<>$"):
		op.Hint = "a command line of the shell is run as: sh -c '" + command + "'"
	}
	return op
}
