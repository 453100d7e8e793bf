package client

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// collection is where the resources of a kind are, such as servers. It is the Lister of waits for several of them.
type collection struct {
	rest.Service
	kind string // the root of a resource's document. With an s it is that of a list's, and the first segment of paths

	// Of kinds that can be waited for:
	inDetail func(changesSince time.Time) rest.List
	inBrief  func() rest.List
	state    func(jsontext.Value) (wait.State, error) // what a wait needs to know of a resource
}

func (c *collection) plural() string { return c.kind + "s" }

// get reads one resource.
func (c *collection) get(ctx context.Context, id string, p transport.Policy) (Document, error) {
	r := Request{Op: "get " + c.kind, Path: rest.Path(c.plural(), id), Policy: p}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.Document(ctx, r, c.kind)
}

// delete deletes one resource. The answer has no document.
func (c *collection) delete(ctx context.Context, id string) error {
	r := Request{Op: "delete " + c.kind, Method: http.MethodDelete, Path: rest.Path(c.plural(), id)}
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.Send(ctx, r)
}

// target is a resource to wait for.
func (c *collection) target(id, name string, g wait.Goal) wait.Target {
	look := func(ctx context.Context) (wait.State, error) { return c.look(ctx, id) }
	return wait.Target{Kind: c.kind, ID: id, Name: name, Goal: g, Look: look, List: c}
}

// look reads the state of a resource. A wait asks again by itself, over a longer time than a request is retried.
func (c *collection) look(ctx context.Context, id string) (wait.State, error) {
	d, err := c.get(ctx, id, transport.Policy{NoRetry: true})
	if err != nil {
		return wait.State{}, err
	}
	return readState(d, "get "+c.kind, c.state)
}

// readState makes the state of a document. What can't be read is the cloud's failure.
func readState(d Document, op string, state func(jsontext.Value) (wait.State, error)) (wait.State, error) {
	s, err := state(d.Raw)
	if err != nil {
		return wait.State{}, transport.Unreadable(op, err)
	}
	s.XML = d.XML
	return s, nil
}

// States reads a list until it has all of the ids: see wait.Lister.
func (c *collection) States(ctx context.Context, ids map[string]bool, since time.Time) (map[string]wait.State, error) {
	l := c.inDetail(since)
	l.Policy.NoRetry = true
	found := map[string]wait.State{}
	for item, err := range c.List(ctx, l) {
		if err != nil {
			return nil, err
		}
		id, err := rest.ItemID(item)
		if err != nil {
			return nil, transport.Unreadable(l.Op, err)
		}
		if !ids[id] {
			continue
		}
		s, err := readState(Document{Raw: slices.Clone(item)}, l.Op, c.state) // not the whole page with it
		if err != nil {
			return nil, err
		}
		if found[id] = s; len(found) == len(ids) {
			break
		}
	}
	return found, nil
}

// lackedPerPage is how many resources are to be looked for in each page of a list: looking at them one by one takes no longer then.
const lackedPerPage = 8

// Lacks reads a list in brief: see wait.Lister.
func (c *collection) Lacks(ctx context.Context, ids map[string]bool) (map[string]bool, error) {
	l := c.inBrief()
	l.Policy.NoRetry = true
	left, limit := maps.Clone(ids), c.PageSize*((len(ids)+lackedPerPage-1)/lackedPerPage)
	for item, err := range c.List(ctx, l) {
		if err != nil {
			return nil, err
		}
		id, err := rest.ItemID(item)
		if err != nil {
			return nil, transport.Unreadable(l.Op, err)
		}
		delete(left, id)
		if limit--; limit == 0 {
			return nil, nil
		}
	}
	return left, nil
}

// checkID refuses ids that would make the path another one: of the whole collection, or of something above it. The
// cloud isn't asked; nothing has such an id.
func checkID(r Request, ids ...string) error {
	i := slices.IndexFunc(ids, func(id string) bool { return id == "" || id == "." || id == ".." })
	if i < 0 {
		return nil
	}
	return transport.NotFound(r.Op, fmt.Sprintf("nothing has the id %q", ids[i]))
}
