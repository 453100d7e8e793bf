package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// user is a person's machine: files in a home directory, an environment, and a command line.
type user struct {
	t     *testing.T
	home  string
	stdin string
	env   []string
	args  []string
}

func newUser(t *testing.T) *user {
	t.Helper()
	return &user{t: t, home: t.TempDir()}
}

// write puts a file into the home directory.
func (u *user) write(name, text string) string {
	u.t.Helper()
	path := filepath.Join(u.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		u.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		u.t.Fatal(err)
	}
	return path
}

func (u *user) config(text string) string { return u.write(".config/novactl/config.yaml", text) }

func (u *user) input() Input {
	u.t.Helper()
	fs := pflag.NewFlagSet("novactl", pflag.ContinueOnError)
	AddFlags(fs)
	AddOutputFlags(fs)
	if err := fs.Parse(u.args); err != nil {
		u.t.Fatal(err)
	}
	return Input{
		Flags:   fs,
		Environ: append([]string{"HOME=" + u.home}, u.env...),
		Stdin:   strings.NewReader(u.stdin),
		Dir:     filepath.Join(u.home, "work"),
		system:  filepath.Join(u.home, "etc"),
	}
}

func (u *user) load() *Config {
	u.t.Helper()
	c, err := Load(u.input())
	if err != nil {
		u.t.Fatal(err)
	}
	return c
}

func (u *user) connection() Connection {
	u.t.Helper()
	conn, err := u.load().Connection()
	if err != nil {
		u.t.Fatal(err)
	}
	return conn
}

// failure is the complaint of Load or of Connection.
func (u *user) failure() *Error {
	u.t.Helper()
	c, err := Load(u.input())
	if err == nil {
		_, err = c.Connection()
	}
	return asError(u.t, err)
}

func asError(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T), want an *Error: only that is exit code 2 with a hint", err, err)
	}
	return e
}

// says fails unless text has every one of the parts.
func says(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q doesn't say %q", text, part)
		}
	}
}
