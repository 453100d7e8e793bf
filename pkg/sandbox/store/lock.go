package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"github.com/novactl/novactl/pkg/bug"
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
	if locked, err := file.TryLock(); locked || err != nil {
		return l.held(file, err)
	}
	return l.queue(ctx, file)
}

// queue waits in the system's queue for the file's lock. Fifty processes that try again every millisecond instead take the
// processor from the one that has the lock. The system's wait can't be called off: where ctx ends first, this process's turn passes on
// once the wait is over.
func (l *lock) queue(ctx context.Context, file *flock.Flock) (release func(), err error) {
	waited := bug.Go(func() error { return lockFile(file) })
	select {
	case err := <-waited:
		return l.held(file, err)
	case <-ctx.Done():
		_ = bug.Go(func() error {
			release, err := l.held(file, <-waited)
			if err == nil {
				release()
			}
			return err
		})
		return nil, ctx.Err()
	}
}

// lockFile locks the file, however often a signal interrupts the wait.
func lockFile(file *flock.Flock) error {
	for {
		if err := file.Lock(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

// held returns the release of a file that is locked now, or gives the process's turn back for err.
func (l *lock) held(file *flock.Flock, err error) (release func(), _ error) {
	if err != nil {
		<-l.local
		return nil, err
	}
	return func() { _ = file.Unlock(); <-l.local }, nil
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
