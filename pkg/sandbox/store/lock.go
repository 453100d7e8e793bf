package store

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/gofrs/flock"
)

// lock is a lock among the goroutines of this process and among processes: first the goroutines queue up, so that one of them at a
// time asks for the file's lock. The file stays; removing a lock file would let two in.
type lock struct {
	path  string
	local chan struct{}
}

func newLock(path string) *lock { return &lock{path: path, local: make(chan struct{}, 1)} }

// acquire waits for the lock until ctx ends. The function that it returns gives it back.
func (l *lock) acquire(ctx context.Context) (release func(), err error) {
	select {
	case l.local <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	file := flock.New(l.path)
	for {
		locked, err := file.TryLock()
		if locked {
			return func() { _ = file.Unlock(); <-l.local }, nil
		}
		if err == nil {
			err = pause(ctx)
		}
		if err != nil {
			<-l.local
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
