package control

import (
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// decodeBody reads the body of a control into v. Unlike Nova it says what is wrong with it: who sends one writes it by hand, with curl, whose
// own type for a body is that of a form.
func decodeBody(b web.Body, v any) error {
	switch {
	case b.Lost:
		return fault.BadRequest("A control's body has to be of the Content-Type application/json")
	case len(b.Data) == 0:
		return fault.BadRequest("A body is needed, in JSON")
	}
	if err := seed.Unmarshal(b.Data, v); err != nil {
		return fault.BadRequest("%v", err)
	}
	return nil
}
