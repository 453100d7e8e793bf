package ref

import (
	"context"
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// strategy is a way to find what a word names that may be an id or a name. The document is nil where finding it took none.
type strategy func(ctx context.Context, c *client.Client, word string) (Resource, client.Document, error)

// find is Resolve, with the document of the resource where finding it took a request for that. otherwise is the way to take where a list doesn't
// show what is an id.
func (f *Finder) find(ctx context.Context, c *client.Client, ref string, otherwise strategy) (Resource, client.Document, error) {
	none := client.Document{}
	if ref == "" {
		return Resource{}, none, fail.Usagef("the name of %s is empty", withArticle(f.Noun))
	}
	r, isURL, err := c.ParseRef(ctx, f.Noun, ref)
	switch {
	case err != nil:
		return Resource{}, none, err
	case isURL && r.Foreign:
		return Resource{}, none, fail.Usagef("%s is not the URL of %s of this cloud", ref, withArticle(f.Noun))
	case isURL:
		return Resource{ID: r.ID, Name: ref}, none, nil
	case f.Named == nil || IsUUID(ref):
		return Resource{ID: ref, Name: ref}, none, nil
	case (f.OneIDForm || f.WholeList) && !looksLikeID(ref):
		otherwise = f.nameFirst
	case looksLikeID(ref):
		otherwise = f.idFirst
	}
	ctx = transport.LookUp(ctx)
	t, doc, err := otherwise(ctx, c, ref)
	if t.Seen == nil && doc.Raw != nil {
		t.Seen = &doc.Raw
	}
	var missing *NotFoundError
	if errors.As(err, &missing) {
		missing.Suggestions = f.suggestions(ctx, c, ref)
	}
	return t, doc, err
}

// idFirst asks for what has the id and, where nothing has it, for what has the name.
func (f *Finder) idFirst(ctx context.Context, c *client.Client, word string) (Resource, client.Document, error) {
	if doc, found, err := f.byID(ctx, c, word); found || err != nil {
		return Resource{ID: word, Name: word}, doc, err
	}
	named, err := f.named(ctx, c, word)
	return named.Resource, named.doc, err
}

// nameFirst asks for what has the name, and for what has the id where the list doesn't show that the word is no id.
func (f *Finder) nameFirst(ctx context.Context, c *client.Client, word string) (Resource, client.Document, error) {
	named, err := f.named(ctx, c, word)
	if err != nil && named.seen == 0 && !isMissing(err) || named.seen > 0 && named.onlyUUIDs || named.isID || f.WholeList && err == nil {
		return named.Resource, named.doc, err
	}
	if doc, found, failed := f.byID(ctx, c, word); found || failed != nil {
		return Resource{ID: word, Name: word}, doc, failed
	}
	return named.Resource, named.doc, err
}

// atOnce asks for what has the id and for what has the name at the same time.
func (f *Finder) atOnce(ctx context.Context, c *client.Client, word string) (Resource, client.Document, error) {
	lists, cancel := context.WithCancel(ctx)
	defer cancel()
	var named match
	var err error
	var listed bug.Group
	listed.Go(func() { named, err = f.named(lists, c, word) })
	doc, found, failed := f.byID(ctx, c, word)
	if found || failed != nil {
		cancel()
		listed.Wait()
		return Resource{ID: word, Name: word}, doc, failed
	}
	listed.Wait()
	return named.Resource, named.doc, err
}

// match is what a list of those that may have a name shows.
type match struct {
	Resource
	doc       client.Document // of the resource; nil where the list doesn't have all of it
	isID      bool            // the word is its id
	seen      int             // resources in the list
	onlyUUIDs bool            // their ids are UUIDs
}

// named looks word up among those that may have the name. An id wins over names; names match exactly.
func (f *Finder) named(ctx context.Context, c *client.Client, word string) (match, error) {
	m := match{onlyUUIDs: true}
	var found []output.Candidate
	for raw, err := range f.Named(ctx, c, word) {
		if err != nil {
			return match{}, err
		}
		b, err := brief(raw)
		if err != nil {
			return match{}, err
		}
		m.seen++
		m.onlyUUIDs = m.onlyUUIDs && IsUUID(b.ID)
		if m.isID = b.ID == word; !m.isID && b.Name != word {
			continue
		}
		b.Project = f.ShownProject(ctx, b.Project)
		found = append(found, b)
		seen := raw.Clone()
		m.Resource, m.doc.Raw = Resource{ID: b.ID, Name: word, Seen: &seen}, nil
		if c.Wire() == api.JSON && f.ListsWhole != nil && f.ListsWhole(c) { // of XML the document is asked for as it is on the wire
			m.doc.Raw = seen
		}
		if m.isID {
			return m, nil
		}
	}
	var err error
	switch {
	case len(found) == 0:
		err = f.absent(ctx, word, nil)
	case len(found) > 1:
		m.Resource, m.doc.Raw = Resource{}, nil
		err = &AmbiguousError{Noun: f.Noun, Name: word, Candidates: found}
	}
	return m, err
}

// ByName looks ref up among those that may have the name. An id wins over names; names match exactly.
//
//go:noinline
func (f *Finder) ByName(ctx context.Context, c *client.Client, ref string) (Resource, error) {
	m, err := f.named(ctx, c, ref)
	return m.Resource, err
}

func isMissing(err error) bool { return errors.As(err, new(*NotFoundError)) }

// brief reads what identifies a resource.
func brief(raw jsontext.Value) (output.Candidate, error) {
	var b struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Status  string `json:"status"`
		Created string `json:"created"`
		Project string `json:"tenant_id"`
	}
	_, err := api.Read(raw, &b) // an odd one has no name that fits
	return output.Candidate(b), err
}
