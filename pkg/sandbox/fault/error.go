// Package fault has the refusals of the sandbox: a status, and the text that clients match on (guide 1.11).
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

// Error is a refusal. The texts are those of errors.tsv wherever it has the case; clients match on them.
type Error struct {
	Status     int
	Message    string
	Details    string
	RetryAfter string // seconds; "0" for a quota, which no waiting mends (errors.tsv)
	Until      string // what the body says in RetryAfter's place; "": the same
	Allow      string // the methods that a 405 names
	Plain      bool   // text/plain, as one answer of the real service is
}

func (f *Error) Error() string { return f.Message }

// From returns the refusal that err is, or wraps; of any other error it is what Nova says of its own (errors.tsv).
func From(err error) *Error {
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return &Error{Status: http.StatusInternalServerError, Message: Uncaught, Details: err.Error()}
}

// Kind returns what kind of failure the status stands for: usage, not_found, conflict, or failure for any other.
func (f *Error) Kind() string {
	switch f.Status {
	case http.StatusBadRequest:
		return "usage"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusConflict:
		return "conflict"
	}
	return "failure"
}

// StatusOf returns the HTTP status of a refusal by one of Cloud's methods: 400 for a request that makes no sense, 404 for a name that
// nothing has, 409 for a state that doesn't allow it. Of any other error it is 0.
func StatusOf(err error) int {
	var f *Error
	if !errors.As(err, &f) {
		return 0
	}
	return f.Status
}

// BadRequest returns the refusal of a request that makes no sense: 400.
//
//go:noinline
func BadRequest(format string, a ...any) error {
	return &Error{Status: http.StatusBadRequest, Message: fmt.Sprintf(format, a...)}
}

// Unauthorized returns the refusal of a request without a good token: 401.
//
//go:noinline
func Unauthorized(format string, a ...any) error {
	return &Error{Status: http.StatusUnauthorized, Message: fmt.Sprintf(format, a...)}
}

// Forbidden returns the refusal of what nobody may do: 403.
//
//go:noinline
func Forbidden(format string, a ...any) error {
	return &Error{Status: http.StatusForbidden, Message: fmt.Sprintf(format, a...)}
}

// NotFound returns the refusal of a name that nothing has: 404.
//
//go:noinline
func NotFound(format string, a ...any) error {
	return &Error{Status: http.StatusNotFound, Message: fmt.Sprintf(format, a...)}
}

// Conflict returns the refusal of what the state of a thing doesn't allow: 409.
//
//go:noinline
func Conflict(format string, a ...any) error {
	return &Error{Status: http.StatusConflict, Message: fmt.Sprintf(format, a...)}
}

// BadMethod returns the refusal of a method that a path doesn't have; allow are those that it has: 405.
func BadMethod(method, allow string) error {
	return &Error{
		Status:  http.StatusMethodNotAllowed,
		Message: fmt.Sprintf("The method %s is not allowed for this resource.", method),
		Allow:   allow,
	}
}

// OverLimit returns the refusal of what is over a limit that no waiting mends: 413.
//
//go:noinline
func OverLimit(format string, a ...any) error {
	return &Error{Status: http.StatusRequestEntityTooLarge, Message: fmt.Sprintf(format, a...), RetryAfter: "0"}
}

// Unprocessable returns the refusal of a body without the member that it is about: 422.
func Unprocessable() error {
	return &Error{Status: http.StatusUnprocessableEntity, Message: "Unable to process the contained instructions"}
}

// RateLimited refuses what a rate limit has no room for, until so many seconds from now.
func RateLimited(details string, seconds int) error {
	return &Error{
		Status: http.StatusRequestEntityTooLarge, Message: "This request was rate-limited.", Details: details, RetryAfter: strconv.Itoa(seconds),
	}
}

// PlainForbidden is forbidden in plain text, as one answer of the real service is.
func PlainForbidden(text string) error {
	return &Error{Status: http.StatusForbidden, Message: text, Plain: true}
}
