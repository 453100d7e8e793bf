package verb

import (
	"context"
	"errors"
	"sync"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/journal"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// ActionLog is what a cloud tells of what was done to a resource.
type ActionLog struct {
	// Last returns what tells the latest entry from others; "" where there is none.
	Last func(ctx context.Context, c *client.Client, id string) (string, error)
	// Since reports whether a verb was done after the entry that before tells.
	Since func(ctx context.Context, c *client.Client, id, verb, before string) (bool, error)
}

// journaled does a verb, and keeps in a journal what it did.
type journaled struct {
	action  action
	app     *app.App
	client  *client.Client
	journal *journal.Journal
	next    Do

	mu   sync.Mutex
	errs []error // of what was done and couldn't be noted
}

// UnknownError is a resource of which nobody knows whether an earlier run did the verb to it.
type UnknownError struct{ Noun, ID string }

// Error returns why nobody knows.
func (e *UnknownError) Error() string {
	return "an earlier run may have done it, and the cloud doesn't tell: it is left alone"
}

// Kind returns unavailable, as for all that is uncertain.
func (e *UnknownError) Kind() string { return "unavailable" }

// Hint returns how to look.
func (e *UnknownError) Hint() string {
	return "look at it with novactl " + e.Noun + " show " + e.ID + "; if it wasn't done, do it without the journal"
}

// do does the verb to r unless an earlier run did. Where it is unknown whether one did, the cloud is asked.
func (w *journaled) do(ctx context.Context, r ref.Resource) (Accepted, error) {
	e := w.journal.Of(r.ID)
	again := e.State == journal.Begun || e.State == journal.Unknown
	switch {
	case e.State == journal.Done:
		return Accepted{Resource: r}, nil
	case again && !w.action.repeatable:
		done, err := w.wasDone(ctx, r, e.Before)
		if done {
			w.note(journal.Entry{State: journal.Done, ID: r.ID})
		}
		if done || err != nil {
			return Accepted{Resource: r}, err
		}
	case !w.action.repeatable && w.action.noun.Log != nil:
		e.Before, _ = w.action.noun.Log.Last(ctx, w.client, r.ID) // a cloud that has none says so again when it counts
	}
	if err := w.journal.Note(journal.Entry{State: journal.Begun, ID: r.ID, Before: e.Before}); err != nil {
		return Accepted{Resource: r}, err
	}
	accepted, err := w.next(ctx, r)
	if again && w.action.part == nil && transport.IsNotFound(err) { // an earlier run deleted it
		accepted, err = Accepted{Resource: r}, nil
	}
	w.add(savePassword(w.app, &accepted)) // before the journal says that it isn't done again
	w.note(journal.Entry{State: stateOf(err), ID: r.ID, Before: e.Before})
	return accepted, err
}

func stateOf(err error) journal.State {
	switch {
	case err == nil:
		return journal.Done
	case transport.IsUncertain(err):
		return journal.Unknown
	}
	return journal.Failed
}

// wasDone asks the cloud whether the verb was done to r since an earlier run looked.
func (w *journaled) wasDone(ctx context.Context, r ref.Resource, before string) (bool, error) {
	if w.action.noun.Log == nil {
		return false, &UnknownError{w.action.noun.Noun, r.ID}
	}
	done, err := w.action.noun.Log.Since(ctx, w.client, r.ID, w.action.verb, before)
	if err != nil {
		return false, errors.Join(&UnknownError{w.action.noun.Noun, r.ID}, ctx.Err())
	}
	return done, nil
}

// note writes what can't be undone any more.
func (w *journaled) note(e journal.Entry) { w.add(w.journal.Note(e)) }

func (w *journaled) add(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.errs = append(w.errs, err)
}

// planned are the resources that an earlier run was for.
func (w *journaled) planned() (found []ref.Resource) {
	done := 0
	for _, i := range w.journal.Plan {
		r := ref.Resource{ID: i.ID, Name: i.Name}
		if r.Name == "" {
			r.Name = i.ID
		}
		if w.journal.Of(i.ID).State == journal.Done {
			done++
		}
		found = append(found, r)
	}
	w.app.Streams.Notice("The journal goes on: %d of %d were done before.", done, len(found))
	return found
}

// setPlan writes what this run is for.
func (w *journaled) setPlan(found []ref.Resource) error {
	items := make([]journal.Item, len(found))
	for n, r := range found {
		items[n] = journal.Item{ID: r.ID, Name: r.Name}
	}
	return w.journal.SetPlan(items)
}
