package yamlfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
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

// tempPattern names the copies that become the file. They hold what it holds, passwords too.
const tempPattern = ".novactl-*"

// Sweep removes the copies that writers left beside the file when they were killed. A writer that is at work holds the lock, and
// its copy stays.
func Sweep(path string) {
	lock := flock.New(lockPath(path))
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	left, err := filepath.Glob(filepath.Join(globQuoted(filepath.Dir(path)), tempPattern))
	left = slices.DeleteFunc(left, func(name string) bool { return !isTemp(name) })
	if err != nil || len(left) == 0 {
		return
	}
	if locked, err := lock.TryLock(); err != nil || !locked {
		return
	}
	defer func() { _ = lock.Unlock() }()
	for _, name := range left {
		_ = os.Remove(name)
	}
}

// isTemp reports whether a file that fits tempPattern is one of ours: os.CreateTemp puts a number there. Any other is the user's.
func isTemp(path string) bool {
	number := strings.TrimPrefix(filepath.Base(path), strings.TrimSuffix(tempPattern, "*"))
	return number != "" && strings.Trim(number, "0123456789") == ""
}

// globQuoted makes a pattern that fits a folder of just this name.
func globQuoted(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

func replaceFile(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, tempPattern) // 0600
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
