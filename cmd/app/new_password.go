package app

import (
	"crypto/rand"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
)

// generatedLength is long enough that nobody guesses it: 20 characters of 32 are 100 bits.
const generatedLength = 20

// NewPassword says where a new password comes from: the flags of AddNewPasswordFlags, or a terminal, which asks twice. The
// function that it gives is called for each resource: a password that is made up is another one each time, and is to be printed.
func (a *App) NewPassword(cmd *cobra.Command, name string) (next func() (password string, tell bool), err error) {
	given, err := a.Password(cmd, name)
	generate, _ := cmd.Flags().GetBool("generate")
	switch {
	case err != nil:
		return nil, err
	case generate && given != "":
		return nil, fail.Usagef("--generate and --%s-file or --%s-stdin: one will do", name, name)
	case generate:
		return func() (string, bool) { return rand.Text()[:generatedLength], true }, nil
	case given == "":
		if given, err = a.askTwice(cmd, name); err != nil {
			return nil, err
		}
	}
	return func() (string, bool) { return given, false }, nil
}

// OptionalPassword is NewPassword where the flags may ask for none: next gives "" then, and the cloud makes one up.
func (a *App) OptionalPassword(cmd *cobra.Command, name string) (next func() string, err error) {
	generate, _ := cmd.Flags().GetBool("generate")
	if !generate {
		given, err := a.Password(cmd, name)
		return func() string { return given }, err
	}
	another, err := a.NewPassword(cmd, name)
	if err != nil {
		return nil, err
	}
	return func() string { password, _ := another(); return password }, nil
}

// AddNewPasswordFlags is AddPasswordFlags with --generate.
func AddNewPasswordFlags(cmd *cobra.Command, name, what string) {
	AddPasswordFlags(cmd, name, what)
	cmd.Flags().Bool("generate", false, "make up "+what+", and print it")
}

// askTwice asks for a new password on the terminal.
func (a *App) askTwice(cmd *cobra.Command, name string) (string, error) {
	if !a.Streams.Asks() {
		return "", &fail.UsageError{
			Message: "there is no terminal to ask for the password on",
			Advice:  "give --" + name + "-file, --" + name + "-stdin or --generate",
		}
	}
	first, err := a.Streams.Password(cmd.Context(), "New password")
	if err != nil {
		return "", err
	}
	second, err := a.Streams.Password(cmd.Context(), "The same again")
	switch {
	case err != nil:
		return "", err
	case first == "":
		return "", fail.Usagef("the password is empty")
	case first != second:
		return "", fail.Usagef("the two passwords differ")
	}
	return first, nil
}
