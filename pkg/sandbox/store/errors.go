package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"
)

// Error is why a store's file could not be used: where it is, and what is wrong with it.
type Error struct {
	Path string
	Busy bool // others held it for too long; trying again may help
	Err  error
}

func (e *Error) Error() string { return "sandbox store " + e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause, such as syscall.ENOSPC.
func (e *Error) Unwrap() error { return e.Err }

// foreignError says that the file is no store of a sandbox.
type foreignError struct{ err error }

func (e *foreignError) Error() string {
	if e.err != nil {
		return "the file is not a sandbox's store (" + e.err.Error() + "): move it away"
	}
	return "the file is not a sandbox's store: move it away"
}

//go:noinline
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
		return &Error{Path: s.path, Busy: true, Err: fmt.Errorf("other processes kept it busy for %v", s.lockTimeout)}
	}
	return s.failed(err)
}
