package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// file is a bbolt file that many processes share. Nobody keeps it open: each View and Update takes the lock (lock.go), opens the file
// with bbolt's own lock, shared to read and exclusive to write, and closes it.
type file struct {
	path        string
	lock        *lock
	layouts     Layouts
	lockTimeout time.Duration // how long one waits for others, each of whom needs milliseconds
}

// NewFile is the store in the file at path, which is read and written in the given layouts. It touches no file: the first Update makes it,
// with its folder. Who waits 30 seconds for others gets an *Error that is Busy.
func NewFile(path string, l Layouts) Store { return newFile(path, l) }

func newFile(path string, l Layouts) *file {
	return &file{path: path, lock: newLock(path + ".lock"), layouts: l, lockTimeout: 30 * time.Second}
}

func (s *file) View(ctx context.Context, fn func(Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.absent() {
		return newMemory().View(ctx, fn) // nothing yet, and looking makes no file
	}
	return s.recoverPanic(func(origin *panicOrigin) error {
		db, err := s.openToRead(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = db.Close() }()
		return s.transact(db, origin, false, func(t *boltTx) error {
			t.indexed, t.version = s.indexed(t), versionOf(t)
			return s.read(ctx, t, fn)
		})
	})
}

func (s *file) Update(ctx context.Context, fn func(Tx) error) error {
	return s.alone(ctx, func(ctx context.Context) error {
		if s.absent() {
			if err := s.create(nil); err != nil {
				return err
			}
		}
		found, err := s.check()
		if err != nil {
			return err
		}
		return s.recoverPanic(func(origin *panicOrigin) error {
			db, err := s.open(ctx, toWrite)
			if err != nil {
				return err
			}
			defer func() { _ = db.Close() }()
			if found < s.layouts.Newest() {
				if err := s.migrate(db, origin, found); err != nil {
					return err
				}
			}
			return s.transact(db, origin, true, func(t *boltTx) error { return s.update(t, fn) })
		})
	})
}

func (s *file) Reset(ctx context.Context, fill func(Tx) error) error {
	return s.alone(ctx, func(context.Context) error {
		if s.absent() {
			return s.create(fill)
		}
		_, err := s.check()
		if foreign := new(foreignError); errors.As(err, &foreign) {
			return s.failed(foreign)
		}
		return s.create(fill)
	})
}

// absent reports that there is no store yet. An empty file, as touch leaves it, is none.
func (s *file) absent() bool {
	info, err := os.Stat(s.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// alone runs fn with the lock of this process, with the folder made.
func (s *file) alone(ctx context.Context, fn func(context.Context) error) error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return s.failed(err)
	}
	wait, cancel := context.WithTimeout(ctx, s.lockTimeout)
	defer cancel()
	release, err := s.lock.acquire(wait)
	if err != nil {
		return s.waited(ctx, err)
	}
	defer release()
	return fn(wait)
}

// transact runs fn in a transaction, and commits what it wrote. One that wrote nothing is not committed, which would cost a sync.
func (s *file) transact(db *bbolt.DB, origin *panicOrigin, writable bool, fn func(*boltTx) error) error {
	bolt, err := db.Begin(writable)
	if err != nil {
		return s.failed(err)
	}
	defer func() { _ = bolt.Rollback() }()
	t := &boltTx{tx: bolt, panicOrigin: origin}
	origin.ours = true
	err = fn(t)
	origin.ours = false
	switch {
	case t.err != nil:
		return s.failed(t.err)
	case err != nil || !t.dirty:
		return err
	}
	if err := bolt.Commit(); err != nil {
		return s.failed(err)
	}
	return nil
}
