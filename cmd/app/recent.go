package app

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"
)

const (
	recently     = time.Minute // how long what was listed is good for
	forgotten    = time.Hour   // after which its file is cleared away
	longest      = 16 << 20    // bytes of a list that is worth reading
	recentFolder = "names"
	changeKind   = "changed" // the file whose time is that of the last change
)

// Recent is what a cloud listed in the last minute, for the eyes of one account: names, ids and statuses, in files that only their owner reads, and never
// a secret. The zero value has nothing and stores nothing.
type Recent struct {
	file string // where they are, the kind not among it; "": nowhere
	now  func() time.Time
}

// Recent returns what the cloud that the settings name listed in the last minute. Nobody is asked for it, and no secret is read.
func (a *App) Recent(cmd *cobra.Command) Recent {
	dirs, err := a.input(cmd).Dirs()
	if err != nil {
		return Recent{}
	}
	cfg, err := a.Config(cmd)
	if err != nil {
		return Recent{}
	}
	account := sha256.Sum256(fmt.Appendf(nil, "%q", append(cfg.Account(), dirs.State)))
	return Recent{filepath.Join(dirs.Cache, recentFolder, fmt.Sprintf("%x", account[:12])), a.Streams.Now}
}

// Now returns the time by which lists are old.
func (r Recent) Now() time.Time {
	if r.now == nil {
		return time.Time{}
	}
	return r.now()
}

//go:noinline
func (r Recent) path(kind string) string { return r.file + "-" + url.PathEscape(kind) }

// Load reads the list of a kind, and returns how old it is. ok is false where there is none, or this program has changed something since.
func (r Recent) Load(kind string, into any) (age time.Duration, ok bool) {
	if r.file == "" {
		return 0, false
	}
	info, err := os.Lstat(r.path(kind))
	if err != nil || !info.Mode().IsRegular() || info.Size() > longest { // what isn't a file may never come to its end
		return 0, false
	}
	if age = r.now().Sub(info.ModTime()); age < 0 || age > recently {
		return 0, false
	}
	if change, err := os.Lstat(r.path(changeKind)); err == nil && !info.ModTime().After(change.ModTime()) {
		return 0, false
	}
	doc, err := os.ReadFile(r.path(kind))
	return age, err == nil && json.Unmarshal(doc, into) == nil
}

// Store writes down a list of a kind that was begun at a time, and clears away what is too old. Where that fails it is asked for again.
func (r Recent) Store(kind string, begun time.Time, list any) {
	doc, err := json.Marshal(list, json.Deterministic(true))
	folder := filepath.Dir(r.file)
	if r.file == "" || err != nil || os.MkdirAll(folder, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(folder, "new-*") // with mode 0600
	if err != nil {
		return
	}
	_, err = f.Write(doc)
	if closing := f.Close(); err != nil || closing != nil || os.Chtimes(f.Name(), begun, begun) != nil || os.Rename(f.Name(), r.path(kind)) != nil {
		_ = os.Remove(f.Name())
	}
	r.clearAway(folder)
}

// Change notes that something was changed in the cloud: no list from before is good any more. Where nothing was ever listed nothing is written.
func (r Recent) Change() {
	if r.file == "" {
		return
	}
	path, now := r.path(changeKind), r.now()
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		_ = os.Remove(path)
	} else if err == nil && os.Chtimes(path, now, now) == nil {
		return
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return
	}
	if os.WriteFile(path, nil, 0o600) == nil {
		_ = os.Chtimes(path, now, now)
	}
}

// ForgetRecent removes all that was listed, of whichever cloud.
//
//go:noinline
func (a *App) ForgetRecent(cmd *cobra.Command) {
	if dirs, err := a.input(cmd).Dirs(); err == nil {
		_ = os.RemoveAll(filepath.Join(dirs.Cache, recentFolder))
	}
}

// clearAway removes what is too old.
func (r Recent) clearAway(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && !strings.HasPrefix(e.Name(), ".") && r.now().Sub(info.ModTime()) > forgotten {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
