package transport

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
)

// Why says in few words what came of a request that is sent again: "connection refused", "HTTP 502", or with what the cloud said to it
// "rate limited: Only 10 GET request(s) can be made every minute."
func Why(err error) string {
	if limit, ok := RateLimitOf(err); ok {
		why := "rate limited"
		if limit.Err.Status == http.StatusServiceUnavailable {
			why = "the cloud is busy"
		}
		said := limit.Err.Message
		if details := OneLine(limit.Err.Details); details != "" && len(details) <= longestDetails && !strings.Contains(said, details) {
			said = strings.TrimSuffix(said, ".") + "; " + details
		}
		return why + ": " + said
	}
	var refused *Error
	if errors.As(err, &refused) {
		return fmt.Sprintf("HTTP %d", refused.Status)
	}
	var errno syscall.Errno
	var lost *UnreachableError
	switch {
	case errors.As(err, &errno):
		return errno.Error()
	case errors.Is(err, io.EOF):
		return "the cloud closed the connection"
	case errors.As(err, &lost):
		return "no answer: " + OneLine(lost.Err.Error())
	}
	return OneLine(err.Error())
}
