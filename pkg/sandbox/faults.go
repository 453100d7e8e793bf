package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
)

// faultError is a refusal. The texts are those of errors.tsv wherever it has the case; clients match on them.
type faultError struct {
	status     int
	message    string
	details    string
	retryAfter string // seconds; "0" for a quota, which no waiting mends (errors.tsv)
	until      string // what the body says in retryAfter's place; "": the same
	allow      string // the methods that a 405 names
	plain      bool   // text/plain, as one answer of the real service is
}

func (f *faultError) Error() string { return f.message }

// response is the fault as it goes out (guide 1.11.1).
func (f *faultError) response() *response {
	a := &response{status: f.status, header: http.Header{}}
	if f.retryAfter != "" {
		a.header.Set("Retry-After", f.retryAfter)
	}
	if f.allow != "" {
		a.header.Set("Allow", f.allow)
	}
	a.body = documentBody(api.FaultKind(f.status), api.Fault{Code: f.status, Message: f.message, Details: f.details, RetryAfter: cmp.Or(f.until, f.retryAfter)})
	if f.plain {
		a.body = textBody(f.message)
	}
	return a
}

// fromError returns the refusal that err is, or wraps; of any other error it is what Nova says of its own (errors.tsv).
func fromError(err error) *faultError {
	var f *faultError
	if errors.As(err, &f) {
		return f
	}
	return &faultError{status: http.StatusInternalServerError, message: uncaught, details: err.Error()}
}

// Kind returns what kind of failure the status stands for: usage, not_found, conflict, or failure for any other.
func (f *faultError) Kind() string {
	switch f.status {
	case http.StatusBadRequest:
		return "usage"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusConflict:
		return "conflict"
	}
	return "failure"
}

// StatusOf is the HTTP status of a refusal by one of Cloud's methods: 400 for a request that makes no sense, 404 for a name that
// nothing has, 409 for a state that doesn't allow it. Of any other error it is 0.
func StatusOf(err error) int {
	var f *faultError
	if !errors.As(err, &f) {
		return 0
	}
	return f.status
}

func badRequest(format string, a ...any) error {
	return &faultError{status: http.StatusBadRequest, message: fmt.Sprintf(format, a...)}
}

func unauthorized(format string, a ...any) error {
	return &faultError{status: http.StatusUnauthorized, message: fmt.Sprintf(format, a...)}
}

func forbidden(format string, a ...any) error {
	return &faultError{status: http.StatusForbidden, message: fmt.Sprintf(format, a...)}
}

func notFound(format string, a ...any) error {
	return &faultError{status: http.StatusNotFound, message: fmt.Sprintf(format, a...)}
}

func conflict(format string, a ...any) error {
	return &faultError{status: http.StatusConflict, message: fmt.Sprintf(format, a...)}
}

func badMethod(method, allow string) error {
	return &faultError{
		status:  http.StatusMethodNotAllowed,
		message: fmt.Sprintf("The method %s is not allowed for this resource.", method),
		allow:   allow,
	}
}

func overLimit(format string, a ...any) error {
	return &faultError{status: http.StatusRequestEntityTooLarge, message: fmt.Sprintf(format, a...), retryAfter: "0"}
}

func unprocessable() error {
	return &faultError{status: http.StatusUnprocessableEntity, message: "Unable to process the contained instructions"}
}
