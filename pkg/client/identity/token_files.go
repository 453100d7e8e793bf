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
// directory is made when the first token is saved. Their key is in keyFile, which belongs elsewhere: who gets hold of dir alone
// can't try passwords on what is in it.
func FileTokens(dir, keyFile string) TokenStore { return fileTokens{dir, keyFile} }

type fileTokens struct{ dir, keyFile string }

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
	if err := makePrivateDir(f.dir); err != nil {
		return err
	}
	written, err := writeTemp(f.dir, data)
	if err != nil {
		return err
	}
	if err = os.Rename(written, path); err != nil {
		_ = os.Remove(written)
	}
	return err
}

// writeTemp writes data to a new file in dir, mode 0600, and returns its name.
func writeTemp(dir string, data []byte) (string, error) {
	file, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return file.Name(), err
}

// makePrivateDir makes a directory, or closes one that others can look into.
func makePrivateDir(dir string) error {
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
