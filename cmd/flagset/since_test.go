package flagset

import (
	"testing"
	"time"
)

// A time to look back to may be so many days ago.
func TestParseSince(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"10m": 10 * time.Minute, "2d": 48 * time.Hour, "1.5d": 36 * time.Hour, "1d12h": 36 * time.Hour, "0d": 0, "36h": 36 * time.Hour,
	} {
		got, err := ParseSince(text)
		if err != nil || time.Since(got.Add(want)).Abs() > time.Minute {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"-2d", "d", "2 d", "2dd", "1d-2h", "-10m", "2w", "1e300d", "NaNd", "infd", "tomorrow", "d2"} {
		if got, err := ParseSince(text); err == nil {
			t.Errorf("%s: %v", text, got)
		}
	}
	if got, err := ParseSince("2013-12-10T17:17:25Z"); err != nil || got.Year() != 2013 {
		t.Error(got, err)
	}
}
