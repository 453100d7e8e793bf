package wait

import (
	"context"
	"slices"
)

// missing are targets that a list lacks, or has as DELETED.
type missing struct {
	list            Lister
	absent, deleted []int
	whole           bool // it is a list of all that is there, not of changes
}

// fewLooks is how many targets are looked at by themselves in any case: as many as the requests that tell it of all of them.
const fewLooks = 3

// lookAtMissing finds out which of the missing are gone, and returns those that are still pending. Each is looked at by itself where the lists
// can't tell:
//
//   - What a list of changes has as DELETED is gone when a list of all that is there lacks it.
//   - What neither has is gone if a list had it before: of what no list has ever had, such as another project's, they say nothing. And a list may
//     leave out what can't be read at the moment (fact 65): so none is trusted that did so before, nor that says of others that they are DELETED,
//     and the first of them is looked at. The others go by it.
func (w *waiter) lookAtMissing(ctx context.Context, m missing) (still []int) {
	gone, others := w.split(m.deleted, func(t Target, _ int) bool { return t.Goal.Gone && !m.whole })
	trusted := len(gone) == 0 && !w.leavesOut[m.list]
	absent, more := w.split(m.absent, func(t Target, i int) bool { return trusted && t.Goal.Gone && w.wasListed(i) })
	others = append(others, more...)
	if len(gone)+len(absent) < fewLooks {
		return w.lookAtEach(ctx, slices.Concat(others, gone, absent)...)
	}
	if len(absent) > 0 {
		first := absent[:1]
		still = w.lookAtEach(ctx, first...)
		if o := w.outcomes[first[0]]; o.Err != nil || !o.Last.Is(StatusDeleted) || o.Last.Raw != nil {
			return append(still, w.lookAtEach(ctx, append(others, absent[1:]...)...)...)
		}
		gone = absent[1:]
	}
	if !m.whole {
		lacks, err := m.list.Lacks(ctx, w.ids(gone))
		if err != nil {
			lacks = nil // looked at by themselves they say what is wrong
		}
		gone, more = w.split(gone, func(t Target, _ int) bool { return lacks[t.ID] })
		others = append(others, more...)
	}
	for _, i := range gone {
		still = append(still, w.observe(ctx, i, w.outcomes[i].Last.gone())...)
	}
	return append(still, w.lookAtEach(ctx, others...)...)
}

// split tells the targets apart for which is holds.
func (w *waiter) split(targets []int, is func(t Target, i int) bool) (those, others []int) {
	for _, i := range targets {
		if is(w.outcomes[i].Target, i) {
			those = append(those, i)
		} else {
			others = append(others, i)
		}
	}
	return those, others
}

// gone is the state of what was seen last as s, and is gone.
func (s State) gone() State {
	s.Status, s.TaskState, s.Progress, s.Raw, s.XML = StatusDeleted, "", nil, nil, nil
	return s
}
