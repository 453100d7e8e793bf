package terminal

import (
	"strings"
	"testing"
)

// What the environment says of the terminal: the variables that people set, and those by which terminals say what they are.
func TestOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		env  string
		what func(Terminal) bool
		want bool
	}{
		{"TERM=dumb", func(t Terminal) bool { return t.Dumb }, true},
		{"TERM=xterm", func(t Terminal) bool { return t.Dumb }, false},
		{"OTHER=dumb", func(t Terminal) bool { return t.Dumb }, false},
		{"NO_COLOR=1", noColor, true},
		{"NO_COLOR=0", noColor, true}, // whatever it says (no-color.org)
		{"NO_COLOR=", noColor, false},
		{"CLICOLOR=0", noColor, true},
		{"CLICOLOR=1", noColor, false},
		{"CLICOLOR=0 CLICOLOR_FORCE=1", noColor, false},
		{"CLICOLOR_FORCE=1", forced, true},
		{"CLICOLOR_FORCE=0", forced, false},
		{"CLICOLOR_FORCE=1 NO_COLOR=1", forced, false},
		{"CLICOLOR_FORCE=1 NO_COLOR=1", noColor, true},
		{"TERM=xterm-256color", func(t Terminal) bool { return t.Palette }, true},
		{"TERM=xterm", func(t Terminal) bool { return t.Palette }, false},
		{"TERM=xterm COLORTERM=truecolor", func(t Terminal) bool { return t.Palette }, true},
		{"LANG=C.UTF-8", utf8, true},
		{"LANG=de_DE.utf8", utf8, true},
		{"LANG=de_DE.UTF-8 LC_ALL=C", utf8, false},
		{"LANG=C LC_CTYPE=en_US.UTF-8", utf8, true},
		{"TERM=xterm", utf8, false},
		{"TERM=xterm-256color", links, false},
		{"TERM=xterm-kitty", links, true},
		{"TERM=xterm-256color VTE_VERSION=7600", links, true},
		{"TERM=xterm-256color VTE_VERSION=4601", links, false},
		{"TERM=xterm-256color TERM_PROGRAM=iTerm.app", links, true},
		{"TERM=tmux-256color TMUX=/tmp/x VTE_VERSION=7600", links, false},
		{"TMUX=/tmp/x FORCE_HYPERLINK=1", links, true},
		{"TERM=xterm-kitty FORCE_HYPERLINK=0", links, false},
	} {
		if got := test.what(Of(environment(test.env))); got != test.want {
			t.Errorf("%s: %t, want %t", test.env, got, test.want)
		}
	}
}

func environment(text string) map[string]string {
	env := map[string]string{}
	for _, field := range strings.Fields(text) {
		name, value, _ := strings.Cut(field, "=")
		env[name] = value
	}
	return env
}

func noColor(t Terminal) bool { return t.NoColor }
func forced(t Terminal) bool  { return t.Forced }
func utf8(t Terminal) bool    { return t.UTF8 }
func links(t Terminal) bool   { return t.Links }
