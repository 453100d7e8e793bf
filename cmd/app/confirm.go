package app

import (
	"context"
	"errors"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/output"
)

// ErrDeclined is the answer no.
var ErrDeclined = errors.New("not confirmed: nothing was changed")

// AddYesFlag adds --yes, for commands that destroy data.
func AddYesFlag(fs *flagset.Set) (yes *bool) {
	yes = new(bool)
	fs.Bool(yes, "yes", "y", "do it without asking")
	return yes
}

// Confirm asks question unless there is a yes already, and gives nil for yes, ErrDeclined for no, and a *fail.UsageError that asks for
// --yes where there is no terminal to ask on.
func (a *App) Confirm(ctx context.Context, yes bool, question string) error {
	if yes || a.Pretends() {
		return nil // nothing is changed
	}
	yes, err := a.Streams.Confirm(ctx, question)
	switch {
	case errors.Is(err, output.ErrNotTerminal):
		why := "there is no terminal to ask on"
		if a.Streams.JSONErrors {
			why = "with -o json nothing is asked"
		}
		return &fail.UsageError{
			Message: "this destroys data, and " + why + ": " + question,
			Advice:  "add --yes to do it without a question",
		}
	case err != nil:
		return err
	case !yes:
		return ErrDeclined
	}
	return nil
}
