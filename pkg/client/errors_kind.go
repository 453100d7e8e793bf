package client

import (
	"net/http"
	"strings"
)

// The kinds of failures, which programs that use this package tell apart. An exit code follows from each.
const (
	kindInterrupted = "interrupted"
	kindTimeout     = "timeout"
	kindFailed      = "failed"
	kindUsage       = "usage"
	kindNotFound    = "not_found"
	kindOverLimit   = "over_limit"
	kindAuth        = "auth"
	kindConflict    = "conflict"
	kindUnavailable = "unavailable"
	kindFailure     = "failure"
)

// Kind returns the kind of failure that the status stands for: not_found, over_limit, auth, conflict, unavailable (5xx),
// or failure for any other.
func (e *Error) Kind() string {
	switch {
	case IsNotFound(e):
		return kindNotFound
	case IsOverLimit(e):
		return kindOverLimit
	case IsAuth(e):
		return kindAuth
	case IsConflict(e):
		return kindConflict
	case IsUnavailable(e):
		return kindUnavailable
	}
	return kindFailure
}

// Hint returns what to do about a sign-in that was refused; empty where there is no advice.
func (e *Error) Hint() string {
	switch {
	case e.Status == http.StatusUnauthorized:
		return "check the user name, the password or API key, and the project: novactl auth login tries them"
	case refusedToken(e):
		return "the token is wrong or has run out: sign in with another one"
	}
	return ""
}

// Kind returns unavailable.
func (e *UnreachableError) Kind() string { return kindUnavailable }

// Hint returns what to do where nobody knows whether the request was carried out; empty where somebody does.
func (e *UnreachableError) Hint() string {
	if e.Uncertain {
		return "look before you try again: it may have been done"
	}
	return ""
}

// Kind returns usage: another wire would do.
func (e *WireError) Kind() string { return kindUsage }

// Hint returns how to go without the wire.
func (e *WireError) Hint() string { return "leave out --wire xml" }

// Kind returns usage.
func (e *RegionError) Kind() string { return kindUsage }

// Hint returns the regions to choose from.
func (e *RegionError) Hint() string {
	return "choose one with --region: " + strings.Join(e.Available, ", ")
}

// Kind returns usage: other options would find a service.
func (e *CatalogError) Kind() string { return kindUsage }

// Kind returns usage.
func (e *OptionError) Kind() string { return kindUsage }

// Kind returns failed.
func (e *WaitFailedError) Kind() string { return kindFailed }

// Kind returns timeout.
func (e *WaitTimeoutError) Kind() string { return kindTimeout }

// Kind returns interrupted.
func (e *WaitInterruptedError) Kind() string { return kindInterrupted }
