package verb

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Await waits until each accepted resource has reached its goal, and keeps the last document of each.
func (b *Batch) Await(goal func(Accepted) wait.Goal) {
	var certain, others []int
	for i, r := range b.Accepted {
		if r.Uncertain {
			others = append(others, i)
			continue
		}
		certain = append(certain, i)
	}
	b.read(others)
	b.AwaitSome(certain, goal)
}

// AwaitSome is Await for some of the accepted, by their indexes.
func (b *Batch) AwaitSome(some []int, goal func(Accepted) wait.Goal) {
	if len(some) == 0 {
		return
	}
	targets := make([]wait.Target, len(some))
	for i, at := range some {
		r := b.Accepted[at]
		targets[i] = b.noun.WaitTarget(b.Client, r.ID, r.Name, goal(r))
		targets[i].Listed = r.Listed
	}
	outcomes, errs := WaitWithProgress(b.App, b.Cmd, b.Client, b.What, targets)
	for i, o := range outcomes {
		r := &b.Accepted[some[i]]
		r.Done = o.Err == nil
		if o.Last.Raw != nil {
			r.Doc = o.Last.Raw
		}
	}
	b.Errs = append(b.Errs, errs...)
	b.readWhole(some)
}

// readWhole reads what the wait has seen in a list that doesn't tell all of a resource.
func (b *Batch) readWhole(some []int) {
	if len(some) < 2 || b.noun.ListsWhole == nil || b.noun.ListsWhole(b.Client) {
		return
	}
	b.read(slices.DeleteFunc(slices.Clone(some), func(i int) bool { return b.Accepted[i].Doc == nil }))
}

// Read gets each accepted resource as a GET gives it, where more than its id is to be printed.
func (b *Batch) Read(o output.Options) {
	all := make([]int, len(b.Accepted))
	for i := range all {
		all[i] = i
	}
	b.ReadSome(all, o)
}

// ReadSome is Read for some of the accepted, by their indexes.
func (b *Batch) ReadSome(some []int, o output.Options) {
	b.read(slices.DeleteFunc(some, func(i int) bool {
		r := &b.Accepted[i]
		known := o.OnlyIDs() && r.ID != ""
		if known {
			r.Doc, _ = api.WithMember(jsontext.Value("{}"), "id", r.ID) // an object always takes a text
		}
		return known
	}))
}

// read reads some of the accepted, by their indexes: those that one list has from there, the others one by one.
func (b *Batch) read(some []int) {
	ctx := b.Cmd.Context()
	listed := b.list(some)
	errs := make([]error, len(some))
	_ = b.Parallel(ctx, len(some), func(i int) { // an interrupt was reported before
		r := &b.Accepted[some[i]]
		if doc := listed[r.ID]; doc != nil || r.ID == "" {
			r.Doc = doc
			return
		}
		doc, err := b.noun.Get(ctx, b.Client, r.ID)
		switch {
		case err == nil:
			r.Doc = doc.Raw
		case !r.Uncertain: // of the others their own failure is reported
			errs[i] = &fail.OpError{
				Op: "show " + b.noun.Noun, Ref: r.Name, Err: err,
				Advice: "the cloud accepted: " + b.What + " " + r.Name,
			}
		}
	})
	b.Errs = append(b.Errs, errs...)
}

// The list of what was accepted has so many resources for each of them, and no fewer than a few: what is at work was listed first then, where others
// are there too, and costs no more than reading it one by one.
const (
	listedForEach = 10
	listedAtLeast = 100
)

// list reads those of some that are in one page of a list, by their ids. What it doesn't have, it says nothing of.
func (b *Batch) list(some []int) map[string]jsontext.Value {
	if len(some) < 2 || b.noun.Newest == nil || !b.noun.ListsWhole(b.Client) {
		return nil
	}
	wanted := map[string]bool{}
	for _, i := range some {
		wanted[b.Accepted[i].ID] = true
	}
	delete(wanted, "")
	limit := max(listedForEach*len(some), listedAtLeast)
	if cfg, err := b.App.Config(b.Cmd); err == nil {
		limit = min(limit, cfg.PageSize())
	}
	found := map[string]jsontext.Value{}
	for doc, err := range b.noun.Newest(b.Cmd.Context(), b.Client, limit) {
		if err != nil || len(found) == len(wanted) {
			break
		}
		if id, err := rest.ItemID(doc); err == nil && wanted[id] {
			found[id] = doc.Clone()
		}
	}
	return found
}
