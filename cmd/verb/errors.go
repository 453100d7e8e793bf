package verb

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/output"
)

// UsageError is a command line that can't be carried out as it was typed; nothing was sent for it.
type UsageError struct {
	Message string
	Hint    string // what to do next; may be empty
}

func (e *UsageError) Error() string { return e.Message }

// UnknownCommandError is a command that there isn't.
type UnknownCommandError struct {
	UsageError
	Words []string // as they were typed, without the program and the flags
}

// Usagef makes a *UsageError without a hint.
func Usagef(format string, a ...any) *UsageError {
	return &UsageError{Message: fmt.Sprintf(format, a...)}
}

// NotFoundError is a name that no resource has.
type NotFoundError struct {
	Noun, Name  string
	Suggestions []string // names that there are, like the one that was typed
}

func (e *NotFoundError) Error() string {
	return fmt.Sprintf("no %s has the id or name %q", e.Noun, e.Name)
}

// Hint is where the names are to be seen.
func (e *NotFoundError) Hint() string {
	if e.Noun == "network" { // another service has them
		return "openstack network list shows them; where there is no network service, there are public and private"
	}
	return "see novactl " + e.Noun + " list"
}

// AmbiguousError is a name that several resources have (exit 2, with the candidates).
type AmbiguousError struct {
	Noun, Name string
	Candidates []output.Candidate
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%d %ss are named %q: use an id", len(e.Candidates), e.Noun, e.Name)
}

// OpError says what failed, and on what. Err says why.
type OpError struct {
	Op     string // "delete server"
	Target string // the name or id as the user typed it; may be empty
	Hint   string // what to do next; may be empty
	Err    error
}

func (e *OpError) Error() string { return e.Title() + ": " + e.Err.Error() }
func (e *OpError) Unwrap() error { return e.Err }

// Title is what failed, on what: "delete server web-1".
func (e *OpError) Title() string { return strings.TrimSpace(e.Op + " " + e.Target) }

// Op wraps err with what failed, once: an error that already says so is left alone.
func Op(what, target string, err error) error {
	var known *OpError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &OpError{Op: what, Target: target, Err: err}
}

// JoinedError holds the failures of a verb that went on after the first. Each is reported on its own.
type JoinedError []error

func (f JoinedError) Error() string {
	lines := make([]string, len(f))
	for i, err := range f {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each failure.
func (f JoinedError) Unwrap() []error { return f }

// Join is nil for none, the failure itself for one, and a JoinedError for more. Nil failures are none.
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

// SignedOutError is a session that was asked for and isn't there.
type SignedOutError struct{}

func (*SignedOutError) Error() string {
	return "not signed in: no token is kept for this cloud and user"
}

// CheckError is a check of a resized server that didn't pass, so that the resize was reverted, as was asked for.
type CheckError struct{ Err error }

func (e *CheckError) Error() string {
	return "the check failed, and the resize is reverted: " + e.Err.Error()
}
func (e *CheckError) Unwrap() error { return e.Err }

// ExitError is the exit code of a command that novactl ran for the user. That command has said what was wrong.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return fmt.Sprintf("exit code %d", e.Code) }
