package identity

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const keyBytes = 32

// Key returns the key of the file, and makes one where there is none, or one that others could read.
func (f fileTokens) Key() ([]byte, error) {
	key, err := readKey(f.keyFile)
	if err == nil {
		return key, nil
	}
	return makeKey(f.keyFile, errors.Is(err, fs.ErrNotExist))
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

// makeKey puts a new key into the file. Where there was none, the first of several processes makes it for all.
func makeKey(path string, first bool) ([]byte, error) {
	if err := makePrivateDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	key := make([]byte, keyBytes)
	_, _ = rand.Read(key) // it never fails
	written, err := writeTemp(filepath.Dir(path), key)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(written) }()
	if first {
		switch err := os.Link(written, path); {
		case err == nil:
			return key, nil
		case errors.Is(err, fs.ErrExist):
			return readKey(path)
		}
	}
	return key, os.Rename(written, path)
}
