package app

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// activity shows on a terminal what a request is at.
type activity struct{ *output.Activity }

func (a activity) Pause(err error, delay time.Duration) { a.Activity.Pause(transport.Why(err), delay) }

// sayPause says that the cloud asks for a pause, and gets it, where no spinner says so.
func (a *App) sayPause(l transport.RateLimit) {
	if !a.Streams.ShowsRequests() {
		a.Streams.Notice("%s: the cloud asks for a pause of %v: %s; going on by itself", l.Err.Op, l.Delay, l.Err.Text())
	}
}

// Pause makes the pause that the cloud asks for, and says so.
func (a *App) Pause(ctx context.Context, l transport.RateLimit) error {
	a.sayPause(l)
	shown := a.Streams.Begin(l.Err.Op)
	defer shown.Done()
	shown.Pause(transport.Why(l.Err), l.Delay)
	return transport.Sleep(ctx, l.Delay)
}
