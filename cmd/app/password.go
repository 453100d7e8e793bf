package app

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
)

// Password reads the password that the flags say, without its line end; "" where they say none.
func (a *App) Password(from flagset.Password) (string, error) {
	if err := from.Check(); err != nil {
		return "", err
	}
	name := from.Name
	var text string
	switch {
	case from.File != "":
		data, err := os.ReadFile(from.File)
		if err != nil {
			return "", fail.Usagef("--%s-file: %v", name, err)
		}
		text = string(data)
	case from.Stdin && a.cfg.UsesStdin():
		return "", fail.Usagef("--%s-stdin: standard input is read for the credentials already", name)
	case from.Stdin && a.stdin != "":
		return "", fail.Usagef("--%s-stdin: standard input is read for %s already", name, a.stdin)
	case from.Stdin:
		a.stdin = "--" + name + "-stdin"
		line, err := bufio.NewReader(a.Streams.In).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fail.Usagef("--%s-stdin: %v", name, err)
		}
		text = line
	default:
		return "", nil
	}
	text = strings.TrimRight(text, "\r\n")
	if text == "" {
		return "", fail.Usagef("--%s: the password is empty", name)
	}
	return text, nil
}

// passcodes are how a sign-in comes by the passcode that the cloud asks for: the one that was set, or else a question on a terminal, where
// it is asked for three times before the sign-in has failed.
func (a *App) passcodes(set string) (first, next func(context.Context) (string, error)) {
	left := 0
	ask := func(ctx context.Context) (string, error) {
		text, err := a.Streams.Password(ctx, "Passcode")
		return oneWord(text), err
	}
	first = func(ctx context.Context) (string, error) {
		if set != "" {
			return oneWord(set), nil
		}
		if printed, err := a.cfg.LatePasscode(); printed != "" || err != nil || !a.Streams.Asks() {
			return oneWord(printed), err
		}
		left = 2
		return ask(ctx)
	}
	next = func(ctx context.Context) (string, error) {
		if left == 0 {
			return "", nil
		}
		left--
		a.Streams.Notice("the cloud did not take that passcode; it is good for half a minute")
		return ask(ctx)
	}
	return first, next
}

// oneWord is a passcode as the cloud wants it: apps show it as 123 456.
func oneWord(passcode string) string { return strings.Join(strings.Fields(passcode), "") }
