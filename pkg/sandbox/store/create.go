package store

import (
	"errors"
	"os"
	"strconv"

	"go.etcd.io/bbolt"
)

// create makes a new store beside the path and moves it there when it is whole, so that neither a full disk nor a killed process
// leaves half of one. Fill may write to it before; nil: nothing is to be written.
func (s *file) create(fill func(Tx) error) error {
	draft := s.path + ".new"
	_ = os.Remove(draft) // left by a process that was killed; if it can't be removed, opening it says why
	err := s.draft(draft, fill)
	if err == nil {
		err = os.Rename(draft, s.path)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(draft)
	if refused := new(refusal); errors.As(err, &refused) {
		return refused.error
	}
	return s.failed(err)
}

// refusal is an error of fill's own, which says nothing of the file.
type refusal struct{ error }

// draft writes a new store to path.
func (s *file) draft(path string, fill func(Tx) error) error {
	db, err := openBolt(path, toFill)
	if err != nil {
		return err
	}
	err = db.Update(func(bolt *bbolt.Tx) error {
		t := &boltTx{tx: bolt, panicOrigin: &panicOrigin{}}
		err := s.update(t, func(t Tx) error {
			if err := t.Put(Meta, layoutKey, []byte(strconv.Itoa(s.layouts.Newest()))); err != nil || fill == nil {
				return err
			}
			return fill(t)
		})
		if err != nil && t.err == nil {
			return &refusal{err}
		}
		return t.err // a write that failed: nothing is kept, whatever fill made of it
	})
	return errors.Join(err, db.Close())
}
