package transport

import (
	"errors"
	"net/http"
	"strings"
	"time"
)

// RateLimit is a pause that the cloud asked for: by 413, 429 or 503 with a time.
type RateLimit struct {
	Err   *Error
	Delay time.Duration
}

// RateLimitOf returns the pause that err asks for; ok is false where it names no time: a quota doesn't, or 0.
func RateLimitOf(err error) (l RateLimit, ok bool) {
	var refused *Error
	if !errors.As(err, &refused) || refused.RetryAfter <= 0 {
		return RateLimit{}, false
	}
	switch refused.Status {
	case http.StatusRequestEntityTooLarge, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return RateLimit{Err: refused, Delay: refused.RetryAfter}, true
	}
	return RateLimit{}, false
}

const longestDetails = 200 // bytes of a fault's details that are shown: longer ones are for the cloud's makers

// limitText adds to text the details of a fault of a limit, and when asking again makes sense.
func (e *Error) limitText(text string) string {
	if details := OneLine(e.Details); details != "" && len(details) <= longestDetails && !strings.Contains(e.Message, details) {
		text += ": " + details
	}
	if e.RetryAfter > 0 {
		text = clause(text, "ask again in "+seconds(e.RetryAfter).String())
		if !e.RetryAt.IsZero() {
			text += ", at " + clock(e.RetryAt, e.RetryAt.Add(-e.RetryAfter))
		}
	}
	return text
}

// seconds rounds up: a moment early is too early.
func seconds(d time.Duration) time.Duration {
	if d < time.Second {
		return d
	}
	return (d + time.Second - 1).Truncate(time.Second)
}

// clock is a time as a person reads it, with the day where that isn't today.
func clock(at, today time.Time) string {
	if at.Format(time.DateOnly) == today.Format(time.DateOnly) {
		return at.Format(time.TimeOnly)
	}
	return at.Format(time.DateTime)
}
