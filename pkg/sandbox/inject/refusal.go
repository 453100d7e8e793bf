package inject

import (
	"net/http"
	"strconv"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Refusal is the fault that the rule asks for. Without words of the rule's own it has those of the real service: Nova's for a 500, and
// for a 413 that names a time those of the limiter in front of Nova (errors.tsv).
func (f *Rule) Refusal(now time.Time) error {
	refused := &fault.Error{Status: f.Status, Message: f.Message, RetryAfter: f.RetryAfter}
	switch {
	case f.Message != "":
	case f.Status == http.StatusInternalServerError:
		refused.Message = fault.Uncaught
	case f.Status == http.StatusRequestEntityTooLarge && f.RetryAfter != "" && f.RetryAfter != "0":
		refused.Message, refused.Details = "OverLimit Retry...", "Error Details..."
		refused.Until = dateOf(f.RetryAfter, now)
	default:
		refused.Message = http.StatusText(f.Status)
	}
	return refused
}

// dateOf is a Retry-After as that limiter's body has it: a date where the header has seconds.
func dateOf(retryAfter string, now time.Time) string {
	seconds, err := strconv.Atoi(retryAfter)
	if err != nil {
		return retryAfter
	}
	return api.FormatTime(now.Add(time.Duration(seconds) * time.Second))
}
