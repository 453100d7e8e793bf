package identity

import (
	"bytes"
	"cmp"

	"github.com/novactl/novactl/pkg/client/transport"
)

// wrongAddress is an error that says, or suspects, that the auth URL isn't that of Identity.
type wrongAddress interface {
	error
	add(found string) // adds where Identity is
}

// absentError says that Identity, in this version, isn't where it was looked for: a complaint about the auth URL.
type absentError struct {
	complaint *transport.OptionError
	redirects bool // the sign-in was redirected
}

func (e *absentError) Error() string { return e.complaint.Error() }
func (e *absentError) Unwrap() error { return e.complaint }

func (e *absentError) add(found string) {
	e.complaint.Message += "; but " + found
	e.redirects = false
}

// Hint returns who redirects sign-ins; "" where it wasn't redirected, or it is known where Identity is.
func (e *absentError) Hint() string {
	if e.redirects {
		return pageHint
	}
	return ""
}

const (
	// addressHint says what the auth URL of nearly every cloud looks like.
	addressHint = "set auth-url to the address of Identity, such as https://cloud.example.com:5000/v3 or https://cloud.example.com/identity/v3"
	proxyHint   = "this is the answer of a web page, not of Identity, so it isn't about the password: look at the proxies on the way, or " + addressHint
	pageHint    = addressHint + ": a dashboard answers so, or a network that one has to sign in to with a browser first"
)

// strangerError is an answer to a sign-in that isn't Identity's, whether it says that it went well or refuses. It may come from something on the way, so it is not certain
// that the auth URL is wrong.
type strangerError struct {
	err   error
	hint  string // whose it may be, and what an auth URL looks like
	found string // where Identity is; "": it isn't known
}

func (e *strangerError) Error() string    { return e.err.Error() }
func (e *strangerError) Unwrap() error    { return e.err }
func (e *strangerError) add(found string) { e.found = found }

// Hint returns where Identity is, or what may be wrong.
func (e *strangerError) Hint() string {
	return cmp.Or(e.found, e.hint)
}

// unreadable returns the error of an answer to a sign-in that holds no token. What begins as a document and breaks off is Identity's own.
func unreadable(r *transport.Request, a *transport.Answer, err error) error {
	body := bytes.TrimSpace(a.Body)
	if bytes.HasPrefix(body, []byte("<")) {
		return &strangerError{err: r.Garbled(a, &transport.AnswerError{Message: "it is a web page", Err: err}), hint: pageHint}
	}
	if len(body) == 0 {
		err = &transport.AnswerError{Message: "it is empty", Err: err}
	}
	garbled := r.Garbled(a, err)
	if bytes.HasPrefix(body, []byte("{")) && !bytes.HasSuffix(body, []byte("}")) {
		return garbled
	}
	return &strangerError{err: garbled, hint: addressHint}
}
