package app

import (
	"context"
	"crypto/rand"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
)

// generatedLength is long enough that nobody guesses it: 20 characters of 32 are 100 bits.
const generatedLength = 20

// NewPassword says where a new password comes from: its flags, or a terminal, which asks twice. The
// function that it gives is called for each resource: a password that is made up is another one each time, and is to be printed.
func (a *App) NewPassword(ctx context.Context, from flagset.NewPassword) (next func() (password string, generated bool), err error) {
	given, err := a.Password(from.Password)
	name := from.Name
	switch {
	case err != nil:
		return nil, err
	case from.Generate && given != "":
		return nil, fail.Usagef("--generate and --%s-file or --%s-stdin: one will do", name, name)
	case from.Out != "" && !from.Generate:
		return nil, fail.Usagef("--admin-pass-out is for a password that is made up: it needs --generate")
	case from.Generate:
		return func() (string, bool) { return rand.Text()[:generatedLength], true }, a.openPasswords(from.Out)
	case given == "":
		if given, err = a.askTwice(ctx, name); err != nil {
			return nil, err
		}
	}
	return func() (string, bool) { return given, false }, nil
}

// OptionalPassword is NewPassword where the flags may ask for none: next gives "" then, and the cloud makes one up.
func (a *App) OptionalPassword(ctx context.Context, from flagset.NewPassword) (next func() string, err error) {
	if !from.Generate {
		given, err := a.Password(from.Password)
		if err == nil {
			err = a.openPasswords(from.Out)
		}
		return func() string { return given }, err
	}
	another, err := a.NewPassword(ctx, from)
	if err != nil {
		return nil, err
	}
	return func() string { password, _ := another(); return password }, nil
}

// askTwice asks for a new password on the terminal.
func (a *App) askTwice(ctx context.Context, name string) (string, error) {
	if !a.Streams.Asks() {
		return "", &fail.UsageError{
			Message: "there is no terminal to ask for the password on",
			Advice:  "give --" + name + "-file, --" + name + "-stdin or --generate",
		}
	}
	first, err := a.Streams.Password(ctx, "New password")
	if err != nil {
		return "", err
	}
	second, err := a.Streams.Password(ctx, "The same again")
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
