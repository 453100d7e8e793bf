package sandbox

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// clockKey is where the store keeps how far the clock has been moved by hand, so that every process on it has the same time.
const clockKey = "clock-moved"

// moved is how far the clock is ahead of the one that the cloud was opened with.
func moved(t store.Tx) time.Duration {
	d, _ := time.ParseDuration(string(t.Get(metaBucket, clockKey))) // absent: 0
	return d
}

// Tick moves the clock on by d and returns the time that it is then. It goes on from there; what is due meanwhile has happened.
// There is no way back but Reset: plans that have been carried out can't be undone.
func (c *Cloud) Tick(d time.Duration) (time.Time, error) { return c.tick(context.Background(), d) }

func (c *Cloud) tick(ctx context.Context, d time.Duration) (now time.Time, err error) {
	if d < 0 {
		return now, badRequest("The clock can't be moved back: %v", d)
	}
	err = c.store.Update(ctx, func(t store.Tx) error {
		total := moved(t) + d
		if total < 0 || total > maxMoved {
			return badRequest("The clock can't be moved on by more than %v in all", maxMoved)
		}
		now = c.clock().UTC().Add(total)
		return t.Put(metaBucket, clockKey, []byte(total.String()))
	})
	return now, err
}

// maxMoved keeps the sum of all ticks far from where times overflow.
const maxMoved = 20 * 365 * 24 * time.Hour

// tickClock answers POST /_sandbox/tick, {"duration":"10m"}, with the new time.
func tickClock(c *requestContext) (*response, error) {
	var by struct {
		Duration string `json:"duration"`
	}
	if err := c.body.control(&by); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(by.Duration)
	if err != nil {
		return nil, badRequest("duration: %q is no duration such as 10m or 36h", by.Duration)
	}
	now, err := c.cloud.tick(c.ctx, d)
	if err != nil {
		return nil, err
	}
	return ok(jsonBody(map[string]time.Time{"now": now})), nil
}
