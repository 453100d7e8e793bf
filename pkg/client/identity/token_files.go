package identity

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/novactl/novactl/pkg/client/internal/privatefile"
)

// FileTokens keeps tokens in files under dir, one a key, that nobody but the user can read; processes that run at the same time see
// the old or the new, never a part. The directory is made when the first token is saved. Their own key is in keyFile, which belongs elsewhere: who gets hold of dir alone
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
	return privatefile.Replace(path, data)
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
