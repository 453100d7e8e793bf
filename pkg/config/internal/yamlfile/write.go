package yamlfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write replaces a file of settings as a whole, or leaves the old one as it was. The file is 0600, a directory that
// it makes 0700. A symbolic link stays one: the file that it points to is replaced.
func Write(path string, data []byte) error {
	if err := replaceFile(path, data); err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			err = pathErr.Err
		}
		return &Error{Message: "can't write " + path, Err: err}
	}
	return nil
}

func replaceFile(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, ".novactl-*") // 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }() // after the rename there is nothing left of that name
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
