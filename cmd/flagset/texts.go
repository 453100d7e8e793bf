package flagset

import (
	"slices"
	"strings"
)

// texts is the value of a flag that may be repeated. pflag's own writes its default as CSV, through a buffer of 4 KB, for each flag of each
// command that is made: a fifth of the memory that `server list` took.
type texts []string

// Set adds a text.
func (t *texts) Set(text string) error { return t.Append(text) }

// Append is Set, for pflag.SliceValue.
func (t *texts) Append(text string) error {
	*t = append(*t, text)
	return nil
}

// Replace puts others in place of the texts.
func (t *texts) Replace(others []string) error {
	*t = slices.Clone(others)
	return nil
}

// GetSlice returns the texts.
func (t *texts) GetSlice() []string { return *t }

// Type is pflag's name for it, by which cobra knows that the flag may come again.
func (t *texts) Type() string { return "stringArray" }

func (t *texts) String() string { return strings.Join(*t, ",") }
