package store

import (
	"context"
	"errors"
	"runtime"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// openMode is how a bbolt file is opened.
type openMode int

const (
	toRead  openMode = iota
	toCheck          // to read, with the list of free pages, which writing begins with
	toWrite
	toFill // to write very much, to a file that is new
)

// roomToFill is how much of a file that is being filled is mapped at once: each time that the map is too small everything that isn't written
// yet is copied. It costs addresses alone, but on Windows, where the file gets as long as its map.
const roomToFill = 256 << 20

func openBolt(path string, mode openMode) (*bbolt.DB, error) {
	room := 0
	if mode == toFill && runtime.GOOS != "windows" {
		room = roomToFill
	}
	return bbolt.Open(path, 0o600, &bbolt.Options{
		InitialMmapSize: room,
		ReadOnly:        mode == toRead || mode == toCheck,
		PreLoadFreelist: mode == toCheck,
		Timeout:         time.Millisecond, // one try: waiting is ours
		FreelistType:    bbolt.FreelistMapType,
		NoStatistics:    true,
	})
}

// check looks whether the file can be written to, while this process has the lock, and returns its layout. Opening a damaged file to write would
// make bbolt panic with its lock taken, and the lock would last as long as the process; a reader's lock that is lost like that harms
// nobody.
func (s *file) check() (found int, err error) {
	err = s.recoverPanic(func(origin *panicOrigin) error {
		db, err := openBolt(s.path, toCheck)
		if err != nil {
			return s.unreadable(err)
		}
		defer func() { _ = db.Close() }()
		return s.transact(db, origin, false, func(t *boltTx) (err error) {
			found, err = s.layoutOf(t)
			return err
		})
	})
	return found, err
}

// openToRead opens the file shared. It holds the lock only while it opens.
func (s *file) openToRead(ctx context.Context) (*bbolt.DB, error) {
	wait, cancel := context.WithTimeout(ctx, s.lockTimeout)
	defer cancel()
	release, err := s.lock.acquire(wait)
	if err != nil {
		return nil, s.waited(ctx, err)
	}
	defer release()
	return s.open(wait, toRead)
}

// open tries until bbolt's lock is free: readers that were there before are done in a moment.
func (s *file) open(ctx context.Context, mode openMode) (*bbolt.DB, error) {
	for {
		db, err := openBolt(s.path, mode)
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
