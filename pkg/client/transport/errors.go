package transport

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/pattern"
)

// Error is an answer that refuses (guide 1.11.1).
type Error struct {
	Op      string // what was asked for: "create server"
	Method  string
	URL     string // empty where nobody was asked: nothing can have such an id
	Status  int    // of HTTP
	Fault   string // the fault's element: itemNotFound, overLimit, … (fact 8); never empty
	Message string // the cloud's, on one line; where it said nothing readable, HTTP's own
	// Challenge is what WWW-Authenticate says.
	Challenge string
	LeadsTo   string // the origin that a redirect leads to, where it is another; nothing is sent there
	Page      bool   // it came as a web page: likely of something on the way
	Details   string // may be empty, long, or meant for the cloud's makers

	RequestID     string        // by which the cloud's operators find the request (fact 24); may be empty
	RetryAfter    time.Duration // when asking again makes sense, from a header or the fault (fact 9)
	HasRetryAfter bool          // whether the cloud named a time; a quota names none, or 0
	RetryAt       time.Time     // the same by this machine's clock; zero where RetryAfter is

	// Uncertain says that the cloud may have carried the request out all the same: it changes something, and the answer doesn't say that it
	// wasn't done. Partial is what the answer holds then.
	Uncertain bool
	Partial   Partial
}

