package store

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/gofrs/flock"
)

// turn is a lock among the goroutines of this process and among processes: first the goroutines queue up, so that one of them at a
// time asks for the file's lock. The file stays; removing a lock file would let two in.
type turn struct {
	path string
	mine chan struct{}
}

func newTurn(path string) *turn { return &turn{path: path, mine: make(chan struct{}, 1)} }

// take waits for the turn until ctx ends. The function that it returns gives the turn back.
func (t *turn) take(ctx context.Context) (release func(), err error) {
	select {
	case t.mine <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	file := flock.New(t.path)
	for {
		locked, err := file.TryLock()
		if locked {
			return func() { _ = file.Unlock(); <-t.mine }, nil
		}
		if err == nil {
			err = pause(ctx)
		}
		if err != nil {
			<-t.mine
			return nil, err
		}
	}
}

// pause waits a millisecond or two, not always alike, so that waiting processes don't keep step.
func pause(ctx context.Context) error {
	timer := time.NewTimer(time.Millisecond + rand.N(time.Millisecond)) //nolint:gosec // nothing depends on its being unknown
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
