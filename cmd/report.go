package cmd

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// report prints every failure on stderr, and gives the exit code: theirs where they agree, else 1.
func report(s *output.Streams, cmd *cobra.Command, err error) int {
	var passed *verb.ExitError
	if errors.As(err, &passed) {
		return passed.Code
	}
	code := 0
	for _, failure := range flatten(err) {
		if silent(failure) {
			continue
		}
		row := exitCode(failure)
		switch code {
		case 0, row.Code:
			code = row.Code
		default:
			code = 1
		}
		p := problem(failure, row)
		p.Hint = onSameCloud(p.Hint, cmd)
		s.Error(p)
	}
	return code
}

// silent are errors that are none to the user: a request that was printed as asked, and a reader of stdout that had enough.
func silent(err error) bool {
	var full *output.WriteError
	return errors.Is(err, client.ErrPrinted) || errors.As(err, &full) && full.BrokenPipe()
}

// flatten gives the single failures of an error that joins several.
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

// problem is a failure as it is reported: what failed, what the cloud said, and what to do next.
func problem(err error, row ExitCode) output.Problem {
	p := output.Problem{Kind: row.Kind, ExitCode: row.Code, Message: err.Error(), Hint: hint(err)}
	var op *verb.OpError
	if errors.As(err, &op) {
		p.What, p.Target, p.Message = op.Title(), op.Target, op.Err.Error()
	}
	var refused *client.Error
	if errors.As(err, &refused) && strings.HasSuffix(p.Message, refused.Error()) {
		p.HTTPStatus, p.RequestID = refused.Status, refused.RequestID
		p.Message = strings.TrimSuffix(p.Message, refused.Error()) + refused.Message
	}
	if words := interruption(err); words != "" {
		p.Message = strings.ReplaceAll(p.Message, words, "interrupted")
	}
	var several *verb.AmbiguousError
	if errors.As(err, &several) {
		p.Candidates = several.Candidates
	}
	return p
}

// interruption is how err says that it was interrupted: in the words of package context, or of package signal for the cause of its
// contexts, which a request and a question end with. "" where it wasn't.
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

// hint is the next step, where there is one.
func hint(err error) string {
	var op *verb.OpError
	if errors.As(err, &op) && op.Hint != "" {
		return op.Hint
	}
	var unknown *verb.UnknownCommandError
	if errors.As(err, &unknown) {
		if ours := ownCommand(unknown.Words); ours != "" {
			return "did you mean: novactl " + ours
		}
		return unknown.Hint
	}
	var usage *verb.UsageError
	if errors.As(err, &usage) {
		return usage.Hint
	}
	var conf *config.Error
	if errors.As(err, &conf) {
		return conf.Hint()
	}
	var missing *verb.NotFoundError
	if errors.As(err, &missing) {
		return suggestion(missing) + missing.Hint()
	}
	var region *client.RegionError
	if errors.As(err, &region) {
		return "choose one with --region: " + strings.Join(region.Available, ", ")
	}
	if is[*verb.SignedOutError](err) {
		return "sign in with: novactl auth login"
	}
	var lost *client.UnreachableError
	if errors.As(err, &lost) && lost.Uncertain {
		return "look before you try again: it may have been done"
	}
	if is[*client.WireError](err) {
		return "leave out --wire xml"
	}
	var refused *client.Error
	switch {
	case !errors.As(err, &refused):
	case refused.Status == http.StatusUnauthorized:
		return "check the user name, the password or API key, and the project: novactl auth login tries them"
	case client.IsAuth(err) && refused.Status == http.StatusNotFound:
		return "the token is wrong or has run out: sign in with another one"
	}
	return ""
}

// suggestion asks for the names that are like one that wasn't found.
func suggestion(missing *verb.NotFoundError) string {
	if len(missing.Suggestions) == 0 {
		return ""
	}
	names := make([]string, len(missing.Suggestions))
	for i, name := range missing.Suggestions {
		names[i] = strconv.Quote(name)
	}
	return "did you mean " + strings.Join(names, ", ") + "? "
}
