package control

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Tick moves the clock on by d and returns the time that it is then.
func (c Controls) Tick(ctx context.Context, d time.Duration) (now time.Time, err error) {
	if d < 0 {
		return now, fault.BadRequest("The clock can't be moved back: %v", d)
	}
	err = c.DB.Store.Update(ctx, func(t store.Tx) error {
		total := model.Moved(t) + d
		if total < 0 || total > model.MaxMoved {
			return fault.BadRequest("The clock can't be moved on by more than %v in all", model.MaxMoved)
		}
		now = c.DB.Clock().UTC().Add(total)
		return model.SetMoved(t, total)
	})
	return now, err
}

// tickClock answers POST /_sandbox/tick, {"duration":"10m"}, with the new time.
func (c Controls) tickClock(r *service.RequestContext) (*web.Response, error) {
	var by struct {
		Duration string `json:"duration"`
	}
	if err := decodeBody(r.Body, &by); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(by.Duration)
	if err != nil {
		return nil, fault.BadRequest("duration: %q is no duration such as 10m or 36h", by.Duration)
	}
	now, err := c.Tick(r.Ctx, d)
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(map[string]time.Time{"now": now})), nil
}
