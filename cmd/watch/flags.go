// Package watch looks at a list, or at one resource, again and again: until a person has enough, or a condition holds. On a terminal it draws what
// it sees in place, with what differs marked; for a program it prints a line of JSON for each change.
package watch

import (
	"fmt"
	"slices"
	"time"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/output"
)

const (
	defaultInterval = 2 * time.Second
	minInterval     = time.Second
)

// Flags are what --watch, --interval and --until are bound to.
type Flags struct {
	watch           bool
	interval, until string

	every     time.Duration
	condition *output.Condition
}

// Add adds the flags.
func Add(fs *flagset.Set, what string) *Flags {
	f := &Flags{}
	fs.Bool(&f.watch, "watch", "", "look again and again: on a terminal in place, with what differs marked, else one JSON object a change")
	fs.StringP(&f.interval, "interval", "", "2s", "the `time` between two looks, 1s at least", flagset.Words("1s", "2s", "5s", "10s", "30s", "1m"))
	fs.String(&f.until, "until", "look again until this jq `expression` is true of the JSON of the "+what+", for --wait-timeout at most")
	return f
}

// Given reports whether there is more than one look.
func (f *Flags) Given() bool { return f.watch || f.until != "" }

// Check reads what was typed, and refuses what a watch can't do with it.
func (f *Flags) Check(a *app.App, o output.Options) (err error) {
	f.every, err = time.ParseDuration(f.interval)
	switch {
	case err != nil:
		return fail.Usagef("--interval %s: it is no duration, such as 5s or 1m", f.interval)
	case f.every < minInterval:
		return fail.Usagef("--interval %s: it can't be shorter than %v", f.interval, minInterval)
	case f.Given() && a.Pretends():
		return fail.Usagef("--curl and --dry-run are for one request, and --watch and --until send many")
	}
	if f.until != "" {
		if f.condition, err = output.NewCondition("--until", f.until); err != nil {
			return err
		}
	}
	if !f.watch {
		return nil
	}
	format := o.Format
	if o.JQ != "" || o.Template != "" {
		return fail.Usagef("--jq and --template run on what is whole, and --watch has no end: give --until alone, or read the lines of --watch -o jsonl")
	}
	if !slices.Contains([]string{"", output.Table, output.Wide, output.JSON, output.JSONL}, format) {
		return fail.Usagef("--watch draws a table, or prints a JSON object a change: it can't go with -o %s", format)
	}
	return nil
}

// OneCloud is the error for several.
func OneCloud() error {
	return &fail.UsageError{Message: "--watch and --until look at one cloud", Advice: "name one with --cloud, and one region with --region"}
}

// A TimeoutError says that a condition was not true in time.
type TimeoutError struct {
	Until string
	After time.Duration
}

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("--until %s is still not true after %v", e.Until, e.After)
}

// Kind returns timeout.
func (e *TimeoutError) Kind() string { return "timeout" }
