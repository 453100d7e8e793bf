package app

import (
	"context"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/client"
)

const (
	namesAwait = 5 * time.Second // how long a table waits for names: it has ids, too
	namesLimit = 1000            // how many are listed
)

// ShowNames lets a person see images and flavors by name: of each kind one list is asked for, when the first is to be seen, and kept for a
// minute. Where no person looks, nothing is asked for.
func (a *App) ShowNames(cmd *cobra.Command, c *client.Client) {
	if !a.Streams.Dressed() || !a.Streams.OutTTY || a.Pretends() {
		return
	}
	n := &names{ctx: cmd.Context(), client: c, recent: a.Recent(cmd), kinds: map[string]map[string]string{}}
	a.Streams.NameOf = n.of
}

// ShowKnownNames lets a person see the names of images and flavors that are known without a request: those that were listed in the last minute, and
// those that the look-ups of this command come upon (SawName). It is for commands that change something, after which no list is good any more.
func (a *App) ShowKnownNames(cmd *cobra.Command) {
	if !a.Streams.Dressed() || !a.Streams.OutTTY || a.Pretends() {
		return
	}
	recent, seen := a.Recent(cmd), &seenNames{kinds: map[string]map[string]string{}}
	for _, kind := range []string{"image", "flavor"} {
		known := map[string]string{}
		recent.Load(kind, &known)
		seen.kinds[kind] = known
	}
	a.seen, a.Streams.NameOf = seen, seen.of
}

// SawName notes the name of a resource that was looked up, where names are to be shown.
func (a *App) SawName(kind, id, name string) {
	if a.seen != nil {
		a.seen.add(kind, id, name)
	}
}

// seenNames are names that were seen so far. Look-ups are made at the same time.
type seenNames struct {
	mu    sync.Mutex
	kinds map[string]map[string]string // by kind, then by id
}

func (s *seenNames) add(kind, id, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if names := s.kinds[kind]; names != nil {
		names[id] = name
	}
}

func (s *seenNames) of(kind, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kinds[kind][id]
}

// names are those of a cloud's images and flavors.
type names struct {
	ctx    context.Context
	client *client.Client
	recent Recent
	kinds  map[string]map[string]string // by kind, then by id
}

// of returns the name of a resource; "" where it isn't known.
func (n *names) of(kind, id string) string {
	known, ok := n.kinds[kind]
	if !ok {
		if _, ok := n.recent.Load(kind, &known); !ok {
			begun := n.recent.Now()
			if known = n.list(kind); known != nil {
				n.recent.Store(kind, begun, known)
			}
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
