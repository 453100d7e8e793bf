package output

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"golang.org/x/term"

	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/output/internal/noecho"
)

// ErrNotTerminal says that a question can't be asked: stdin or stderr is no terminal.
var ErrNotTerminal = errors.New("cannot ask: stdin and stderr are not both a terminal")

// ErrNoInput says that stdin ended where an answer was due.
var ErrNoInput error = &UsageError{"nothing to read on stdin"}

// maxLine limits an answer, in bytes.
const maxLine = 4096

// Asks reports whether there is somebody to ask: a person at a terminal, and stderr for them, not for a program
// (JSONErrors).
func (s *Streams) Asks() bool { return s.InTTY && s.ErrTTY && !s.JSONErrors }

// Confirm asks a question on stderr, and reports whether the answer begins with y. Where nobody is to be asked there
// is ErrNotTerminal. The end of ctx (an interrupt) ends the question with its cause.
func (s *Streams) Confirm(ctx context.Context, question string) (bool, error) {
	answer, err := s.Ask(ctx, question+" [y/N]")
	if errors.Is(err, ErrNoInput) {
		return false, nil // ctrl-D
	}
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y"), err
}

// Ask asks for a line on stderr, and returns the answer. Where nobody is to be asked there is ErrNotTerminal. The end of ctx (an interrupt)
// ends the question with its cause.
func (s *Streams) Ask(ctx context.Context, question string) (string, error) {
	if !s.Asks() {
		return "", ErrNotTerminal
	}
	s.toErr(Sanitize(question) + " ")
	answer, err := s.await(ctx, s.readLine)
	if err == nil {
		s.display.Newline()
	} else {
		s.toErr("\n") // no Enter has ended the line of the question: what follows begins below it
	}
	return answer, err
}

// Password reads a secret: from a terminal after a prompt on stderr and without echo, else one line of stdin. An end
// without a line is ErrNoInput; the end of ctx ends it with its cause.
func (s *Streams) Password(ctx context.Context, prompt string) (string, error) {
	f, ok := s.In.(interface{ Fd() uintptr })
	if !s.InTTY || !ok {
		return s.await(ctx, s.readLine)
	}
	fd := int(f.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	s.toErr(Sanitize(prompt) + ": ")
	secret, err := s.await(ctx, func() (string, error) { return noecho.Read(fd, s.readLine) })
	if err != nil {
		_ = term.Restore(fd, before) // an interrupted read has left the echo off
	}
	s.toErr("\n")
	if errors.Is(err, io.EOF) { // of x/term
		err = ErrNoInput
	}
	return secret, err
}

// await reads until there is an answer or ctx ends. Then read stays behind, as a read can't be called off; the process
// is about to end.
func (s *Streams) await(ctx context.Context, read func() (string, error)) (string, error) {
	var text string
	answered := bug.Go(func() (err error) {
		text, err = read()
		return err
	})
	select {
	case err := <-answered:
		return text, err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// readLine reads one line of stdin, without its end, and not a byte more: what follows is for others.
func (s *Streams) readLine() (string, error) {
	var line []byte
	for b := make([]byte, 1); len(line) < maxLine; {
		n, err := s.In.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return string(bytes.TrimSuffix(line, []byte("\r"))), nil
		case n == 1:
			line = append(line, b[0])
		case errors.Is(err, io.EOF) && len(line) > 0:
			return string(line), nil
		case errors.Is(err, io.EOF):
			return "", ErrNoInput
		case err != nil:
			return "", err
		}
	}
	return "", errors.New("the line on stdin is too long")
}
