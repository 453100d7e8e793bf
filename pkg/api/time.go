package api

import (
	"fmt"
	"strings"
	"time"
)

// timeForms are the forms of times: the guide's (1.7), with and without seconds and zone; zones without a colon and a
// blank for the T, which real clouds have written.
var timeForms = []string{
	"2006-01-02T15:04:05Z07:00", // a fraction of a second is read too
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04Z0700",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02",
}

// ParseTime reads a time as the API writes it: 2012-09-14T15:11:57.585-05:00, 2014-03-05T06:42:51.029Z,
// 2011-01-24T17:08 (guide 1.7, fact 3). Without a zone it is UTC. The result is in UTC.
func ParseTime(s string) (time.Time, error) {
	text := strings.TrimSpace(s)
	if len(text) > len("2006-01-02") && text[len("2006-01-02")] == ' ' {
		text = text[:len("2006-01-02")] + "T" + text[len("2006-01-02 "):]
	}
	for _, form := range timeForms {
		if t, err := time.Parse(form, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time such as 2011-01-24T17:08:00Z", s)
}

// FormatTime writes a time as Nova does: 2013-12-10T17:17:25Z, in UTC and whole seconds.
func FormatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
