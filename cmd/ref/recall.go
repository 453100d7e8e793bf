package ref

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

const (
	// completionTime bounds what completing a name may cost the person who pressed Tab.
	completionTime = 2 * time.Second
	// askedAgain is how old a list must be to be asked for again where nothing of it fits, or it isn't whole: a new name is soon found, and a cloud that
	// is away, or refuses the password, isn't asked at each Tab.
	askedAgain = 5 * time.Second
)

// listKind is what the kinds of the lists of this package begin with.
const listKind = "list "

// A candidate is what completion knows of a resource.
type candidate struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Status string `json:"status"`
}

// candidates are a list as it is stored.
type candidates struct {
	Whole bool        `json:"whole"` // it came to its end
	Items []candidate `json:"items"`
}

// recall chooses from a list of the last minute or, where there is none or nothing of it will do, from one that the cloud is asked for. Where some are
// of no use for their status, another is soon asked for: a change may end long after it was begun.
func recall(a *app.App, cmd *cobra.Command, kind string, list lister, statuses []string, choose func([]candidate) []string) []string {
	recent := a.Recent(cmd)
	kind = listKind + kind
	var known candidates
	if age, ok := recent.Load(kind, &known); ok {
		found := choose(known.Items)
		if age < askedAgain || known.Whole && len(found) > 0 && allOf(known.Items, statuses) {
			return found
		}
	}
	c, err := a.Client(cmd)
	if err != nil {
		return nil
	}
	begun := recent.Now()
	known = ask(cmd.Context(), c, list)
	recent.Store(kind, begun, known)
	return choose(known.Items)
}

// allOf reports whether all have one of the statuses; none: any will do.
func allOf(items []candidate, statuses []string) bool {
	return len(statuses) == 0 || !slices.ContainsFunc(items, func(c candidate) bool { return !slices.Contains(statuses, c.Status) })
}

// ask lists what there is, for as long as a person may wait: what came so far is better than nothing.
func ask(ctx context.Context, c *client.Client, list lister) (known candidates) {
	ctx, cancel := context.WithTimeout(ctx, completionTime)
	defer cancel()
	for raw, err := range list(ctx, c) {
		if err != nil {
			return known
		}
		b, err := brief(raw)
		if err != nil {
			return known
		}
		known.Items = append(known.Items, candidate{b.ID, b.Name, b.Status})
	}
	known.Whole = true
	return known
}

// MetadataOf declares the metadata of a noun, of which nothing but its keys is listed.
//
//go:noinline
func MetadataOf(f *Finder) Part {
	return Words(f, "metadata", func(ctx context.Context, c *client.Client, id string) (keys []string, err error) {
		doc, err := c.Metadata(ctx, f.Noun, id)
		var m api.Metadata
		if err == nil {
			_, err = api.Read(doc.Raw, &m)
		}
		for _, p := range m {
			keys = append(keys, p.Key)
		}
		return keys, err
	})
}

// Words declares what a resource has that is words alone, such as its tags.
//
//go:noinline
func Words(f *Finder, noun string, read func(ctx context.Context, c *client.Client, id string) ([]string, error)) Part {
	return Part{Of: f, Noun: noun, List: func(ctx context.Context, c *client.Client, id string) iter.Seq2[jsontext.Value, error] {
		words, err := read(ctx, c, id)
		return func(yield func(jsontext.Value, error) bool) {
			for _, word := range words {
				if raw, err := json.Marshal(map[string]string{"name": word}); !yield(raw, err) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}}
}

// PartLister lists what belongs to the resource with an id.
type PartLister func(ctx context.Context, c *client.Client, id string) iter.Seq2[jsontext.Value, error]

// under lists the parts of what a word names, which is looked up only where no list of the last minute has it.
//
//go:noinline
func (p Part) under(recent app.Recent, word string) lister {
	return func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error] {
		var known candidates
		recent.Load(listKind+p.Of.Noun, &known)
		if named := slices.DeleteFunc(known.Items, func(k candidate) bool { return k.Name != word }); len(named) == 1 {
			return p.List(ctx, c, named[0].ID)
		}
		r, err := p.Of.Resolve(ctx, c, word)
		if err != nil {
			return func(yield func(jsontext.Value, error) bool) { yield(nil, err) }
		}
		return p.List(ctx, c, r.ID)
	}
}
