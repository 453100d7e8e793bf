package keystone

import (
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// face is how Identity v3 speaks.
func face() *service.Face {
	return &service.Face{Fault: Fault, Finish: func(_ *web.Request, a *web.Response) {
		if a.Header == nil {
			a.Header = http.Header{}
		}
		a.Header.Add("Vary", "X-Auth-Token")
	}}
}

// Fault is a refusal as Keystone writes it, and as its middleware does in front of the other services.
func Fault(f *fault.Error) *web.Response {
	a := &web.Response{Status: f.Status, Header: http.Header{}, Body: web.JSON(map[string]any{
		"error": map[string]any{"code": f.Status, "message": f.Message, "title": http.StatusText(f.Status)},
	})}
	if f.Allow != "" {
		a.Header.Set("Allow", f.Allow)
	}
	return a
}

// The refusals in Keystone's words.
var (
	errUnauthorized = fault.Unauthorized("The request you have made requires authentication.")
	errForbidden    = fault.Forbidden("You are not authorized to perform the requested action.")
)

const malformed = "The server could not comply with the request since it is either malformed or otherwise incorrect. " +
	"The client is assumed to be in error."

//go:noinline
func expecting(what, where string) error {
	return fault.BadRequest("Expecting to find %s in %s. %s", what, where, malformed)
}

//go:noinline
func notFound(what, id string) error { return fault.NotFound("Could not find %s: %s.", what, id) }
