package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// changesOverlap is how much further back than needed a list of changes goes: what changed and what the list knows of it
// may be seconds apart.
const changesOverlap = 30 * time.Second

// look takes a look at every pending target and keeps those pending that aren't done.
func (w *waiter) look(ctx context.Context) {
	w.trouble, w.retryAfter = nil, 0
	byKind := map[kind][]int{}
	for _, i := range w.pending {
		k := kind(w.outcomes[i].Target.Kind)
		byKind[k] = append(byKind[k], i)
	}
	var still []int
	for _, k := range slices.Sorted(maps.Keys(byKind)) {
		group := byKind[k]
		switch {
		case k != serverKind && k != imageKind && k != attachmentKind:
			for _, i := range group {
				w.outcomes[i].Err = fmt.Errorf("there is no waiting for a %q", k)
			}
		case len(group) == 1 || k == attachmentKind:
			for _, i := range group {
				still = append(still, w.one(ctx, k, i)...)
			}
		default:
			still = append(still, w.several(ctx, k, group)...)
		}
	}
	slices.Sort(still)
	w.pending = still
}

// one looks at one target by itself. It returns the target where it is still pending.
func (w *waiter) one(ctx context.Context, k kind, i int) []int {
	o := &w.outcomes[i]
	d, err := w.get(ctx, k, o.Target)
	var s State
	if err == nil {
		if s, err = newState(k, d.Raw); err != nil {
			err = unreadable("get "+string(k), err)
		}
	}
	switch {
	case IsNotFound(err) && o.Target.Goal.Gone:
		s = o.Last
		s.Status, s.TaskState, s.Progress, s.Raw, s.XML = statusDeleted, "", nil, nil, nil
	case err != nil:
		return w.failed(ctx, err, i)
	default:
		s.ID, s.Name, s.XML = o.Target.ID, cmp.Or(s.Name, o.Target.Name), d.XML // attachments may tell neither
	}
	return w.seen(ctx, i, s)
}

// get reads a target.
func (w *waiter) get(ctx context.Context, k kind, t Target) (Document, error) {
	if k == attachmentKind {
		return w.client.getAttachment(ctx, t.Server, t.ID, true)
	}
	return w.client.get(ctx, k, t.ID, true)
}

// seen takes in a new state of a target. It returns the target where it is still pending.
func (w *waiter) seen(ctx context.Context, i int, s State) []int {
	o := &w.outcomes[i]
	if err := w.addServerTask(ctx, o.Target.Goal, &s); err != nil {
		return w.failed(ctx, err, i)
	}
	before := o.Last
	s.begun = before.begun || s.TaskState != "" || !s.running() || time.Since(w.start) >= beginTime
	o.Last = s
	if w.progress != nil && s.changed(before) {
		w.progress(s)
	}
	done, err := o.Target.Goal.verdict(o.Target, before, s)
	if o.Err = err; done {
		return nil
	}
	return []int{i}
}

// addServerTask gives the state of an image that is done what its server is still doing, where the goal asks for that.
func (w *waiter) addServerTask(ctx context.Context, g Goal, s *State) error {
	if g.server == "" || !s.running() {
		return nil
	}
	d, err := w.client.get(ctx, serverKind, g.server, true)
	if IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	server, err := serverState(d.Raw)
	if err != nil {
		return unreadable("get server", err)
	}
	s.TaskState = server.TaskState
	return nil
}

// several looks at targets of one kind with one list. Those that it doesn't have, or has as DELETED, are looked at by themselves: a list
// isn't proof that something is gone.
func (w *waiter) several(ctx context.Context, k kind, group []int) []int {
	since := w.changesSince(k, group)
	found, err := w.read(ctx, k, group, since)
	if err != nil {
		return w.failed(ctx, err, group...)
	}
	var still []int
	for _, i := range group {
		s, ok := found[w.outcomes[i].Target.ID]
		if ok && s.Status != statusDeleted {
			still = append(still, w.seen(ctx, i, s)...)
			continue
		}
		left := w.one(ctx, k, i)
		if !ok && !since.IsZero() && w.outcomes[i].Last.Status != statusDeleted {
			w.noChanges[k] = true // it is there, and so should have been in the list
		}
		still = append(still, left...)
	}
	return still
}

// changesSince is from when on the list of changes has to go to hold each of the targets: the earliest of their last
// changes, which the cloud told by its own clock. Zero means the whole list: in the first round, and where not every
// target told its time.
func (w *waiter) changesSince(k kind, group []int) time.Time {
	if w.noChanges[k] {
		return time.Time{}
	}
	first := w.outcomes[group[0]].Last.updated
	for _, i := range group {
		if t := w.outcomes[i].Last.updated; t.Before(first) {
			first = t
		}
	}
	if first.IsZero() {
		return first
	}
	return first.Add(-changesOverlap)
}

// read reads a list until it has all targets of the group, and returns their states by id.
func (w *waiter) read(ctx context.Context, k kind, group []int, since time.Time) (map[string]State, error) {
	wanted := map[string]bool{}
	for _, i := range group {
		wanted[w.outcomes[i].Target.ID] = true
	}
	found := map[string]State{}
	for item, err := range w.client.list(ctx, waitListing(k, since)) {
		if err != nil {
			return nil, err
		}
		id, err := itemID(item)
		if err != nil {
			return nil, unreadable("list "+k.collection(), err)
		}
		if !wanted[id] {
			continue
		}
		s, err := newState(k, slices.Clone(item)) // not the whole page with it
		if err != nil {
			return nil, unreadable("list "+k.collection(), err)
		}
		if found[id] = s; len(found) == len(wanted) {
			break
		}
	}
	return found, nil
}

func waitListing(k kind, since time.Time) listing {
	var l listing
	if k == imageKind {
		l = ImageFilter{ChangesSince: since}.listing("images", "detail")
	} else {
		l = ServerFilter{ChangesSince: since}.listing("servers", "detail")
	}
	l.once = true
	return l
}

// itemID reads no more of an item than its id.
func itemID(item jsontext.Value) (string, error) {
	var v struct {
		ID string `json:"id"`
	}
	_, err := api.Read(item, &v) // an odd one is none that is waited for
	return v.ID, err
}

// failed takes in the error of a look at some targets. It returns those that are still pending.
func (w *waiter) failed(ctx context.Context, err error, group ...int) []int {
	if ctx.Err() != nil {
		return group // Wait sees why
	}
	if after, passing := passes(err); passing {
		w.trouble = err
		w.retryAfter = max(w.retryAfter, after)
		return group
	}
	for _, i := range group {
		w.outcomes[i].Err = err
	}
	return nil
}

// passes reports whether a later look may go better, and how much later the cloud wants it.
func passes(err error) (after time.Duration, ok bool) {
	var refused *Error
	if errors.As(err, &refused) {
		switch {
		case refused.Status == http.StatusNotImplemented:
			return 0, false
		case refused.Status >= http.StatusInternalServerError,
			refused.Status == http.StatusRequestEntityTooLarge, refused.Status == http.StatusTooManyRequests:
			return refused.RetryAfter, true
		}
		return 0, false
	}
	var lost *UnreachableError
	return 0, errors.As(err, &lost) && !lost.final
}

// unreadable is the error of a resource that isn't as it should be.
func unreadable(op string, err error) error {
	return &UnreachableError{Op: op, Host: "the cloud", Err: &answerError{"the answer cannot be read", err}}
}
