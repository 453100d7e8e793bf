package transport

import "net/http"

// The kinds of failures, which programs that use this package tell apart. An exit code follows from each.
const (
	kindUsage       = "usage"
	kindNotFound    = "not_found"
	kindOverLimit   = "over_limit"
	kindAuth        = "auth"
	kindConflict    = "conflict"
	kindUnavailable = "unavailable"
	kindFailure     = "failure"
)

// Kind returns the kind of failure that the status stands for: not_found, over_limit, auth, conflict, unavailable (5xx, 408,
// and what is uncertain), or failure for any other.
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
	case IsUnavailable(e), e.Uncertain:
		return kindUnavailable
	}
	return kindFailure
}

// lookFirst is what to do where nobody knows whether a request was carried out.
const lookFirst = "look before you try again: it may have been done"

// Hint returns what to do about a sign-in that was refused, and about what is uncertain; empty where there is no advice.
func (e *Error) Hint() string {
	switch {
	case e.Status == http.StatusUnauthorized:
		return "check the user name, the password or API key, and the project: novactl auth login tries them"
	case RefusedToken(e):
		return "the token is wrong or has run out: sign in with another one"
	case e.Uncertain:
		return lookFirst
	}
	return ""
}

// Kind returns unavailable.
func (e *UnreachableError) Kind() string { return kindUnavailable }

// Hint returns what to do where nobody knows whether the request was carried out; empty where somebody does.
func (e *UnreachableError) Hint() string {
	if e.Uncertain {
		return lookFirst
	}
	return ""
}

// Kind returns usage.
func (e *OptionError) Kind() string { return kindUsage }
