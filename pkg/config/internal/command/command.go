// Package command runs the commands that settings name, without a shell.
package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// FirstLine runs a command and returns the first line that it prints. Its own complaint is part of the error; what it printed is not.
func FirstLine(text string) (string, error) {
	words, err := splitWords(text)
	if err != nil {
		return "", err
	}
	if len(words) == 0 {
		return "", errors.New("it is empty")
	}
	var stdout, stderr bytes.Buffer
	c := exec.CommandContext(context.Background(), words[0], words[1:]...)
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			err = fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(said), " "))
		}
		return "", fmt.Errorf("%s failed: %w", words[0], err)
	}
	line, _, _ := strings.Cut(stdout.String(), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", errors.New(words[0] + " printed nothing")
	}
	return line, nil
}

// Pager returns a pager to be started, without its streams; nil for "" and cat, which is none. What less and lv
// aren't told to do, they do as other tools have them: keep colours, and end at once where all of it fits.
func Pager(text string) (*exec.Cmd, error) {
	words, err := splitWords(text)
	if err != nil || len(words) == 0 || text == "cat" {
		return nil, err
	}
	c := exec.CommandContext(context.Background(), words[0], words[1:]...)
	c.Env = append([]string{"LESS=FRX", "LV=-c"}, os.Environ()...) // of two the last counts
	return c, nil
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
