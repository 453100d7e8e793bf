package session

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// usageError is a line that argparse would refuse.
type usageError struct{ usage, message, of string }

func (e *usageError) Error() string { return e.message }

// classError is an error under the name that nova's exception has.
type classError struct{ class, message string }

func (e *classError) Error() string { return e.message }

// Errorf is an error of the line or of what it names.
//
//go:noinline
func Errorf(format string, a ...any) error {
	return &classError{"CommandError", fmt.Sprintf(format, a...)}
}

// TooOld refuses an attribute that the API has since 2.since only.
func TooOld(attribute string, since int) error {
	return &classError{"UnsupportedAttribute", fmt.Sprintf("'%s' argument is only allowed since microversion 2.%d.", attribute, since)}
}

// ErrExplained ends a command whose request was printed and not sent.
var ErrExplained = errors.New("explained")

// ErrNothing ends a command whose line asks for nothing.
var ErrNothing = errors.New("there is nothing to do")

// classes are the names of refusals by their status.
var classes = [...]struct {
	status int
	name   string
}{
	{http.StatusBadRequest, "BadRequest"}, {http.StatusUnauthorized, "Unauthorized"}, {http.StatusForbidden, "Forbidden"},
	{http.StatusNotFound, "NotFound"}, {http.StatusMethodNotAllowed, "MethodNotAllowed"}, {http.StatusNotAcceptable, "NotAcceptable"},
	{http.StatusConflict, "Conflict"}, {http.StatusRequestEntityTooLarge, "OverLimit"}, {http.StatusTooManyRequests, "RateLimit"},
	{http.StatusNotImplemented, "HTTPNotImplemented"},
}

// classOf is what nova calls an error.
func classOf(err error) string {
	var own *classError
	var refused *transport.Error
	switch {
	case errors.As(err, &own):
		return own.class
	case errors.As(err, &refused):
		for _, c := range classes {
			if c.status == refused.Status {
				return c.name
			}
		}
		return "ClientException"
	case errors.As(err, new(*transport.UnreachableError)):
		return "ConnectFailure"
	case errors.As(err, new(*identity.CatalogError)), errors.As(err, new(*identity.RegionError)):
		return "EndpointNotFound"
	}
	return "CommandError"
}

// MessageOf is what nova says of an error: of a refusal the cloud's message, the status and the request.
func MessageOf(err error) string {
	var refused *transport.Error
	var own *classError
	if errors.As(err, &own) || !errors.As(err, &refused) {
		return err.Error()
	}
	text := fmt.Sprintf("%s (HTTP %d)", refused.Message, refused.Status)
	if refused.Uncertain {
		text = fmt.Sprintf("%s (HTTP %d)", refused.Text(), refused.Status)
	}
	if refused.RequestID != "" {
		text += " (Request-ID: " + refused.RequestID + ")"
	}
	return text
}

// WithPassword prints the password or the key of an answer that can't be read otherwise: the cloud tells it only once.
func (s *Nova) WithPassword(err error) error {
	var failed error
	switch p := transport.PartialOf(err); {
	case p.PrivateKey != "":
		failed = s.Line(p.PrivateKey)
	case p.AdminPass != "":
		d := pytext.NewDict("adminPass", p.AdminPass)
		if p.ID != "" {
			d.Set("id", p.ID)
		}
		failed = s.PrintDict(d, 0)
	}
	return cmp.Or(failed, err)
}

// Failure is an error under the name that nova's exception has.
func Failure(class, message string) error { return &classError{class, message} }
