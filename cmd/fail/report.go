package fail

import (
	"context"
	"errors"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// Report prints each failure of err on stderr, and returns the exit code: theirs where they agree, else 1; 0 for nil. Hints
// go through adapt, with their failure, before they are printed.
func Report(s *output.Streams, err error, adapt func(failure error, hint string) string) int {
	var passed *ExitError
	if errors.As(err, &passed) {
		return passed.Code
	}
	code := 0
	for _, failure := range flatten(err) {
		if silent(failure) {
			continue
		}
		p := problem(failure)
		if code == 0 || code == p.ExitCode {
			code = p.ExitCode
		} else {
			code = 1
		}
		p.Hint = adapt(failure, p.Hint)
		s.Error(p)
	}
	return code
}

// silent reports errors that are none to the user: a request that was printed as asked, and a reader of stdout that had
// enough, unless something was done, which it then has not read about.
func silent(err error) bool {
	var full *output.WriteError
	var done *OpError
	if errors.As(err, &done) && done.Advice != "" {
		return false
	}
	return errors.Is(err, transport.ErrPrinted) || errors.As(err, &full) && full.BrokenPipe()
}

// flatten returns the single failures of an error that joins several.
func flatten(err error) []error {
	if err == nil {
		return nil
	}
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range many.Unwrap() {
		out = append(out, flatten(e)...)
	}
	return out
}

// Describe returns a failure as it would be printed.
func Describe(err error) output.Problem { return problem(err) }

// problem returns a failure as it is printed: what failed, what the cloud said, and what to do next.
func problem(err error) output.Problem {
	row := exitCode(err)
	p := output.Problem{Kind: row.Kind, ExitCode: row.Code, Message: err.Error(), Hint: hint(err), Uncertain: transport.IsUncertain(err)}
	var op *OpError
	if errors.As(err, &op) {
		p.What, p.Ref, p.Message = op.Title(), op.Ref, strings.TrimPrefix(op.Err.Error(), op.Op+": ")
	}
	var refused *transport.Error
	if errors.As(err, &refused) && strings.HasSuffix(p.Message, refused.Error()) {
		p.HTTPStatus, p.RequestID = refused.Status, refused.RequestID
		p.Message = strings.TrimSuffix(p.Message, refused.Error()) + refused.Text()
	}
	p.Fault, p.FaultCode = fault(row.Kind, refused)
	if words := interruption(err); words != "" {
		p.Message = strings.ReplaceAll(p.Message, words, "interrupted")
	}
	var several interface{ Choices() []output.Candidate }
	if errors.As(err, &several) {
		p.Candidates = several.Choices()
	}
	var differs interface{ Differences() []output.Difference }
	if errors.As(err, &differs) {
		p.Differences = differs.Differences()
	}
	return p
}

// interruption returns how err says that it was interrupted: in the words of package context, or of package signal for the
// cause of its contexts, which a request and a question end with. It returns "" where it wasn't.
func interruption(err error) string {
	if !errors.Is(err, context.Canceled) {
		return ""
	}
	if inner := errors.Unwrap(err); inner != nil {
		return interruption(inner)
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if words := interruption(e); words != "" {
				return words
			}
		}
	}
	return err.Error()
}
