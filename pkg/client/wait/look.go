package wait

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client/transport"
)

// changesOverlap is how much further back than needed a list of changes goes: what changed and what the list knows of it
// may be seconds apart.
const changesOverlap = 30 * time.Second

// lookAtAll takes a look at every pending target and leaves those pending that aren't done.
func (w *waiter) lookAtAll(ctx context.Context) {
	w.trouble, w.retryAfter = nil, 0
	var still, alone []int
	for _, group := range w.groups() {
		if len(group) == 1 {
			alone = append(alone, group[0])
			continue
		}
		still = append(still, w.lookAtSeveral(ctx, group)...)
	}
	still = append(still, w.lookAtEach(ctx, alone...)...)
	slices.Sort(still)
	if w.onEnd != nil {
		for _, i := range w.pending {
			if _, pending := slices.BinarySearch(still, i); !pending {
				w.onEnd(w.outcomes[i])
			}
		}
	}
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

// lookAtEach looks at targets by themselves, at several at a time. It returns those that are still pending.
func (w *waiter) lookAtEach(ctx context.Context, targets ...int) (still []int) {
	states, errs := make([]State, len(targets)), make([]error, len(targets))
	bug.Each(w.parallel, len(targets), func(at int) {
		states[at], errs[at] = w.outcomes[targets[at]].Target.Look(ctx) // taken in below, in order
	})
	for at, i := range targets {
		o := &w.outcomes[i]
		switch err := errs[at]; {
		case transport.IsNotFound(err) && o.Target.Goal.Gone:
			still = append(still, w.observe(ctx, i, o.Last.gone())...)
		case err != nil:
			still = append(still, w.lookFailed(ctx, err, i)...)
		default:
			s := states[at]
			s.ID, s.Name = o.Target.ID, cmp.Or(s.Name, o.Target.Name) // a document may tell neither
			still = append(still, w.observe(ctx, i, s)...)
		}
	}
	return still
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

// lookAtSeveral looks at targets with their one list. Those that it doesn't have, or has as DELETED, are missing: a list alone isn't proof that
// something is gone.
func (w *waiter) lookAtSeveral(ctx context.Context, group []int) []int {
	list := w.outcomes[group[0]].Target.List
	since := w.changesSince(list, group)
	found, err := list.States(ctx, w.ids(group), since)
	if err != nil {
		return w.lookFailed(ctx, err, group...)
	}
	var still, absent, deleted []int
	for _, i := range group {
		switch s, ok := found[w.outcomes[i].Target.ID]; {
		case !ok:
			absent = append(absent, i)
		case s.Is(StatusDeleted):
			deleted = append(deleted, i)
		default:
			w.listed[i] = true
			still = append(still, w.observe(ctx, i, s)...)
		}
	}
	still = append(still, w.lookAtMissing(ctx, missing{list, absent, deleted, since.IsZero()})...)
	for _, i := range absent {
		if w.outcomes[i].Last.Is(StatusDeleted) {
			continue
		}
		// It is there, or may be.
		w.noChanges[list] = w.noChanges[list] || !since.IsZero()
		w.leavesOut[list] = w.leavesOut[list] || w.wasListed(i)
	}
	return still
}

// wasListed reports whether a list has had a target.
func (w *waiter) wasListed(i int) bool { return w.listed[i] || w.outcomes[i].Target.Listed }

// ids are those of a group's targets.
func (w *waiter) ids(group []int) map[string]bool {
	ids := map[string]bool{}
	for _, i := range group {
		ids[w.outcomes[i].Target.ID] = true
	}
	return ids
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
