package progress

import (
	"fmt"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"
)

// Elapsed returns a time as a person reads it: "12 s", "1 min 05 s", "2 h 03 min".
func Elapsed(d time.Duration) string {
	seconds := int(d / time.Second)
	switch {
	case seconds < 60:
		return fmt.Sprintf("%d s", seconds)
	case seconds < 3600:
		return fmt.Sprintf("%d min %02d s", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d h %02d min", seconds/3600, seconds/60%60)
}

// since appends how long something takes, once that is a second.
func since(text string, start, now time.Time) string {
	if d := now.Sub(start); d >= time.Second {
		text += ", " + Elapsed(d)
	}
	return text
}

// A pause is how long nothing is sent, and why.
type pause struct {
	why   string
	until time.Time
}

// text returns "connection refused, again in 2 s", or with details "rate limited, again in 12 s (this request was rate-limited)".
func (p pause) text(now time.Time) string {
	left := p.until.Sub(now)
	if p.why == "" || left <= 0 {
		return ""
	}
	why, details, _ := strings.Cut(p.why, ": ")
	text := ": " + why + again + Elapsed(left+time.Second-1)
	if details != "" {
		text += " (" + details + ")"
	}
	return text
}

// barWidth is how many columns a bar has between its ends.
const barWidth = 20

// bar draws "[=====>              ]".
func bar(done, of int) string {
	full := barWidth * done / max(of, 1)
	drawn := strings.Repeat("=", full)
	if full < barWidth {
		drawn += ">"
	}
	return fmt.Sprintf("[%-*s]", barWidth, drawn)
}

// again stands between why nothing is sent and for how long.
const again = ", again in "

// shorten cuts text to at most room columns, between characters. Of a pause it keeps why and how long, and leaves out what for. Without a width
// (room below 1) it is kept.
func shorten(text string, room int) string {
	if room < 1 {
		return text
	}
	for displaywidth.String(text) > room {
		_, rest, found := strings.Cut(text, ": ")
		if !found || !strings.Contains(rest, again) {
			break
		}
		text = rest
	}
	return displaywidth.TruncateString(text, room, "...")
}
