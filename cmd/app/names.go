package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/client"
)

const (
	namesKept  = time.Minute     // how long names are good for
	namesAwait = 5 * time.Second // how long a table waits for names: it has ids, too
	namesLimit = 1000            // how many are listed
)

// ShowNames lets a person see images and flavors by name: of each kind one list is asked for, when the first is to be seen, and kept for a
// minute. Where no person looks, nothing is asked for.
func (a *App) ShowNames(cmd *cobra.Command, c *client.Client) {
	if !a.Streams.Dressed() || !a.Streams.OutTTY || a.Pretends() {
		return
	}
	n := &names{ctx: cmd.Context(), client: c, now: a.Streams.Now(), kinds: map[string]map[string]string{}}
	if dirs, err := a.input(cmd).Dirs(); err == nil {
		if cfg, err := a.Config(cmd); err == nil {
			if conn, err := cfg.Connection(); err == nil {
				cloud := sha256.Sum256(fmt.Appendf(nil, "%q", []string{
					conn.AuthURL, conn.Endpoint, conn.Region, conn.ProjectID, conn.ProjectName, conn.Username, conn.UserID, fmt.Sprint(conn.Sandbox), dirs.State,
				}))
				n.file = filepath.Join(dirs.Cache, "names", fmt.Sprintf("%x", cloud[:12]))
			}
		}
	}
	a.Streams.NameOf = n.of
}

// names are those of a cloud's images and flavors.
type names struct {
	ctx    context.Context
	client *client.Client
	now    time.Time
	file   string                       // where they are kept, the kind not among it; "": nowhere
	kinds  map[string]map[string]string // by kind, then by id
}

// of returns the name of a resource; "" where it isn't known.
func (n *names) of(kind, id string) string {
	known, ok := n.kinds[kind]
	if !ok {
		if known = n.kept(kind); known == nil {
			known = n.list(kind)
			n.store(kind, known)
		}
		n.kinds[kind] = known
	}
	return known[id]
}

// list asks the cloud for the names; nil where it doesn't say.
func (n *names) list(kind string) map[string]string {
	ctx, cancel := context.WithTimeout(n.ctx, namesAwait)
	defer cancel()
	items := n.client.ListFlavorsBrief(ctx, client.FlavorFilter{Limit: namesLimit})
	if kind == "image" {
		items = n.client.ListImagesBrief(ctx, client.ImageFilter{Limit: namesLimit})
	}
	found := map[string]string{}
	for doc, err := range items {
		var one struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		}
		if err != nil {
			return nil
		}
		if json.Unmarshal(doc, &one) == nil {
			found[one.ID] = one.Name
		}
	}
	return found
}

// kept returns the names of a minute ago; nil where there are none.
func (n *names) kept(kind string) map[string]string {
	if n.file == "" {
		return nil
	}
	path := n.file + "-" + kind
	info, err := os.Stat(path)
	if age := n.now.Sub(modified(info)); err != nil || age < 0 || age > namesKept {
		return nil
	}
	doc, err := os.ReadFile(path)
	var found map[string]string
	if err != nil || json.Unmarshal(doc, &found) != nil {
		return nil
	}
	return found
}

func modified(info os.FileInfo) time.Time {
	if info == nil {
		return time.Time{}
	}
	return info.ModTime()
}

// store writes names down for the commands of the next minute, and clears away those of others. Where that fails they are asked for again.
func (n *names) store(kind string, found map[string]string) {
	if n.file == "" || found == nil {
		return
	}
	folder := filepath.Dir(n.file)
	if os.MkdirAll(folder, 0o700) != nil {
		return
	}
	doc, err := json.Marshal(found, json.Deterministic(true))
	if err != nil {
		return
	}
	f, err := os.CreateTemp(folder, "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(doc)
	if closing := f.Close(); err != nil || closing != nil || os.Rename(f.Name(), n.file+"-"+kind) != nil {
		_ = os.Remove(f.Name())
	}
	n.clearAway(folder)
}

// clearAway removes what is too old.
func (n *names) clearAway(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && !strings.HasPrefix(e.Name(), ".") && n.now.Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
