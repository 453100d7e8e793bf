package service

import (
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Face is how a service of today speaks, where that isn't the guide's way: in JSON alone, and with refusals of its own form.
type Face struct {
	Prepare   func(*web.Request) error          // reads what every request may say, such as its version; nil: nothing
	Finish    func(*web.Request, *web.Response) // adds what every answer says; the request is nil where it couldn't be read. Nil: nothing
	Fault     func(*fault.Error) *web.Response  // a refusal
	AsksFirst bool                              // a path that doesn't exist still asks for a token
}
