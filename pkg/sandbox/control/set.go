package control

import (
	"context"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Setting is a state to put a server into, whatever it was doing: for those that no operation of a user's leads to.
type Setting struct {
	Server  string `json:"server"`           // id or name, in any tenant and region
	Status  string `json:"status"`           // one of Settable
	Message string `json:"message,omitzero"` // for ERROR: why
}

// Set puts a server into a state, and drops its plan. A server that is being resized or rescued is neither after that. An unknown
// server or status, and a name that several have, are errors.
func (c Controls) Set(ctx context.Context, to Setting) error {
	next, known := compute.SettableStates[strings.ToUpper(to.Status)]
	if !known {
		return fault.BadRequest("status: %q is none of %s", to.Status, strings.Join(compute.Settable(), ", "))
	}
	return c.DB.Update(ctx, model.Session{}, func(m *model.Model) error {
		key, s, err := m.FindServerAnywhere(to.Server)
		if err != nil {
			return err
		}
		if s.State.Task == "deleting" {
			return fault.Conflict("server: %s is being deleted", s.ID)
		}
		s.Set(next, to.Message, m.Now)
		return m.SaveServerAt(key, s)
	})
}

// setServer answers POST /_sandbox/set with a Setting.
func (c Controls) setServer(r *service.RequestContext) (*web.Response, error) {
	var s Setting
	if err := decodeBody(r.Body, &s); err != nil {
		return nil, err
	}
	return web.NoContent(), c.Set(r.Ctx, s)
}
