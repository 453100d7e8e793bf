package fail

import (
	"context"
	"errors"
)

// ExitCode is an exit code: a promise to scripts (docs/architecture.md, Promises).
type ExitCode struct {
	Code    int
	Kind    string // "kind" of the error in JSON
	Meaning string
}

// exitCodes is the table. Of an error that has several kinds, as a failed wait wraps a refusal, the first row counts.
var exitCodes = []ExitCode{
	{130, "interrupted", "interrupted"},
	{124, "timeout", "the wait timed out"},
	{127, "no_command", "sandbox run: there is no such command"},
	{126, "not_executable", "sandbox run: the command can't be run"},
	{7, "failed", "the awaited operation failed"},
	{2, "usage", "usage, configuration, or an ambiguous name"},
	{3, "not_found", "not found"},
	{6, "over_limit", "over a limit, rate or quota"},
	{4, "auth", "not authenticated or not permitted"},
	{5, "conflict", "the state does not allow it"},
	{8, "unavailable", "the cloud is unavailable"},
	{1, "failure", "failure without a code of its own, or several different ones"},
}

// ExitCodes returns success and the exit codes in order, for the documentation.
func ExitCodes() []ExitCode {
	out := []ExitCode{{Code: 0, Kind: "", Meaning: "success"}}
	for code := 1; code <= 130; code++ {
		for _, row := range exitCodes {
			if row.Code == code {
				out = append(out, row)
			}
		}
	}
	return out
}

// exitCode returns the first row of the table whose kind err or an error below it has; the last row where none has.
func exitCode(err error) ExitCode {
	kinds := map[string]bool{"interrupted": errors.Is(err, context.Canceled)} // Go's own errors have no Kind
	eachError(err, func(e error) bool {
		if k, ok := e.(interface{ Kind() string }); ok {
			kinds[k.Kind()] = true
		}
		return true
	})
	for _, row := range exitCodes {
		if kinds[row.Kind] {
			return row
		}
	}
	return exitCodes[len(exitCodes)-1]
}

// hint returns the next step that err, or the first error below it that knows one, has; "" where none does.
func hint(err error) string {
	text := ""
	eachError(err, func(e error) bool {
		if h, ok := e.(interface{ Hint() string }); ok {
			text = h.Hint()
		}
		return text == ""
	})
	return text
}

// eachError calls visit for err and the errors that it wraps, the outer ones first, until visit returns false. It returns
// false where visit did.
func eachError(err error, visit func(error) bool) bool {
	if err == nil {
		return true
	}
	if !visit(err) {
		return false
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, inner := range many.Unwrap() {
			if !eachError(inner, visit) {
				return false
			}
		}
	}
	return eachError(errors.Unwrap(err), visit)
}
