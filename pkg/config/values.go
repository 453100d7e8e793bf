package config

import (
	"time"

	"github.com/spf13/pflag"
)

// OutputFormat returns the format of the result.
func (c *Config) OutputFormat() string { return c.Get("output") }

// NoHeaders reports whether the line of column names is left out.
func (c *Config) NoHeaders() bool { return c.Bool("no-headers") }

// CSVRaw reports whether cells of -o csv that a spreadsheet would run stay as they are.
func (c *Config) CSVRaw() bool { return c.Bool("csv-raw") }

// Wire returns the format that is spoken with the cloud: json or xml.
func (c *Config) Wire() string { return c.Get("wire") }

// PageSize returns how many items of a list are asked for at a time.
func (c *Config) PageSize() int { return c.Int("page-size") }

// Parallel returns how many requests are under way at a time, where a command works on several resources.
func (c *Config) Parallel() int { return c.Int("parallel") }

// Timeout returns the longest time for one request.
func (c *Config) Timeout() time.Duration { return c.Duration("timeout") }

// RateLimitWait returns the longest time to go on with one request where the cloud asks for pauses.
func (c *Config) RateLimitWait() time.Duration { return c.Duration("rate-limit-wait") }

// WaitTimeout returns the longest time to wait for an operation.
func (c *Config) WaitTimeout() time.Duration { return c.Duration("wait-timeout") }

// PollInterval returns the time between two looks while waiting; 0 where the client chooses.
func (c *Config) PollInterval() time.Duration { return c.Duration("poll-interval") }

// Debug reports whether requests are shown.
func (c *Config) Debug() bool { return c.Bool("debug") }

// SandboxSpeed returns how many times faster than real time the sandbox runs.
func (c *Config) SandboxSpeed() float64 { return c.Float("sandbox-speed") }

// FormatGiven reports whether the command line itself says the format of the result.
func FormatGiven(fs *pflag.FlagSet) bool { return given(fs, "output") != nil }

// OutputSettings are the settings that say how a result is printed.
type OutputSettings struct {
	Format                 string
	NoHeaders, CSVRaw, UTC bool
}

// OutputSettings returns them as they are set.
func (c *Config) OutputSettings() OutputSettings {
	return OutputSettings{Format: c.OutputFormat(), NoHeaders: c.NoHeaders(), CSVRaw: c.CSVRaw(), UTC: c.Bool("utc")}
}

// FlagOutput returns the settings of the output as the flags alone say, for a command that works whatever the settings are.
func FlagOutput(fs *pflag.FlagSet) OutputSettings {
	var o OutputSettings
	for _, s := range outputRows() {
		f := fs.Lookup(s.Name)
		switch {
		case f == nil:
		case s.Name == "output":
			o.Format = f.Value.String()
		case s.Name == "no-headers":
			o.NoHeaders = f.Value.String() == "true"
		case s.Name == "utc":
			o.UTC = f.Value.String() == "true"
		case s.Name == "csv-raw":
			o.CSVRaw = f.Value.String() == "true"
		}
	}
	return o
}

// CloudFlags returns the flags that were given and say which cloud a command goes to.
func CloudFlags(fs *pflag.FlagSet) []*pflag.Flag {
	var flags []*pflag.Flag
	for _, name := range []string{"cloud", "auth-url", "endpoint", "region"} {
		if f := given(fs, name); f != nil {
			flags = append(flags, f)
		}
	}
	return flags
}

// Record returns the file of the recording that requests and answers are added to; "": none.
func (c *Config) Record() string { return c.Get("record") }
