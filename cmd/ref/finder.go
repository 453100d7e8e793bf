package ref

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// Finder finds the resources of a noun by what a command line calls them. It knows only what identifies a resource, so
// that a command of one noun can name a resource of another (`server create --image NAME`).
type Finder struct {
	Noun string // "server": in messages, references and waits
	// Get reads the resource with an id.
	Get func(ctx context.Context, c *client.Client, id string) (client.Document, error)
	// Named lists in detail the resources that may have the name; it may list others too. Nil: what the noun is called by is its id.
	Named func(ctx context.Context, c *client.Client, name string) iter.Seq2[jsontext.Value, error]
	// Names lists all in brief, for completion.
	Names func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error]
}

// Resource is a resource that a command line names.
type Resource struct {
	ID   string
	Name string // as the user typed it
}

// Resolve finds the resource that ref names: by URL of this endpoint, by id, or by exact name. What has the form of a UUID is taken for an
// id, without a request. Anything else costs the request for the resource that has it as its id and, where none has, a list; and one more
// where nothing has the name either, for suggestions. Errors: *NotFoundError, *AmbiguousError, *fail.UsageError, or the client's.
func (f *Finder) Resolve(ctx context.Context, c *client.Client, ref string) (Resource, error) {
	r, _, err := f.find(ctx, c, ref)
	return r, err
}

// find is Resolve, with the document of the resource where finding it took the request for that.
func (f *Finder) find(ctx context.Context, c *client.Client, ref string) (Resource, client.Document, error) {
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
	}
	if doc, found, err := f.byID(ctx, c, ref); found || err != nil {
		return Resource{ID: ref, Name: ref}, doc, err
	}
	t, err := f.ByName(ctx, c, ref)
	var missing *NotFoundError
	if errors.As(err, &missing) {
		missing.Suggestions = f.suggestions(ctx, c, ref)
	}
	return t, none, err
}

// ResolveFlag is the id of the resource that the value of a flag names; "" for "".
func (f *Finder) ResolveFlag(ctx context.Context, c *client.Client, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	t, err := f.Resolve(ctx, c, ref)
	return t.ID, err
}

// ByName looks ref up among those that may have the name. An id wins over names; names match exactly.
func (f *Finder) ByName(ctx context.Context, c *client.Client, ref string) (Resource, error) {
	var found []output.Candidate
	for raw, err := range f.Named(ctx, c, ref) {
		if err != nil {
			return Resource{}, err
		}
		b, err := brief(raw)
		if err != nil {
			return Resource{}, err
		}
		if b.ID == ref {
			return Resource{ID: b.ID, Name: ref}, nil
		}
		if b.Name == ref {
			found = append(found, b)
		}
	}
	switch len(found) {
	case 0:
		return Resource{}, &NotFoundError{Noun: f.Noun, Name: ref}
	case 1:
		return Resource{ID: found[0].ID, Name: ref}, nil
	}
	return Resource{}, &AmbiguousError{Noun: f.Noun, Name: ref, Candidates: found}
}

// Do finds what ref names and does something to it, the command's own request. A ref with the form of a UUID is taken for an id, which costs
// nothing; only where the cloud has no such id is it looked up as a name.
func (f *Finder) Do(ctx context.Context, in app.Invocation, ref string, do func(Resource) error) error {
	t, err := f.Resolve(ctx, in.Client, ref)
	if err != nil {
		return err
	}
	return f.doTo(ctx, in, t, do)
}

// Read returns the document of what ref names. Where ref is its id it takes one request.
func (f *Finder) Read(ctx context.Context, in app.Invocation, ref string) (client.Document, error) {
	t, doc, err := f.find(ctx, in.Client, ref)
	if err != nil || doc.Raw != nil && !in.App.Curl {
		return doc, err
	}
	err = f.doTo(ctx, in, t, func(t Resource) error {
		doc, err = f.Get(ctx, in.Client, t.ID)
		return err
	})
	return doc, err
}

// doTo does something to t or, where that is no id, to what has it as its name.
func (f *Finder) doTo(ctx context.Context, in app.Invocation, t Resource, do func(Resource) error) error {
	in.App.Final(in.Client)
	err := do(t)
	named, other := f.RetryAsName(ctx, in.Client, t, transport.IsNotFound(err))
	switch {
	case other != nil:
		return other
	case named != t:
		return do(named)
	}
	return err
}

// RetryAsName is the resource that has the name t, where the cloud said that nothing has the id t: it is absent. Else it is t. The error is
// that of several with the name.
func (f *Finder) RetryAsName(ctx context.Context, c *client.Client, t Resource, absent bool) (Resource, error) {
	if !absent || f.Named == nil || t.ID != t.Name || !IsUUID(t.Name) { // any other id was read before
		return t, nil
	}
	named, err := f.ByName(ctx, c, t.Name)
	if err == nil {
		return named, nil
	}
	var several *AmbiguousError
	if errors.As(err, &several) {
		return t, several
	}
	return t, nil // what the cloud said before is the error to tell
}

// brief reads what identifies a resource.
func brief(raw jsontext.Value) (output.Candidate, error) {
	var b struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Status  string `json:"status"`
		Created string `json:"created"`
	}
	_, err := api.Read(raw, &b) // an odd one has no name that fits
	return output.Candidate(b), err
}

// ResolveAll resolves each of refs, and goes on after a failure. The same resource named twice is one target.
func (f *Finder) ResolveAll(ctx context.Context, c *client.Client, what string, refs []string) ([]Resource, []error) {
	var targets []Resource
	var errs []error
	seen := make(map[string]bool)
	for _, ref := range refs {
		t, err := f.Resolve(ctx, c, ref)
		switch {
		case err != nil:
			errs = append(errs, fail.Op(what, ref, err))
			if ctx.Err() != nil {
				return targets, errs
			}
		case !seen[t.ID]:
			seen[t.ID] = true
			targets = append(targets, t)
		}
	}
	return targets, errs
}

// ResolveRef is ResolveFlag for a reference that the cloud itself follows: a URL of another endpoint is sent as it is
// (guide 1.5).
func (f *Finder) ResolveRef(ctx context.Context, c *client.Client, ref string) (string, error) {
	r, isURL, err := c.ParseRef(ctx, f.Noun, ref)
	if err == nil && isURL && r.Foreign {
		return ref, nil
	}
	return f.ResolveFlag(ctx, c, ref)
}

// withArticle is the noun with a or an.
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
