// Package terminal knows what an environment says of the terminal.
package terminal

import "strings"

// A Terminal is what the environment says of the terminal.
type Terminal struct {
	NoColor bool // no colours are asked for: NO_COLOR, or CLICOLOR=0
	Forced  bool // colours are asked for where there is no terminal, too: CLICOLOR_FORCE
	Dumb    bool // it can't move its cursor: TERM is dumb, as in an editor's shell
	Palette bool // it has 256 colours
	UTF8    bool // the locale's characters are those of Unicode
	Links   bool // it makes links of what it is told to be one (OSC 8)
}

// Of reads an environment.
func Of(env map[string]string) Terminal {
	t := Terminal{
		Dumb:    env["TERM"] == "dumb",
		Palette: strings.Contains(env["TERM"], "256color") || env["COLORTERM"] != "" || strings.Contains(env["TERM"], "direct"),
		UTF8:    utf8Locale(env),
		Links:   knowsLinks(env),
	}
	t.Forced = env["CLICOLOR_FORCE"] != "" && env["CLICOLOR_FORCE"] != "0" && env["NO_COLOR"] == ""
	t.NoColor = env["NO_COLOR"] != "" || env["CLICOLOR"] == "0" && !t.Forced
	return t
}

// utf8Locale reports whether the locale says UTF-8: the first of the three that is set decides (locale(7)).
func utf8Locale(env map[string]string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(env[name]); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return false
}

// knowsLinks reports whether the terminal says what it is, and is one that knows links. What only passes them on, as tmux may, is asked for by
// FORCE_HYPERLINK.
func knowsLinks(env map[string]string) bool {
	if force := env["FORCE_HYPERLINK"]; force != "" {
		return force != "0"
	}
	if env["TMUX"] != "" || strings.HasPrefix(env["TERM"], "screen") {
		return false
	}
	switch env["TERM_PROGRAM"] {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio":
		return true
	}
	switch env["TERM"] {
	case "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour":
		return true
	}
	return env["WT_SESSION"] != "" || env["KONSOLE_VERSION"] != "" || env["DOMTERM"] != "" || len(env["VTE_VERSION"]) >= 4 && env["VTE_VERSION"] >= "5000"
}
