package control

import "github.com/novactl/novactl/pkg/sandbox/service"

// Routes is the table of the controls.
func (c Controls) Routes() []*service.Route {
	return []*service.Route{
		service.Local("sandbox.status", "GET /_sandbox/status", c.showStatus),
		service.Local("sandbox.reset", "POST /_sandbox/reset", c.resetStore),
		service.Local("sandbox.fault", "GET /_sandbox/faults", c.listFaultRules),
		service.Local("sandbox.fault", "POST /_sandbox/faults", c.addFaultRule),
		service.Local("sandbox.fault", "DELETE /_sandbox/faults", c.clearFaultRules),
		service.Local("sandbox.fault", "DELETE /_sandbox/faults/{id}", c.clearFaultRules),
		service.Local("sandbox.tick", "POST /_sandbox/tick", c.tickClock),
		service.Local("sandbox.set", "POST /_sandbox/set", c.setServer),
	}
}
