package client

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Error is an answer that refuses (guide 1.11.1).
type Error struct {
	Op      string // what was asked for: "create server"
	Method  string
	URL     string // empty where nobody was asked: nothing can have such an id
	Status  int    // of HTTP
	Fault   string // the fault's element: itemNotFound, overLimit, … (fact 8); never empty
	Message string // the cloud's, on one line; where it said nothing readable, HTTP's own
	Details string // may be empty, long, or meant for the cloud's makers

	RequestID     string        // by which the cloud's operators find the request (fact 24); may be empty
	RetryAfter    time.Duration // when asking again makes sense, from a header or the fault (fact 9)
	HasRetryAfter bool          // whether the cloud named a time; a quota names none, or 0
}

// Error is one line: the cloud's message, the status and the request's id. It leaves out what was asked for.
func (e *Error) Error() string {
	if e.URL == "" {
		return e.Message
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (HTTP %d", e.Message, e.Status)
	if e.RequestID != "" {
		b.WriteString(", request " + e.RequestID)
	}
	b.WriteString(")")
	return b.String()
}

// UnreachableError says that there was no answer, or none that can be read: no connection, a connection that was lost,
// a body that was cut off, is too long, or isn't what it says it is.
type UnreachableError struct {
	Op   string // what was asked for
	Host string // who was asked
	Err  error

	// Uncertain says that the cloud may have carried the request out all the same: it changes something, and it was
	// the answer that got lost.
	Uncertain bool

	lost  bool // worth sending again at once: the connection was lost, or never came about
	final bool // not worth asking again, even in a wait: a certificate, a redirect, an unknown host
}

func (e *UnreachableError) Error() string {
	s := fmt.Sprintf("no answer from %s: %v", e.Host, e.Err)
	if errors.As(e.Err, new(*answerError)) {
		s = fmt.Sprintf("%s: %v", e.Host, e.Err)
	}
	if e.Uncertain {
		s += "; the request may have been carried out"
	}
	return s
}

// Unwrap returns the cause: io.ErrUnexpectedEOF where an answer was cut off.
func (e *UnreachableError) Unwrap() error { return e.Err }

// answerError is what is wrong with an answer that did come.
type answerError struct {
	message string
	err     error
}

func (e *answerError) Error() string { return e.message }
func (e *answerError) Unwrap() error { return e.err }

// WireError says that the cloud doesn't speak the format that the client was told to use: Rackspace dropped XML, and
// Nova did (fact 25).
type WireError struct {
	Wire string // "xml"
	Got  string // the content type of the answer
	Err  error  // the refusal, an *Error, where it was one
}

func (e *WireError) Error() string {
	s := fmt.Sprintf("this cloud does not speak %s", strings.ToUpper(e.Wire))
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", s, e.Err)
	}
	return fmt.Sprintf("%s: it answered with %s", s, e.Got)
}

// Unwrap returns the refusal, if it was one.
func (e *WireError) Unwrap() error { return e.Err }

// RegionError says that the region isn't in the catalog or, where Region is empty, that one has to be chosen.
type RegionError struct {
	Region    string
	Available []string // sorted
	Match     string   // the one of Available that differs from Region only in upper and lower case, if there is one
}

func (e *RegionError) Error() string {
	have := "the catalog has " + strings.Join(e.Available, ", ")
	if len(e.Available) == 0 {
		have = "the catalog has none for compute"
	}
	switch {
	case e.Region == "":
		return "no region chosen: " + have
	case e.Match != "":
		return fmt.Sprintf("there is no region %q: %s (did you mean %s?)", e.Region, have, e.Match)
	}
	return fmt.Sprintf("there is no region %q: %s", e.Region, have)
}

// CatalogError says that the catalog has no compute service as the options describe it.
type CatalogError struct{ Message string }

func (e *CatalogError) Error() string { return e.Message }

// OptionError is what New finds wrong. Option has the setting's name: auth-url, username, password, endpoint, …
type OptionError struct{ Option, Message string }

func (e *OptionError) Error() string { return e.Option + ": " + e.Message }

// IsNotFound reports a 404, but for that of a token to sign in with.
func IsNotFound(err error) bool { return status(err) == http.StatusNotFound && !refusedToken(err) }

// IsAuth reports that the user isn't signed in or isn't permitted: 401, any 403 that isn't a quota's, and the 404 by which
// Identity v3 refuses a token to sign in with.
func IsAuth(err error) bool {
	s := status(err)
	return s == http.StatusUnauthorized || s == http.StatusForbidden && !IsOverLimit(err) || refusedToken(err)
}

// IsConflict reports that the state of the thing doesn't allow it: 409.
func IsConflict(err error) bool { return status(err) == http.StatusConflict }

// IsOverLimit reports a limit, a rate or a quota: 413, 429, and a 403 whose message says quota or maximum, which is how
// later clouds refuse what goes over a quota (fact 9).
func IsOverLimit(err error) bool {
	switch status(err) {
	case http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		var e *Error
		errors.As(err, &e)
		m := strings.ToLower(e.Message)
		return strings.Contains(m, "quota") || strings.Contains(m, "maximum")
	}
	return false
}

// IsUnavailable reports that the cloud can't be used now: 5xx, or no readable answer.
func IsUnavailable(err error) bool {
	return status(err) >= http.StatusInternalServerError || errors.As(err, new(*UnreachableError))
}

// status is the HTTP status of the refusal in err, 0 where there is none.
func status(err error) int {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e.Status
	}
	return 0
}
