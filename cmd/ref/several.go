package ref

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client"
)

// ResolveAll resolves each of refs, and goes on after a failure. Several that may be names or ids are looked up in one list. The same resource
// named twice is one target. Targets and errors are in the order of refs.
//
//go:noinline
func (f *Finder) ResolveAll(in app.Invocation, what string, refs []string) ([]Resource, []error) {
	return f.resolveAll(in, what, refs, f.Names)
}

// resolveAll is ResolveAll with the list that several are looked up in.
func (f *Finder) resolveAll(in app.Invocation, what string, refs []string, all lister) ([]Resource, []error) {
	ctx := in.Cmd.Context()
	d := f.directory(in, refs, all)
	found, failed := make([]Resource, len(refs)), make([]error, len(refs))
	interrupted := in.Parallel(ctx, len(refs), func(i int) { found[i], failed[i] = f.lookUp(ctx, in.Client, d, refs[i]) })
	var targets []Resource
	var errs []error
	seen := make(map[string]bool)
	for i, r := range found {
		switch {
		case failed[i] != nil:
			errs = append(errs, fail.Op(what, refs[i], failed[i]))
		case r == (Resource{}) && interrupted != nil: // it wasn't begun, nor were others
			errs, interrupted = append(errs, fail.Op(what, refs[i], interrupted)), nil
		case r != (Resource{}) && !seen[r.ID]:
			seen[r.ID] = true
			targets = append(targets, r)
		}
	}
	return targets, errs
}

// directory is what one list of the resources of a noun shows. The zero value shows nothing.
type directory struct {
	whole     bool                       // it has them all
	onlyUUIDs bool                       // their ids are UUIDs
	names     []string                   // of all that have one, as listed
	ids       map[string]bool            // of all
	named     map[string][]string        // ids by name
	seen      map[string]*jsontext.Value // documents in detail by id, of those that are wanted
	err       error                      // why there is no list
}

// lister lists all the resources of a noun, in brief or in detail.
type lister func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error]

// directory lists the resources, where that takes fewer requests than looking for each of refs.
func (f *Finder) directory(in app.Invocation, refs []string, all lister) directory {
	words := map[string]bool{}
	for _, ref := range refs {
		if _, isURL, _ := in.Client.ParseRef(in.Cmd.Context(), f.Noun, ref); ref != "" && !isURL && !IsUUID(ref) {
			words[ref] = true
		}
	}
	if len(words) < 2 || f.Named == nil || f.Names == nil {
		return directory{}
	}
	return f.list(in, words, all)
}

// wordsPerPage is how many resources are to be wanted for each page of a list: looking them up one by one takes no longer then.
const wordsPerPage = 8

// list lists the resources, of which those are wanted that have one of the words as their id or name. It gives up where there are too many.
func (f *Finder) list(in app.Invocation, wanted map[string]bool, all lister) directory {
	d := directory{onlyUUIDs: true, ids: map[string]bool{}, named: map[string][]string{}, seen: map[string]*jsontext.Value{}}
	cfg, err := in.App.Config(in.Cmd)
	if err != nil {
		d.err = err
		return d
	}
	limit := cfg.PageSize() * ((len(wanted) + wordsPerPage - 1) / wordsPerPage)
	for raw, err := range all(in.Cmd.Context(), in.Client) {
		if err != nil {
			d.err = err
			return d
		}
		b, err := brief(raw)
		if err != nil {
			d.err = err
			return d
		}
		d.ids[b.ID] = true
		if wanted[b.ID] || wanted[b.Name] {
			seen := raw.Clone()
			d.seen[b.ID] = &seen
		}
		d.onlyUUIDs = d.onlyUUIDs && IsUUID(b.ID)
		if b.Name != "" {
			d.names = append(d.names, b.Name)
			d.named[b.Name] = append(d.named[b.Name], b.ID)
		}
		if len(d.ids) == limit {
			return d
		}
	}
	d.whole = true
	return d
}

// List says of resources which of them a list has, where they are several: what it had and lacks later is gone.
func (f *Finder) List(in app.Invocation, found []Resource) {
	listed := func(r Resource) bool { return r.Listed }
	if len(found) < several || f.Names == nil || slices.ContainsFunc(found, listed) {
		return
	}
	d := f.list(in, idsOf(found), f.Names)
	for i, r := range found {
		found[i].Listed = d.ids[r.ID]
	}
}

// several is from how many on a list takes fewer requests than looking at each when it is gone.
const several = 4

func idsOf(found []Resource) map[string]bool {
	ids := make(map[string]bool, len(found))
	for _, r := range found {
		ids[r.ID] = true
	}
	return ids
}

// lookUp is Resolve with a list that may have what ref names. A name is taken for one where the list shows that it is no id; else what has it as
// its id is asked for: what is of another project, say, no list has.
func (f *Finder) lookUp(ctx context.Context, c *client.Client, d directory, ref string) (Resource, error) {
	_, isURL, _ := c.ParseRef(ctx, f.Noun, ref)
	switch {
	case ref == "" || isURL || IsUUID(ref):
		return f.Resolve(ctx, c, ref)
	case d.ids[ref]:
		return Resource{ID: ref, Name: ref, Listed: true, Seen: d.seen[ref]}, nil
	case d.err != nil:
		return Resource{}, d.err
	case !d.whole:
		return f.Resolve(ctx, c, ref)
	}
	isName := f.WholeList && len(d.named[ref]) == 1
	if !isName && (!f.OneIDForm || !d.onlyUUIDs || len(d.ids) == 0) {
		if doc, found, err := f.byID(ctx, c, ref); found || err != nil {
			return Resource{ID: ref, Name: ref, Seen: &doc.Raw}, err
		}
	}
	switch ids := d.named[ref]; len(ids) {
	case 0:
		return Resource{}, f.absent(ctx, ref, suggest(d.names[:min(len(d.names), namesRead)], ref))
	case 1:
		return Resource{ID: ids[0], Name: ref, Listed: true, Seen: d.seen[ids[0]]}, nil
	}
	return f.ByName(ctx, c, ref) // for what tells them apart
}

// LookUps returns what AtOnce calls to put, in place of each text, the id of the resource that it names; "" stays.
func (f *Finder) LookUps(ctx context.Context, c *client.Client, texts ...*string) []func() error {
	lookUps := make([]func() error, len(texts))
	for i, text := range texts {
		lookUps[i] = func() (err error) {
			*text, err = f.ResolveFlag(ctx, c, *text)
			return err
		}
	}
	return lookUps
}

// AtOnce calls look-ups at the same time, and returns the first error in their order.
func AtOnce(lookUps ...func() error) error {
	errs := make([]error, len(lookUps))
	var all bug.Group
	for i, lookUp := range lookUps {
		all.Go(func() { errs[i] = lookUp() })
	}
	all.Wait()
	return cmp.Or(errs...)
}
