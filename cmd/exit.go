package cmd

import (
	"context"
	"errors"
	"net/http"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// ExitCode is an exit code: a promise to scripts (docs/architecture.md, Promises).
type ExitCode struct {
	Code    int
	Kind    string // "kind" of the error in JSON
	Meaning string
	is      func(error) bool // whether an error has the code
}

// exitCodes is the table: the first row that an error is of gives its code.
var exitCodes = []ExitCode{
	{130, "interrupted", "interrupted", is[*client.WaitInterruptedError]},
	{130, "interrupted", "interrupted", func(err error) bool { return errors.Is(err, context.Canceled) }},
	{124, "timeout", "the wait timed out", is[*client.WaitTimeoutError]},
	{127, "no_command", "sandbox run: there is no such command", notRun(true)},
	{126, "not_executable", "sandbox run: the command can't be run", notRun(false)},
	{7, "failed", "the awaited operation failed", is[*client.WaitFailedError]},
	{7, "failed", "the awaited operation failed", is[*verb.CheckError]},
	{2, "usage", "usage, configuration, or an ambiguous name", isUsage},
	{3, "not_found", "not found", isNotFound},
	{6, "over_limit", "over a limit, rate or quota", client.IsOverLimit},
	{4, "auth", "not authenticated or not permitted", func(err error) bool { return is[*verb.SignedOutError](err) || client.IsAuth(err) }},
	{5, "conflict", "the state does not allow it", func(err error) bool { return client.IsConflict(err) || refusedWith(err, http.StatusConflict) }},
	{8, "unavailable", "the cloud is unavailable", client.IsUnavailable},
	{1, "failure", "failure without a code of its own, or several different ones", func(error) bool { return true }},
}

// ExitCodes are the exit codes in order, for the documentation.
func ExitCodes() []ExitCode {
	out := []ExitCode{{Code: 0, Kind: "", Meaning: "success"}}
	for code := 1; code <= 130; code++ {
		for _, row := range exitCodes {
			if row.Code == code {
				out = append(out, row)
				break
			}
		}
	}
	return out
}

// exitCode is the row of err.
func exitCode(err error) ExitCode {
	for _, row := range exitCodes {
		if row.is(err) {
			return row
		}
	}
	return exitCodes[len(exitCodes)-1]
}

// notRun is whether a command could not be started, because it is missing or for another reason: the codes are those of a shell.
func notRun(missing bool) func(error) bool {
	return func(err error) bool {
		var e *verb.NotRunError
		return errors.As(err, &e) && e.Missing() == missing
	}
}

func isUsage(err error) bool {
	return is[*verb.UsageError](err) || is[*verb.UnknownCommandError](err) || is[*verb.AmbiguousError](err) || is[*output.UsageError](err) ||
		is[*config.Error](err) || is[*client.OptionError](err) || is[*client.RegionError](err) ||
		is[*client.CatalogError](err) || is[*client.WireError](err) || refusedWith(err, http.StatusBadRequest)
}

func isNotFound(err error) bool {
	return is[*verb.NotFoundError](err) || client.IsNotFound(err) || refusedWith(err, http.StatusNotFound)
}

// refusedWith reports a control of the embedded cloud that was refused with a status, as its requests over HTTP are.
func refusedWith(err error, status int) bool { return sandbox.StatusOf(err) == status }

// is reports whether err is, or wraps, an E.
func is[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}
