package sandbox

// Routes is the table of the controls.
func (c Controls) Routes() []route {
	return []route{
		Local("sandbox.status", "GET /_sandbox/status", c.showStatus),
		Local("sandbox.reset", "POST /_sandbox/reset", c.resetStore),
		Local("sandbox.fault", "GET /_sandbox/faults", c.listFaultRules),
		Local("sandbox.fault", "POST /_sandbox/faults", c.addFaultRule),
		Local("sandbox.fault", "DELETE /_sandbox/faults", c.clearFaultRules),
		Local("sandbox.fault", "DELETE /_sandbox/faults/{id}", c.clearFaultRules),
		Local("sandbox.tick", "POST /_sandbox/tick", c.tickClock),
		Local("sandbox.set", "POST /_sandbox/set", c.setServer),
	}
}