// Error is one line: Text, the status and the request's id. It leaves out what was asked for.
func (e *Error) Error() string {
	if e.URL == "" {
		return e.Text()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (HTTP %d", e.Text(), e.Status)
	if e.RequestID != "" {
		b.WriteString(", request " + e.RequestID)
	}
	b.WriteString(")")
	return b.String()
}

// Text is the cloud's message, and what else there is to say but the status.
func (e *Error) Text() string {
	text := e.Message
	if IsOverLimit(e) || e.Status == http.StatusServiceUnavailable {
		text = e.limitText(text)
	}
	if e.Uncertain {
		text = clause(text, maybeDone)
	}
	return text
}

// maybeDone goes after what went wrong where nobody knows what became of a request.
const maybeDone = "the request may have been carried out"

// clause adds to what the cloud said, which may be a whole sentence.
func clause(text, more string) string { return strings.TrimSuffix(text, ".") + "; " + more }

// UnreachableError says that there was no answer, or none that can be read: no connection, a connection that was lost,
// a body that was cut off, is too long, or isn't what it says it is.
type UnreachableError struct {
	Op   string // what was asked for
	Host string // who was asked
	Err  error

	// Uncertain says that the cloud may have carried the request out all the same: it changes something, and it was
	// the answer that got lost. Partial is what came of it.
	Uncertain bool
	Partial   Partial

	lost  bool // worth sending again at once: the connection was lost, or never came about
	final bool // not worth asking again, even in a wait: a certificate, a redirect, an unknown host
}

func (e *UnreachableError) Error() string {
	s := fmt.Sprintf("no answer from %s: %v", e.Host, e.Err)
	switch {
	case errors.As(e.Err, new(*AnswerError)):
		s = fmt.Sprintf("%s: %v", e.Host, e.Err)
	case errors.Is(e.Err, io.EOF): // net/http's words for it, EOF, tell a user nothing
		s = fmt.Sprintf("no answer from %s: it closed the connection", e.Host)
	}
	if e.Uncertain {
		s = clause(s, maybeDone)
	}
	return s
}

// Unwrap returns the cause: io.ErrUnexpectedEOF where an answer was cut off.
func (e *UnreachableError) Unwrap() error { return e.Err }

// AnswerError says what is wrong with an answer that did come.
type AnswerError struct {
	Message string
	Err     error // may be nil; what it says is kept from the eyes of users, because it may quote the answer
}

func (e *AnswerError) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *AnswerError) Unwrap() error { return e.Err }

// Unreadable returns the error of a resource that isn't as it should be.
func Unreadable(op string, err error) error {
	return &UnreachableError{Op: op, Host: "the cloud", Err: &AnswerError{"the answer cannot be read", err}}
}

// Incomplete returns the error of a body that isn't a document. The decoder's complaint is kept from the eyes of users: it may quote.
func Incomplete(f api.Format, err error) error {
	return &AnswerError{Message: "it is not a whole " + strings.ToUpper(f.String()) + " document", Err: err}
}

// OptionError says that an option of the client is of no use. Option has the setting's name: auth-url, username, password, endpoint, …
type OptionError struct{ Option, Message string }

func (e *OptionError) Error() string { return e.Option + ": " + e.Message }

// IsNotFound reports a 404, but for that of a token to sign in with.
func IsNotFound(err error) bool { return Status(err) == http.StatusNotFound && !RefusedToken(err) }

// IsAuth reports that the user isn't signed in or isn't permitted: 401, any 403 that isn't a quota's, and the 404 by which
// Identity v3 refuses a token to sign in with.
func IsAuth(err error) bool {
	s := Status(err)
	return s == http.StatusUnauthorized || s == http.StatusForbidden && !IsOverLimit(err) || RefusedToken(err)
}

// IsConflict reports that the state of the thing doesn't allow it: any 409 that isn't a quota's.
func IsConflict(err error) bool { return Status(err) == http.StatusConflict && !IsOverLimit(err) }

// IsOverLimit reports a limit, a rate or a quota: 413, 429, and a 403 whose message says quota or maximum, which is how
// later clouds refuse what goes over a quota (fact 9); Neutron does so with a 409 that says quota.
func IsOverLimit(err error) bool {
	switch Status(err) {
	case http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		var e *Error
		errors.As(err, &e)
		m := strings.ToLower(e.Message)
		return strings.Contains(m, "quota") || strings.Contains(m, "maximum")
	case http.StatusConflict:
		var e *Error
		errors.As(err, &e)
		return strings.Contains(strings.ToLower(e.Message), "quota")
	}
	return false
}

// IsUnavailable reports that the cloud can't be used now: 5xx, 408 by which gateways give up, or no readable answer.
func IsUnavailable(err error) bool {
	s := Status(err)
	return s >= http.StatusInternalServerError || s == http.StatusRequestTimeout || errors.As(err, new(*UnreachableError))
}

// IsUncertain reports that the cloud may have carried out what failed with err.
func IsUncertain(err error) bool {
	var refused *Error
	var lost *UnreachableError
	return errors.As(err, &refused) && refused.Uncertain || errors.As(err, &lost) && lost.Uncertain
}

// Status returns the HTTP status of the refusal in err, 0 where there is none.
//
//go:noinline
func Status(err error) int {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// RefusedToken reports a sign-in whose token Identity v3 didn't know: "Could not recognize Fernet token". That there is no /auth/tokens is
// something else.
func RefusedToken(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Op == SignIn && e.Status == http.StatusNotFound && aToken().MatchString(e.Message)
}

var aToken = pattern.Lazy(`(?i)(?:^|[^/\w])token\b`)

// NotFound returns a 404 that no cloud had to answer: nothing can be there.
func NotFound(op, message string) error {
	return &Error{Op: op, Status: http.StatusNotFound, Fault: api.FaultKind(http.StatusNotFound), Message: message}
}

// Passes reports whether asking again later may go better, and how much later the cloud wants it.
func Passes(err error) (after time.Duration, ok bool) {
	var refused *Error
	if errors.As(err, &refused) {
		switch {
		case refused.Status == http.StatusNotImplemented:
			return 0, false
		case refused.Status >= http.StatusInternalServerError,
			refused.Status == http.StatusRequestEntityTooLarge, refused.Status == http.StatusTooManyRequests:
			return refused.RetryAfter, true
		}
		return 0, false
	}
	var lost *UnreachableError
	return 0, errors.As(err, &lost) && !lost.final
}
