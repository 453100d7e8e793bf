package sandbox

import (
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// event is what somebody did to a server: os-instance-actions, which the guide leaves out. Members and order are recorded from a Nova 26
// (sub-instance-actions.json).
type event struct {
	Action  string    `json:"action"`
	Request string    `json:"request"`
	User    string    `json:"user"`
	At      time.Time `json:"at"`
	Fails   time.Time `json:"fails,omitzero"` // from then on it is known to have failed
}

// maxEvents bounds what a server's record keeps. A real cloud keeps all.
const maxEvents = 200

// record notes the request's action on a server, which the caller saves.
func (c *requestContext) record(s *server, action string) {
	e := event{Action: action, Request: c.request, User: c.token.account().id, At: c.now}
	if c.endsInError() != "" {
		e.Fails = c.after(attachTime)
		if n := len(s.Plan); n > 0 {
			e.Fails = s.Plan[n-1].At
		}
	}
	s.Events = append(s.Events, e)
	if more := len(s.Events) - maxEvents; more > 0 {
		s.Events = slices.Delete(s.Events, 0, more)
	}
}

// event is the operation's name among the events of a server.
func (o operation) event() string {
	if name := operations[o].name; name != "" {
		return name
	}
	return string(o)
}

// listEvents lists what was done to a server, the latest first.
func listEvents(c *requestContext) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	items := []api.InstanceAction{}
	for _, e := range slices.Backward(s.Events) {
		message := api.Null[string]()
		if !e.Fails.IsZero() && !e.Fails.After(c.now) {
			message = api.Some("Error") // Nova's one word for it
		}
		items = append(items, api.InstanceAction{
			Action: e.Action, ServerID: s.ID, RequestID: e.Request, UserID: e.User, TenantID: c.arg("tenant"),
			Start: e.At.Format("2006-01-02T15:04:05.000000"), Message: message,
		})
	}
	return ok(listBody("instanceActions", items, nil)), nil
}
