package ref

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Finder finds the resources of a noun by what a command line calls them. It knows only what identifies a resource, so
// that a command of one noun can name a resource of another (`server create --image NAME`).
type Finder struct {
	Noun string // "server": in messages, references and waits
	// Get reads the resource with an id.
	Get func(ctx context.Context, c *client.Client, id string) (client.Document, error)
	// Named lists in detail the resources that may have the name; it may list others too. Nil: what the noun is called by is its id.
	Named func(ctx context.Context, c *client.Client, name string) iter.Seq2[jsontext.Value, error]
	// Names lists all in brief, for completion and to find several at once.
	Names func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error]
	// Newest lists in detail up to a number, for reading several at once. Nil: they are read one by one.
	Newest func(ctx context.Context, c *client.Client, limit int) iter.Seq2[jsontext.Value, error]
	// ListsWhole reports whether a document of Named, Newest or a wait has all the members that Get would tell. Nil: it hasn't.
	ListsWhole func(c *client.Client) bool
	// InDetail lists in detail those that fit what is asked, by keys of FilterKeys that the cloud can filter by. It may list others too. Nil: there
	// is no list in detail.
	InDetail func(ctx context.Context, c *client.Client, asked map[string]string) iter.Seq2[jsontext.Value, error]
	// Facts reads what a document in detail says of a resource. Nil: no more than what identifies it.
	Facts func(doc jsontext.Value) (Facts, error)
	// FilterKeys are what resources of this noun may be chosen by beside what all have: the keys of Facts.More.
	FilterKeys []string
	// OneIDForm says that the ids of a cloud have one form: where one resource has a UUID, what is none is no id.
	OneIDForm bool
	// WholeList says that Named lists all that there are, whatever the name: what it shows under a name needs no look whether another has that as its id.
	WholeList bool
	// Scope tells the lists of a command from those of others, for completion, which stores them: those of all projects, say. Nil: there is one.
	Scope func(ctx context.Context) string
	// ListHint is the List of the error about a name that nothing has. Nil: the noun's own.
	ListHint func(ctx context.Context) string
}

// Resource is a resource that a command line names.
type Resource struct {
	ID     string
	Name   string          // as the user typed it
	Listed bool            // a list of all that are there has had it
	Seen   *jsontext.Value // its document in detail, where finding it took one; nil: it took none
}

// Resolve finds the resource that ref names: by URL of this endpoint, by id, or by exact name. What has the form of a UUID is taken for an
// id, without a request. Anything else costs a list of what has it as its name, and the request for what has it as its id where the list doesn't
// show that it is none; and one more list where nothing has it, for suggestions. Errors: *NotFoundError, *AmbiguousError, *fail.UsageError, or the
// client's.
//
//go:noinline
func (f *Finder) Resolve(ctx context.Context, c *client.Client, ref string) (Resource, error) {
	r, _, err := f.find(ctx, c, ref, f.idFirst)
	return r, err
}

// ResolveFlag is the id of the resource that the value of a flag names; "" for "".
func (f *Finder) ResolveFlag(ctx context.Context, c *client.Client, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	r, _, err := f.find(ctx, c, ref, f.atOnce)
	return r.ID, err
}

// ResolveShown is ResolveFlag for what the result of the command shows: where finding it told its name, a person sees that there.
func (f *Finder) ResolveShown(ctx context.Context, in app.Invocation, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	r, _, err := f.find(ctx, in.Client, ref, f.atOnce)
	if err == nil && r.Seen != nil {
		if b, err := brief(*r.Seen); err == nil {
			in.App.SawName(f.Noun, r.ID, b.Name)
		}
	}
	return r.ID, err
}

// ResolveRef is ResolveShown for a reference that the cloud itself follows: a URL of another endpoint is sent as it is
// (guide 1.5).
func (f *Finder) ResolveRef(ctx context.Context, in app.Invocation, ref string) (string, error) {
	r, isURL, err := in.Client.ParseRef(ctx, f.Noun, ref)
	if err == nil && isURL && r.Foreign {
		return ref, nil
	}
	return f.ResolveShown(ctx, in, ref)
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

// Read returns the document of what ref names. It takes one request where ref is its id, or where a list that finds it by its name has all of it.
func (f *Finder) Read(ctx context.Context, in app.Invocation, ref string) (client.Document, error) {
	t, doc, err := f.find(ctx, in.Client, ref, f.idFirst)
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

// withArticle is the noun with a or an.
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
