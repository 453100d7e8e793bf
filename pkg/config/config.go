package config

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// Config holds the value of every setting. It prints nothing that is secret.
type Config struct {
	Warnings []string // for the person, on stderr: unknown keys, a file that others can read, ignored variables

	resolved *resolution
}

// Get returns a setting's value as text; "" for a secret, and for a name that is no setting.
//
//go:noinline
func (c *Config) Get(name string) string { return c.resolved.values.GetString(name) }

// Int returns the value of an Int setting; 0 where it has none.
func (c *Config) Int(name string) int { return c.resolved.values.GetInt(name) }

// Float returns the value of a Float setting.
func (c *Config) Float(name string) float64 { return c.resolved.values.GetFloat64(name) }

// Duration returns the value of a Duration setting; 0 where it has none.
func (c *Config) Duration(name string) time.Duration { return c.resolved.values.GetDuration(name) }

// Bool returns the value of a Bool setting.
func (c *Config) Bool(name string) bool { return c.resolved.values.GetBool(name) }

// List returns the value of a List setting.
func (c *Config) List(name string) []string { return parse.List(c.Get(name)) }

// Source returns where a setting's value came from.
func (c *Config) Source(name string) Source { return c.resolved.sources[name] }

// Profile returns the name of the profile in effect; "" where the connection comes from flags and the environment.
func (c *Config) Profile() string { return c.resolved.profile.name }

// ProfileFrom returns the path of the file that the profile in effect is in, "built in" for one that no file has, or "".
func (c *Config) ProfileFrom() string { return c.resolved.profile.from }

// ProfileError returns why the profile that was asked for can't be had: there is none of the name, its file can't be read, or it
// doesn't have the region; nil where it can. It is an *Error.
func (c *Config) ProfileError() error { return c.resolved.profileErr }

// IsSandbox reports whether requests go to the sandbox, in process.
func (c *Config) IsSandbox() bool {
	return parse.SameURL(c.Get("auth-url"), SandboxAuthURL) && c.Recording() == ""
}

// Recording returns the file of the recording that answers requests; "" where a cloud does.
func (c *Config) Recording() string {
	if p := c.resolved.profile; p.isRecording() {
		return c.resolved.env.expand(strings.TrimPrefix(p.name, recordingPrefix))
	}
	return ""
}

// Path returns the path of config.yaml, which need not exist; "" where there is no home directory.
func (c *Config) Path() string { return c.resolved.file.path }

// UsesStdin reports whether Connection reads standard input, so that nothing else may.
func (c *Config) UsesStdin() bool {
	return slices.ContainsFunc(slices.Collect(maps.Values(c.resolved.secrets)), func(v value) bool { return v.via == viaStdin })
}

// Entry is a setting as `config list` shows it.
type Entry struct {
	Name   string
	Value  string // of a secret: "set, not shown", or ""
	Source Source
	Secret bool
}

// notShown stands for a secret.
const notShown = "set, not shown"

// Entries returns all the settings, in the table's order, without those that are flags of single commands.
func (c *Config) Entries() []Entry {
	var entries []Entry
	for _, s := range c.resolved.table {
		if s.FlagOnly {
			continue
		}
		e := Entry{Name: s.Name, Value: c.Get(s.Name), Source: c.Source(s.Name), Secret: s.Secret}
		if _, ok := c.resolved.secrets[s.Name]; ok {
			e.Value = notShown
		}
		if !s.Secret {
			e.Value = s.shown(e.Value)
		}
		entries = append(entries, e)
	}
	return entries
}

// Profiles returns the profiles that --cloud can name; where clouds.yaml can't be read, an error beside the others.
func (c *Config) Profiles() ([]ProfileInfo, error) {
	all, err := c.resolved.allProfiles()
	infos := make([]ProfileInfo, 0, len(all))
	for _, p := range all {
		infos = append(infos, p.info(c.Profile()))
	}
	return infos, err
}
