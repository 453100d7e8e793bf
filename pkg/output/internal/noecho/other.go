//go:build !darwin && !dragonfly && !freebsd && !linux && !netbsd && !openbsd

// Package noecho reads secrets from a terminal, which doesn't show what is typed meanwhile.
package noecho

import "golang.org/x/term"

// Read returns a line that is typed at the terminal.
func Read(fd int, _ func() (string, error)) (string, error) {
	secret, err := term.ReadPassword(fd)
	return string(secret), err
}
