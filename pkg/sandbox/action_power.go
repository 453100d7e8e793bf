package sandbox

import "github.com/go-json-experiment/json/jsontext"

// plainAction is an action that needs nothing but the server: os-start, pause, shelve and the like. The guide predates them; Nova 26
// answers 202 without a body to each.
func plainAction(o operation) action {
	return func(c *requestContext, _ jsontext.Value) (*response, error) { return c.actOn(o) }
}

// lockAction locks a server against most operations, or unlocks it, in any state. The API of that age shows the lock nowhere: what it
// refuses tells it ("Instance … is locked").
func lockAction(locked bool) action {
	return func(c *requestContext, _ jsontext.Value) (*response, error) {
		s, err := c.findServer("Instance could not be found")
		if err != nil {
			return nil, err
		}
		s.Locked = locked
		c.record(s, map[bool]string{true: "lock", false: "unlock"}[locked])
		return accepted(), c.saveServer(s)
	}
}
