package build

import (
	"context"
	"strconv"
	"sync"

	"github.com/novactl/novactl/cmd/journal"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// journaled makes servers, and keeps in a journal which it made. Its servers have the journal's mark: one whose answer never came is found by it.
type journaled struct {
	*builder
	journal *journal.Journal

	mu   sync.Mutex
	errs []error // of what was made and couldn't be noted
}

func key(n int) string { return strconv.Itoa(n + 1) }

// setPlan writes what is to be made, or says how much of it was.
func (w *journaled) setPlan() error {
	if w.journal.Plan == nil {
		items := make([]journal.Item, w.flags.count)
		for n := range items {
			items[n] = journal.Item{ID: key(n)}
		}
		return w.journal.SetPlan(items)
	}
	done := 0
	for _, i := range w.journal.Plan {
		if w.journal.Of(i.ID).State == journal.Done {
			done++
		}
	}
	w.App.Streams.Notice("The journal goes on: %d of %d were made before.", done, len(w.journal.Plan))
	return nil
}

// make makes the n-th server unless an earlier run did.
func (w *journaled) make(ctx context.Context, n int, req api.ServerCreate) (verb.Accepted, error) {
	e := &ensurer{w.builder, w.journal.Command.Run, map[string]bool{}, map[string]bool{}, map[string]string{}}
	switch before := w.journal.Of(key(n)); before.State {
	case journal.Done:
		return verb.Accepted{Resource: ref.Resource{ID: before.Made, Name: req.Name}}, nil
	case journal.Begun, journal.Unknown:
		found, err := e.look(ctx, req.Name)
		if err != nil {
			return verb.Accepted{Resource: ref.Resource{Name: req.Name}}, err
		}
		if own, _ := e.parted(found); len(own) > 0 {
			made := own[0].accepted()
			w.App.Streams.Notice("server %s was made by an earlier run, as its mark shows: it is %s; its administrator password may have been lost", req.Name, made.ID)
			w.note(journal.Entry{State: journal.Done, ID: key(n), Made: made.ID})
			return made, nil
		}
	}
	if err := w.journal.Note(journal.Entry{State: journal.Begun, ID: key(n)}); err != nil {
		return verb.Accepted{Resource: ref.Resource{Name: req.Name}}, err
	}
	made, err := e.make(ctx, req)
	after := journal.Entry{State: journal.Done, ID: key(n), Made: made.ID}
	switch {
	case err == nil:
		w.add(w.SavePassword(&made)) // before the journal says that it isn't made again
	case transport.IsUncertain(err):
		after.State = journal.Unknown
	default:
		after.State = journal.Failed
	}
	w.note(after)
	return made, err
}

// note writes what can't be undone any more.
func (w *journaled) note(e journal.Entry) { w.add(w.journal.Note(e)) }

func (w *journaled) add(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.errs = append(w.errs, err)
}
