package flagset

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// AddPageFlags adds --limit and --marker, which every list has (guide 1.6).
func AddPageFlags(cmd *cobra.Command) {
	cmd.Flags().Int("limit", 0, "at most this `number` of results (0: all)")
	cmd.Flags().String("marker", "", "only results after the one with this `id`")
}

// PageFlags reads the flags of AddPageFlags.
func PageFlags(cmd *cobra.Command) (marker string, limit int, err error) {
	marker, _ = cmd.Flags().GetString("marker")
	limit, _ = cmd.Flags().GetInt("limit")
	if limit < 0 {
		return "", 0, fail.Usagef("--limit %d: it can't be negative", limit)
	}
	return marker, limit, nil
}

// ParseSince reads a time to look back to: a date and time of guide 1.7, or a duration before now (10m). "" is the zero time.
func ParseSince(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(text); err == nil {
		if d < 0 {
			return time.Time{}, fail.Usagef("--changes-since %s: it can't be negative", text)
		}
		return time.Now().Add(-d), nil
	}
	t, err := api.ParseTime(text)
	if err != nil {
		return time.Time{}, fail.Usagef("--changes-since %s: neither a time (2013-12-10T17:17:25Z) nor a duration (10m)", text)
	}
	return t, nil
}

// Given is the value of a flag that was given, even if empty; nil where it wasn't.
func Given(cmd *cobra.Command, name string) *string {
	if f := cmd.Flags().Lookup(name); f != nil && f.Changed {
		text := f.Value.String()
		return &text
	}
	return nil
}
