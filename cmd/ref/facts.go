package ref

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// NamePrefix is what InDetail is asked for where the name must begin with something.
const NamePrefix = "name-prefix"

// Facts are what may be said of a resource whatever its noun: before something is done to it people are shown them, and it may be chosen by
// them.
type Facts struct {
	ID, Name, Status string
	Created          string // as it came; may be empty
	Address          string // one, for people: where it answers
	Project          string // the id of whose it is; may be empty
	Metadata         api.Metadata
	More             map[string][]string // what else it may be chosen by, by the key of a filter; of several values any may fit; of another noun the first is an id, or empty
}

// FactsOf returns what the document that was seen of r says, or what is known without one.
func (f *Finder) FactsOf(r Resource) (Facts, error) {
	switch {
	case r.Seen == nil:
		return Facts{ID: r.ID, Name: r.Name}, nil
	case f.Facts != nil:
		return f.Facts(*r.Seen)
	}
	b, err := brief(*r.Seen)
	return Facts{ID: b.ID, Name: b.Name, Status: b.Status, Created: b.Created}, err
}

// ShownProject is whose a resource is where it may be of any project, and "" where all are of one.
func (f *Finder) ShownProject(ctx context.Context, project string) string {
	if f.Scope == nil || f.Scope(ctx) == "" {
		return ""
	}
	return project
}

// ResolveSeen is ResolveAll for who needs the document of each resource: what finding it doesn't show is read. What turns out to be no id is
// looked up as a name.
func (f *Finder) ResolveSeen(in app.Invocation, what string, refs []string) ([]Resource, []error) {
	found, errs := f.resolveAll(in, what, refs, f.inDetail())
	ctx := in.Cmd.Context()
	f.seeList(in, found)
	failed := make([]error, len(found))
	interrupted := in.Parallel(ctx, len(found), func(i int) {
		if found[i].Seen == nil {
			found[i], failed[i] = f.see(ctx, in.Client, found[i])
		}
	})
	var seen []Resource
	known := map[string]bool{}
	for i, r := range found {
		switch {
		case failed[i] != nil:
			errs = append(errs, fail.Op(what, r.Name, failed[i]))
		case r.Seen == nil && interrupted != nil:
			errs, interrupted = append(errs, fail.Op(what, r.Name, interrupted)), nil
		case r.Seen != nil && !known[r.ID]:
			known[r.ID] = true
			seen = append(seen, r)
		}
	}
	return seen, errs
}

// inDetail lists all in detail, or in brief where there is no such list.
func (f *Finder) inDetail() lister {
	if f.InDetail == nil {
		return f.Names
	}
	return func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error] {
		return f.InDetail(ctx, c, nil)
	}
}

// seeList reads those of found that weren't seen with one list, where they are several.
func (f *Finder) seeList(in app.Invocation, found []Resource) {
	ids := map[string]bool{}
	for _, r := range found {
		if r.Seen == nil {
			ids[r.ID] = true
		}
	}
	if len(ids) < several || f.InDetail == nil {
		return
	}
	d := f.list(in, ids, f.inDetail())
	for i, r := range found {
		if doc := d.seen[r.ID]; ids[r.ID] && doc != nil {
			found[i].Seen, found[i].Listed = doc, true
		}
	}
}

// see reads r or, where that is no id, what has it as its name.
func (f *Finder) see(ctx context.Context, c *client.Client, r Resource) (Resource, error) {
	doc, err := f.Get(ctx, c, r.ID)
	if err == nil {
		r.Seen = &doc.Raw
		return r, nil
	}
	named, other := f.RetryAsName(ctx, c, r, transport.IsNotFound(err))
	switch {
	case other != nil:
		return r, other
	case named != r:
		return named, nil
	}
	return r, err
}

// IDAndName finds what word names, for who is of another noun.
func (f *Finder) IDAndName(ctx context.Context, in app.Invocation, word string) (id, name string, err error) {
	r, _, err := f.find(ctx, in.Client, word, f.atOnce)
	if err == nil && r.Seen == nil {
		r, err = f.see(ctx, in.Client, r)
	}
	if err != nil {
		return "", "", err
	}
	facts, err := f.FactsOf(r)
	return r.ID, facts.Name, err
}

// NamesByID lists the names of all by their ids, for who is of another noun.
func (f *Finder) NamesByID(ctx context.Context, in app.Invocation) (map[string]string, error) {
	names := map[string]string{}
	for raw, err := range f.Names(ctx, in.Client) {
		if err != nil {
			return nil, err
		}
		b, err := brief(raw)
		if err != nil {
			return nil, err
		}
		names[b.ID] = b.Name
	}
	return names, nil
}
