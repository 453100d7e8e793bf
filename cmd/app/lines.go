package app

import (
	"bufio"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
)

// Lines reads the lines of standard input, without those that are empty. What it is for is said where something else reads it too.
func (a *App) Lines(what string) ([]string, error) {
	switch {
	case a.cfg.UsesStdin():
		return nil, fail.Usagef("%s: standard input is read for the credentials already", what)
	case a.stdin != "":
		return nil, fail.Usagef("%s: standard input is read for %s already", what, a.stdin)
	}
	a.stdin = what
	var lines []string
	scanner := bufio.NewScanner(a.Streams.In)
	for scanner.Scan() {
		if line := strings.TrimRight(scanner.Text(), "\r"); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fail.Usagef("%s: %v", what, err)
	}
	return lines, nil
}
