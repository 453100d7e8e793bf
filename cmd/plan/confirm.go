package plan

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// Confirm shows the plan on a terminal, and asks: a question for a few, and for their number before more of them are destroyed. Where there is
// nobody to ask, that is a *fail.UsageError which demands --yes. The answer no is app.ErrDeclined.
func (p Plan) Confirm(ctx context.Context, a *app.App) error {
	s := a.Streams
	if !s.Asks() && p.Destroys == "" {
		return &fail.UsageError{
			Message: "it is to " + p.summary(Few) + ", and there is nobody to ask whether these were meant",
			Advice:  "look at them with --dry-run, then add --yes to do it without a question",
		}
	}
	if !s.Asks() {
		return a.Confirm(ctx, false, p.summary(Few)+"?")
	}
	p.Show(s) // has the names
	summary := p.summary(1)
	if p.Destroys == "" || len(p.going()) <= Few {
		return a.Confirm(ctx, false, summary+"?")
	}
	answer, err := s.Ask(ctx, fmt.Sprintf("To %s, type %s:", summary, p.count()))
	if errors.Is(err, output.ErrNoInput) {
		return app.ErrDeclined // ctrl-D
	}
	if err == nil && strings.TrimSpace(answer) != p.count() {
		return app.ErrDeclined
	}
	return err
}

// ProtectedError is a resource that its metadata protects from being destroyed.
type ProtectedError struct{ Noun, ID string }

// Error returns what protects it.
func (e *ProtectedError) Error() string {
	return "it is protected by its metadata (" + ProtectKey + "), and stays"
}

// Kind returns conflict: its state doesn't allow it.
func (e *ProtectedError) Kind() string { return "conflict" }

// Hint returns what to do about it.
func (e *ProtectedError) Hint() string {
	return "add --force, or take the protection away: novactl metadata delete " + e.Noun + " " + e.ID + " " + ProtectKey
}

// Refusals are the errors of those that stay.
func (p Plan) Refusals() []error {
	var errs []error
	for _, i := range p.Items {
		if i.Stays {
			errs = append(errs, fail.Op(p.Verb+" "+p.Noun, i.Name, &ProtectedError{p.Noun, i.ID}))
		}
	}
	return errs
}
