package config

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/novactl/novactl/pkg/config/internal/terminal"
)

// Input holds all that settings are made from. Tests pass their own values, so that they can run side by side.
type Input struct {
	Flags   *pflag.FlagSet // parsed; nil: none. Flags that it doesn't have count as not given
	Environ []string       // NAME=value; nil: the process's
	Stdin   io.Reader      // for the -stdin flags
	Answers []string       // NAME=value, as if the environment had it: what a person was asked for
	Dir     string         // the current directory, for clouds.yaml; "": the process's
	// Recording reads the settings of the recording in a file, which --cloud replay:FILE means; nil: there are no recordings.
	Recording func(file string) (map[string]string, error)
	system    string // in place of /etc/openstack, for tests
}

// environment is a set of variables. An empty value is the same as none, as in all the OpenStack clients. No value ends with a
// carriage return: nobody can type one, and files that were edited on Windows leave them.
type environment map[string]string

func (in Input) environment() environment {
	environ := in.Environ
	if environ == nil {
		environ = os.Environ()
	}
	env := make(environment, len(environ))
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		env[name] = strings.TrimRight(value, "\r")
	}
	env = env.withoutQuotes()
	for _, entry := range in.Answers {
		name, value, _ := strings.Cut(entry, "=")
		env[name] = value
	}
	return env
}

// first returns the first of the names that is set.
func (e environment) first(names ...string) (name, value string) {
	for _, name := range names {
		if value := e[name]; value != "" {
			return name, value
		}
	}
	return "", ""
}

// home returns the home directory, or "" where the environment doesn't say.
func (e environment) home() string {
	if _, dir := e.first("HOME", "USERPROFILE"); filepath.IsAbs(dir) {
		return dir
	}
	return ""
}

// expand makes a leading ~/ the home directory: no shell has done it for a path in a file.
func (e environment) expand(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && e.home() != "" {
		return filepath.Join(e.home(), rest)
	}
	return path
}

// Early returns the value of a setting from its flag, its environment and its default alone: no file is read, nothing
// can fail. It serves what must be known before Load has worked, such as the format of Load's own error. A value
// that Load would refuse gives the default, and a secret gives "".
func (in Input) Early(name string) string {
	s, ok := find(name)
	if !ok || s.Secret {
		return ""
	}
	if in.Flags != nil {
		if f := given(in.Flags, name); f != nil {
			return f.Value.String()
		}
	}
	if _, text := in.environment().first(s.Env...); text != "" {
		if value, err := s.parse(text); err == nil {
			return value
		}
	}
	return s.Default
}

// TerminalOf returns what the environment says of the terminal. Environ nil: the process's.
func TerminalOf(environ []string) terminal.Terminal {
	return terminal.Of(Input{Environ: environ}.environment())
}
