package wait

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/client/transport"
)

// changesOverlap is how much further back than needed a list of changes goes: what changed and what the list knows of it
// may be seconds apart.
const changesOverlap = 30 * time.Second

// lookAtAll takes a look at every pending target and leaves those pending that aren't done.
func (w *waiter) lookAtAll(ctx context.Context) {
	w.trouble, w.retryAfter = nil, 0
	var still []int
	for _, group := range w.groups() {
		if len(group) == 1 {
			still = append(still, w.lookAtOne(ctx, group[0])...)
			continue
		}
		still = append(still, w.lookAtSeveral(ctx, group)...)
	}
	slices.Sort(still)
	w.pending = still
}

// groups are the pending targets that are looked at together, in the order of their first ones.
func (w *waiter) groups() [][]int {
	var groups [][]int
	at := map[Lister]int{}
	for _, i := range w.pending {
		list := w.outcomes[i].Target.List
		g, known := at[list]
		if !known || list == nil {
			at[list] = len(groups)
			groups = append(groups, []int{i})
			continue
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// lookAtOne looks at one target by itself. It returns the target where it is still pending.
func (w *waiter) lookAtOne(ctx context.Context, i int) []int {
	o := &w.outcomes[i]
	s, err := o.Target.Look(ctx)
	switch {
	case transport.IsNotFound(err) && o.Target.Goal.Gone:
		s = o.Last
		s.Status, s.TaskState, s.Progress, s.Raw, s.XML = StatusDeleted, "", nil, nil, nil
	case err != nil:
		return w.lookFailed(ctx, err, i)
	default:
		s.ID, s.Name = o.Target.ID, cmp.Or(s.Name, o.Target.Name) // a document may tell neither
	}
	return w.observe(ctx, i, s)
}

// observe takes in a new state of a target. It returns the target where it is still pending.
func (w *waiter) observe(ctx context.Context, i int, s State) []int {
	o := &w.outcomes[i]
	s.Kind = o.Target.Kind
	if also := o.Target.Goal.Also; also != nil {
		if err := also(ctx, &s); err != nil {
			return w.lookFailed(ctx, err, i)
		}
	}
	before := o.Last
	s.begun = before.begun || s.TaskState != "" || !s.AtRest() || time.Since(w.start) >= beginTime
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

// lookAtSeveral looks at targets with their one list. Those that it doesn't have, or has as DELETED, are looked at by themselves: a list
// isn't proof that something is gone.
func (w *waiter) lookAtSeveral(ctx context.Context, group []int) []int {
	list := w.outcomes[group[0]].Target.List
	ids := map[string]bool{}
	for _, i := range group {
		ids[w.outcomes[i].Target.ID] = true
	}
	since := w.changesSince(list, group)
	found, err := list.States(ctx, ids, since)
	if err != nil {
		return w.lookFailed(ctx, err, group...)
	}
	var still []int
	for _, i := range group {
		s, ok := found[w.outcomes[i].Target.ID]
		if ok && !s.Is(StatusDeleted) {
			still = append(still, w.observe(ctx, i, s)...)
			continue
		}
		left := w.lookAtOne(ctx, i)
		if !ok && !since.IsZero() && !w.outcomes[i].Last.Is(StatusDeleted) {
			w.noChanges[list] = true // it is there, and so should have been in the list
		}
		still = append(still, left...)
	}
	return still
}

// changesSince is from when on the list of changes has to go to hold each of the targets: the earliest of their last
// changes, which the cloud told by its own clock. Zero means the whole list: in the first round, and where not every
// target told its time.
func (w *waiter) changesSince(list Lister, group []int) time.Time {
	if w.noChanges[list] {
		return time.Time{}
	}
	first := w.outcomes[group[0]].Last.Updated
	for _, i := range group {
		if t := w.outcomes[i].Last.Updated; t.Before(first) {
			first = t
		}
	}
	if first.IsZero() {
		return first
	}
	return first.Add(-changesOverlap)
}

// lookFailed takes in the error of a look at some targets. It returns those that are still pending.
func (w *waiter) lookFailed(ctx context.Context, err error, group ...int) []int {
	if ctx.Err() != nil {
		return group // Wait sees why
	}
	if after, passing := transport.Passes(err); passing {
		w.trouble = err
		w.retryAfter = max(w.retryAfter, after)
		return group
	}
	for _, i := range group {
		w.outcomes[i].Err = err
	}
	return nil
}
