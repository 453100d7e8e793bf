package fail

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
)

// UsageError is a command line that can't be carried out as it was typed; nothing was sent for it.
type UsageError struct {
	Message string
	Advice  string // what to do next; may be empty
}

// Error returns the message.
func (e *UsageError) Error() string { return e.Message }

// Kind returns usage.
func (e *UsageError) Kind() string { return "usage" }

// Hint returns the advice.
func (e *UsageError) Hint() string { return e.Advice }

// Usagef makes a *UsageError without advice.
//
//go:noinline
func Usagef(format string, a ...any) *UsageError {
	return &UsageError{Message: fmt.Sprintf(format, a...)}
}

// UnknownCommandError is a command that there isn't.
type UnknownCommandError struct {
	UsageError
	Words []string // as they were typed, without the program and the flags
}

// OpError says what failed, and on what. Err says why.
type OpError struct {
	Op     string // "delete server"
	Ref    string // the name or id as the user typed it; may be empty
	Advice string // what to do next; may be empty
	Err    error
}

// Error returns what failed and why.
func (e *OpError) Error() string { return e.Title() + ": " + e.Err.Error() }

// Unwrap returns why.
func (e *OpError) Unwrap() error { return e.Err }

// Hint returns the advice.
func (e *OpError) Hint() string { return e.Advice }

// Title returns what failed, on what: "delete server web-1".
func (e *OpError) Title() string {
	if e.Ref == "" { // what it is of may be what failed: an argument of no characters
		return strings.TrimSuffix(e.Op, ":")
	}
	return e.Op + " " + e.Ref
}

// Op wraps err with what failed, once: an error that already says so is left alone. Nil stays nil.
func Op(what, target string, err error) error {
	var known *OpError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &OpError{Op: what, Ref: target, Err: err}
}

// advisedError is a refusal of which it is known what to do about it.
type advisedError struct {
	error
	hint string
}

// Unwrap returns the refusal.
func (e *advisedError) Unwrap() error { return e.error }

// Hint returns what to do.
func (e *advisedError) Hint() string { return e.hint }

// Advise adds to err what to do about it. Where that is not known, "", err comes back as it is.
//
//go:noinline
func Advise(err error, hint string) error {
	if hint == "" {
		return err
	}
	return &advisedError{err, hint}
}

// InTurn takes steps none of which needs what another was answered, until one fails. With --curl and --dry-run each prints its request; the error is
// that of a printed one then.
func InTurn(steps ...func() error) (printed error) {
	for _, step := range steps {
		err := step()
		if err != nil && !errors.Is(err, transport.ErrPrinted) {
			return err
		}
		printed = cmp.Or(printed, err)
	}
	return printed
}

// NotBegun is the error of an interrupt for what it left out; nil where it left out nothing.
func NotBegun(what string, names []string, interrupted error) error {
	if len(names) == 0 {
		return nil
	}
	return Op(what, "", fmt.Errorf("not begun: %s: %w", strings.Join(names, ", "), interrupted))
}

// JoinedError holds the failures of a verb that went on after the first. Each is reported on its own.
type JoinedError []error

// Error returns the failures, one a line.
func (f JoinedError) Error() string {
	lines := make([]string, len(f))
	for i, err := range f {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns each failure.
func (f JoinedError) Unwrap() []error { return f }

// Join returns nil for none, the failure itself for one, and a JoinedError for more. Nil failures are none.
func Join(errs []error) error {
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	return JoinedError(errs)
}

// ExitError is the exit code of a command that novactl ran for the user. That command has said what was wrong.
type ExitError struct{ Code int }

// Error returns the code in words.
func (e *ExitError) Error() string { return fmt.Sprintf("exit code %d", e.Code) }
