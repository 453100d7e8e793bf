package app

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// ErrDeclined is the answer no.
var ErrDeclined = errors.New("not confirmed: nothing was changed")

// AddYesFlag adds --yes, for commands that destroy data.
func AddYesFlag(cmd *cobra.Command) {
	cmd.Flags().BoolP("yes", "y", false, "do it without asking")
}

// Confirm asks question unless --yes is given, and gives nil for yes, ErrDeclined for no, and a *fail.UsageError that asks for
// --yes where there is no terminal to ask on.
func (a *App) Confirm(cmd *cobra.Command, question string) error {
	if yes, _ := cmd.Flags().GetBool("yes"); yes || Curl(cmd) {
		return nil // nothing is sent with --curl
	}
	yes, err := a.Streams.Confirm(cmd.Context(), question)
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
