package app

import (
	"errors"
	"io/fs"
	"os"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/cmd/fail"
)

// PasswordFile takes the passwords that a cloud shows once, for --admin-pass-out: a line of JSON for each server, as soon as it is known.
type PasswordFile struct {
	path string
	lock sync.Mutex // verbs work on several servers at a time
	file *os.File
	used bool
}

// keptPassword is a line of a PasswordFile.
type keptPassword struct {
	ID        string `json:"id"` // "" where the answer was lost
	Name      string `json:"name"`
	AdminPass string `json:"adminPass"`
}

// openPasswords makes the file of --admin-pass-out, before anything is sent: a file that is there already may hold passwords that nothing
// else has. Nothing is made where nothing is sent.
func (a *App) openPasswords(path string) error {
	if path == "" || a.Curl {
		return nil
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &fail.UsageError{Message: "--admin-pass-out " + path + ": it is there already", Advice: "name a new file: none is overwritten"}
	case err != nil:
		return fail.Usagef("--admin-pass-out: %v", err)
	}
	a.Passwords = &PasswordFile{path: path, file: file}
	return nil
}

// Save writes the password of a server, through to the disk.
func (p *PasswordFile) Save(id, name, password string) error {
	line, err := json.Marshal(keptPassword{id, name, password})
	if err != nil {
		return err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if _, err = p.file.Write(append(line, '\n')); err == nil {
		p.used = true
		_ = p.file.Sync() // a pipe can't
	}
	return err
}

// Close closes the file, and removes it where nothing was written.
func (p *PasswordFile) Close() {
	if p == nil {
		return
	}
	_ = p.file.Close()
	if info, err := os.Stat(p.path); !p.used && err == nil && info.Size() == 0 {
		_ = os.Remove(p.path)
	}
}
