package sandbox

import (
	"net/http"
	"strconv"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// uncaught is what Nova says of any error of its own (errors.tsv).
const uncaught = "The server has either erred or is incapable of performing the requested operation."

// refusal is the fault that the rule asks for. Without words of the rule's own it has those of the real service: Nova's for a 500, and
// for a 413 that names a time those of the limiter in front of Nova (errors.tsv).
func (f *FaultRule) refusal(now time.Time) error {
	refused := &faultError{status: f.Status, message: f.Message, retryAfter: f.RetryAfter}
	switch {
	case f.Message != "":
	case f.Status == http.StatusInternalServerError:
		refused.message = uncaught
	case f.Status == http.StatusRequestEntityTooLarge && f.RetryAfter != "" && f.RetryAfter != "0":
		refused.message, refused.details = "OverLimit Retry...", "Error Details..."
		refused.until = dateOf(f.RetryAfter, now)
	default:
		refused.message = http.StatusText(f.Status)
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
