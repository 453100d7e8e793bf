package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// LatePasscode returns the passcode that a command prints, "" where there is none: it is good for half a minute, so the command is run only when
// the cloud asks.
func (c *Config) LatePasscode() (string, error) {
	v, ok := c.resolved.secrets["passcode"]
	if !ok || v.via != viaCommand {
		return "", nil
	}
	return secretCommand("passcode", v)
}

// secretCommand runs the command that prints a secret, without a shell, and returns the first line that it prints. Its own complaint is part of the
// error; what it printed is not.
func secretCommand(name string, v value) (string, error) {
	bad := func(err error) error {
		return &Error{Message: "the " + name + " comes from a command (" + v.location() + ")", Err: err}
	}
	words, err := splitWords(v.text)
	if err != nil {
		return "", bad(err)
	}
	if len(words) == 0 {
		return "", bad(errors.New("it is empty"))
	}
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(context.Background(), words[0], words[1:]...) //nolint:gosec // it is the user's own
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			err = fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(said), " "))
		}
		return "", bad(fmt.Errorf("%s failed: %w", words[0], err))
	}
	line, _, _ := strings.Cut(stdout.String(), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", bad(errors.New(words[0] + " printed nothing"))
	}
	return line, nil
}

// splitWords splits a command as a shell does, by blanks outside of quotes. Nothing in it is expanded.
func splitWords(text string) (words []string, err error) {
	var word strings.Builder
	var quote rune
	inWord, escaped := false, false
	for _, c := range text {
		switch {
		case escaped:
			word.WriteRune(c)
			escaped = false
		case c == '\\' && quote != '\'':
			escaped, inWord = true, true
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote, inWord = c, true
		case quote == 0 && (c == ' ' || c == '\t' || c == '\n'):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(c)
			inWord = true
		}
	}
	if quote != 0 || escaped {
		return nil, errors.New("a quote in it is not closed")
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}
