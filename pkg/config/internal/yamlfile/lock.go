package yamlfile

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Lock locks a file against being replaced by another process of this machine, and returns what unlocks it. It is
// held for the moment of the comparing and the writing, never while a person is asked. The lock is a file of its own,
// which stays: removing it would let two in. Where there can be none (a file system without locks, a folder that
// can't be made), what follows goes on without, and says what is wrong.
func Lock(path string) (release func()) {
	_ = os.MkdirAll(filepath.Dir(path), 0o700)
	lock := flock.New(lockPath(path))
	if lock.Lock() != nil {
		return func() {}
	}
	return func() { _ = lock.Unlock() }
}

func lockPath(path string) string { return filepath.Join(filepath.Dir(path), ".lock") }
