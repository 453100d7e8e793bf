package identity

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// FileTokens keeps tokens in files under dir, one a key, that nobody but the user can read. A file is written whole
// under another name and then renamed: processes that run at the same time see the old or the new, never a part. The
// directory is made when the first token is saved.
func FileTokens(dir string) TokenStore { return fileTokens{dir} }

type fileTokens struct{ dir string }

const maxRecord = 1 << 20 // bytes; a session takes a few thousand

func (f fileTokens) path(key string) (string, error) {
	if !validKey(key) {
		return "", fmt.Errorf("token key %q: %w", key, fs.ErrInvalid)
	}
	return filepath.Join(f.dir, key+".json"), nil
}

// Load reads the file of key.
func (f fileTokens) Load(key string) ([]byte, error) {
	path, err := f.path(key)
	if err != nil {
		return nil, err
	}
	// What isn't a plain file isn't opened: a pipe would wait for a writer.
	if info, err := os.Lstat(path); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrInvalid)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxRecord))
}

// Save writes the file of key, mode 0600, in the directory, mode 0700.
func (f fileTokens) Save(key string, data []byte) error {
	path, err := f.path(key)
	if err != nil {
		return err
	}
	if err := f.makeDir(); err != nil {
		return err
	}
	file, err := os.CreateTemp(f.dir, ".new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// makeDir makes the directory, or closes one that others can look into.
func (f fileTokens) makeDir() error {
	const ours = 0o700
	if err := os.MkdirAll(f.dir, ours); err != nil {
		return err
	}
	info, err := os.Stat(f.dir)
	if err != nil || info.Mode().Perm()&^ours == 0 {
		return err
	}
	return os.Chmod(f.dir, ours)
}

// Delete removes the file of key. That there is none is no error.
func (f fileTokens) Delete(key string) error {
	path, err := f.path(key)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
