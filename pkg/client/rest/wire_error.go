package rest

import (
	"fmt"
	"strings"
)

// WireError says that the cloud doesn't speak the format that the client was told to use: Rackspace dropped XML, and
// Nova did (fact 25).
type WireError struct {
	Wire string // "xml"
	Got  string // the content type of the answer
	Err  error  // the refusal, a *transport.Error, where it was one
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

// Kind returns usage: another wire would do.
func (e *WireError) Kind() string { return "usage" }

// Hint returns how to go without the wire.
func (e *WireError) Hint() string { return "leave out --wire xml" }
