package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// manner is how a bbolt file is opened.
type manner int

const (
	toRead  manner = iota
	toCheck        // to read, with the list of free pages, which writing begins with
	toWrite
)

func openBolt(path string, m manner) (*bbolt.DB, error) {
	return bbolt.Open(path, 0o600, &bbolt.Options{
		ReadOnly:        m != toWrite,
		PreLoadFreelist: m == toCheck,
		Timeout:         time.Millisecond, // one try: waiting is ours
		FreelistType:    bbolt.FreelistMapType,
		NoStatistics:    true,
	})
}

// check looks whether the file can be written to, in the process's turn, and returns its layout. Opening a damaged file to write would
// make bbolt panic with its lock taken, and the lock would last as long as the process; a reader's lock that is lost like that harms
// nobody.
func (s *file) check() (found int, err error) {
	err = s.guard(func(g *guard) error {
		db, err := openBolt(s.path, toCheck)
		if err != nil {
			return s.unreadable(err)
		}
		defer func() { _ = db.Close() }()
		return s.transact(db, g, false, func(t Tx) (err error) {
			found, err = s.layoutOf(t)
			return err
		})
	})
	return found, err
}

// openToRead opens the file shared. It holds the turn only while it opens.
func (s *file) openToRead(ctx context.Context) (*bbolt.DB, error) {
	wait, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	release, err := s.turn.take(wait)
	if err != nil {
		return nil, s.waited(ctx, err)
	}
	defer release()
	return s.open(wait, toRead)
}

// open tries until bbolt's lock is free: readers that were there before are done in a moment.
func (s *file) open(ctx context.Context, m manner) (*bbolt.DB, error) {
	for {
		db, err := openBolt(s.path, m)
		if err == nil {
			return db, nil
		}
		if !errors.Is(err, bolterrors.ErrTimeout) {
			return nil, s.unreadable(err)
		}
		if err := pause(ctx); err != nil {
			return nil, s.waited(ctx, err)
		}
	}
}

// foreignError says that the file is no store of a sandbox.
type foreignError struct{ err error }

func (e *foreignError) Error() string {
	if e.err != nil {
		return "the file is not a sandbox's store (" + e.err.Error() + "): move it away"
	}
	return "the file is not a sandbox's store: move it away"
}

func (s *file) failed(err error) error { return &Error{Path: s.path, Err: err} }

// unreadable explains why bbolt could not open the file.
func (s *file) unreadable(err error) error {
	if errors.Is(err, bolterrors.ErrTimeout) {
		return &Error{Path: s.path, Busy: true, Err: errors.New("another program has the file open")}
	}
	if path := new(fs.PathError); errors.As(err, &path) {
		return s.failed(path.Err)
	}
	if info, statErr := os.Stat(s.path); statErr == nil && info.IsDir() {
		return s.failed(&foreignError{err: syscall.EISDIR})
	}
	return s.failed(&foreignError{err: err})
}

// waited tells a request that was cancelled from a store that others kept for too long.
func (s *file) waited(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Error{Path: s.path, Busy: true, Err: fmt.Errorf("other processes kept it busy for %v", s.patience)}
	}
	return s.failed(err)
}

// guard tells a panic of bbolt's, which is a damaged file, from one of ours, which is a bug and goes on.
type guard struct{ ours bool }

// guard runs fn. bbolt maps the file into memory and trusts it: one that was cut or overwritten makes it panic, or fault, which
// would otherwise end the process.
func (s *file) guard(fn func(*guard) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	g := &guard{}
	defer func() {
		if g.ours {
			return
		}
		if p := recover(); p != nil {
			err = s.failed(fmt.Errorf("the file is damaged (%v): reset the sandbox", p))
		}
	}()
	return fn(g)
}
