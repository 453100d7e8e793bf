package sandbox

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// Tick moves the clock on by d and returns the time that it is then.
func (c Controls) Tick(ctx context.Context, d time.Duration) (now time.Time, err error) {
	if d < 0 {
		return now, badRequest("The clock can't be moved back: %v", d)
	}
	err = c.DB.Store.Update(ctx, func(t store.Tx) error {
		total := Moved(t) + d
		if total < 0 || total > MaxMoved {
			return badRequest("The clock can't be moved on by more than %v in all", MaxMoved)
		}
		now = c.DB.Clock().UTC().Add(total)
		return SetMoved(t, total)
	})
	return now, err
}

// tickClock answers POST /_sandbox/tick, {"duration":"10m"}, with the new time.
func (c Controls) tickClock(r *requestContext) (*response, error) {
	var by struct {
		Duration string `json:"duration"`
	}
	if err := decodeBody(r.Body, &by); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(by.Duration)
	if err != nil {
		return nil, badRequest("duration: %q is no duration such as 10m or 36h", by.Duration)
	}
	now, err := c.Tick(r.Ctx, d)
	if err != nil {
		return nil, err
	}
	return ok(jsonBody(map[string]time.Time{"now": now})), nil
}
