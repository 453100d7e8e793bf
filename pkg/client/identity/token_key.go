package identity

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/novactl/novactl/pkg/client/internal/privatefile"
)

const keyBytes = 32

// Key returns the key of the file, and makes one where there is none, or one that others could read.
func (f fileTokens) Key() ([]byte, error) {
	key, err := readKey(f.keyFile)
	if err == nil {
		return key, nil
	}
	put := privatefile.Replace
	if errors.Is(err, fs.ErrNotExist) {
		put = privatefile.Create
	}
	key = make([]byte, keyBytes)
	_, _ = rand.Read(key) // it never fails
	if err = put(f.keyFile, key); errors.Is(err, fs.ErrExist) {
		return readKey(f.keyFile) // another process was first
	}
	return key, err
}

// readKey reads a key that is whole and that nobody but the user can read.
func readKey(path string) ([]byte, error) {
	info, err := os.Lstat(path) // a link or a pipe isn't opened
	if err != nil {
		return nil, err
	}
	open := info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" // which has no such modes
	if !info.Mode().IsRegular() || info.Size() != keyBytes || open {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrInvalid)
	}
	key, err := os.ReadFile(path)
	if err == nil && len(key) != keyBytes {
		err = fmt.Errorf("%s: %w", path, fs.ErrInvalid)
	}
	return key, err
}
