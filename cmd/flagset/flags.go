package flagset

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// Page is where a list begins and how long it is (guide 1.6).
type Page struct {
	Marker string
	Limit  int
}

// Add adds --limit, and --marker with what completes it.
func (p *Page) Add(fs *Set, ids cobra.CompletionFunc) {
	fs.Int(&p.Limit, "limit", "", 0, "at most this `number` of results (0: all)")
	fs.String(&p.Marker, "marker", "only results after the one with this `id`", ids)
}

// ParseSince reads a time to look back to: a date and time of guide 1.7, or a duration before now (10m, 2d). "" is the zero time.
func ParseSince(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if d, err := ParseDays(text); err == nil {
		if d < 0 {
			return time.Time{}, fail.Usagef("--changes-since %s: it can't be negative", text)
		}
		return time.Now().Add(-d), nil
	}
	t, err := api.ParseTime(text)
	if err != nil {
		return time.Time{}, fail.Usagef("--changes-since %s: neither a time (2013-12-10T17:17:25Z) nor a duration (10m, 2d)", text)
	}
	return t, nil
}

// ParseDays is time.ParseDuration with days of 24 hours, which go before the rest: 2d, 1.5d, 1d12h.
func ParseDays(text string) (time.Duration, error) {
	days, rest, found := strings.Cut(text, "d")
	if !found {
		return time.ParseDuration(text)
	}
	n, err := strconv.ParseFloat(days, 64)
	if limit := float64(math.MaxInt64 / int64(day)); err != nil || !(math.Abs(n) < limit) || rest != "" && rest[0] == '-' {
		return 0, fmt.Errorf("%q is no duration", text)
	}
	d := time.Duration(n * float64(day))
	if rest == "" {
		return d, nil
	}
	more, err := time.ParseDuration(rest)
	return d + more, err
}

const day = 24 * time.Hour
