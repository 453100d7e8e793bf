// Package privatefile writes files that nobody but the user can read: tokens, their key, and what else is kept between runs. A file is
// written whole under another name and then put in its place: processes that run at the same time see the old or the new, never a
// part. Directories are made as they are needed, mode 0700, and closed where others can look into them.
package privatefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace puts data into the file, whether it is there or not.
func Replace(path string, data []byte) error {
	return write(path, data, os.Rename)
}

// Create puts data into the file where there is none yet: of several processes one does, the others get fs.ErrExist. A file system
// without hard links is the exception: there the last one does.
func Create(path string, data []byte) error {
	return write(path, data, func(written, path string) error {
		err := os.Link(written, path)
		if err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
		return os.Rename(written, path)
	})
}

// write writes data to a new file in the directory of path, which put brings to its place.
func write(path string, data []byte, put func(written, path string) error) error {
	dir := filepath.Dir(path)
	if err := closeDir(dir); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }() // it is gone where it was renamed
	_, err = file.Write(data)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return put(file.Name(), path)
}

func closeDir(dir string) error {
	const ours = 0o700
	if err := os.MkdirAll(dir, ours); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&^ours == 0 {
		return err
	}
	return os.Chmod(dir, ours)
}
