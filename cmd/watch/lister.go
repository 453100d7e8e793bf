package watch

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

const (
	// A list so long is many pages on some clouds: of such a one a look asks for the changes alone. A shorter one is a request all the same.
	longList = 1000
	// wholeEvery is which look is at all of a long list in any case: not everything that changes makes a resource a changed one, as the addresses of a
	// server don't.
	wholeEvery = 15
	// overlap is how much further back than the last change is asked for: a cloud writes down its changes when they are done, not when they begin.
	overlap = 30 * time.Second
)

// Items are the documents of a list, one by one. They can be asked for again.
type Items = iter.Seq2[jsontext.Value, error]

// A Lister looks at a list. Of a long one it asks for what has changed, where the cloud lists that.
type Lister struct {
	All     Items
	Changes func(since time.Time) Items // nil: there is no such list, or it has not all that makes a difference to this one

	docs  []document
	looks int // since the last one at all
}

// document is one, with what a list of changes is merged by.
type document struct {
	raw     jsontext.Value
	id      string
	status  string
	updated time.Time
}

// Look returns the documents that there are.
func (l *Lister) Look(context.Context) ([]jsontext.Value, error) {
	since := l.since()
	items := l.All
	if !since.IsZero() {
		items = l.Changes(since)
	}
	var docs []document
	for raw, err := range items {
		if err != nil {
			return nil, err
		}
		docs = append(docs, read(raw))
	}
	if l.looks++; since.IsZero() {
		l.looks, l.docs = 1, docs
	} else {
		l.docs = merged(l.docs, docs)
	}
	list := make([]jsontext.Value, len(l.docs))
	for i, d := range l.docs {
		list[i] = d.raw
	}
	return list, nil
}

// since is from when on changes are asked for, by the cloud's clock; zero: all is asked for.
func (l *Lister) since() (last time.Time) {
	if l.Changes == nil || len(l.docs) < longList || l.looks >= wholeEvery {
		return last
	}
	for _, d := range l.docs {
		if d.updated.After(last) {
			last = d.updated
		}
	}
	if last.IsZero() {
		return last
	}
	return last.Add(-overlap)
}

func read(raw jsontext.Value) document {
	var d struct {
		ID      string `json:"id"`
		Status  string `json:"status"`
		Updated string `json:"updated"`
	}
	_ = api.Unmarshal(raw, &d) // what can't be read is in no list of changes
	at, _ := api.ParseTime(d.Updated)
	return document{raw.Clone(), d.ID, d.Status, at}
}

// merged returns docs after these changes: new ones come first, as in the lists of Nova.
func merged(docs, changes []document) []document {
	changed := map[string]document{}
	for _, c := range changes {
		changed[c.id] = c
	}
	kept := make([]document, 0, len(docs))
	for _, d := range docs {
		c, has := changed[d.id]
		if has {
			delete(changed, d.id)
			d = c
		}
		if !has || !d.deleted() {
			kept = append(kept, d)
		}
	}
	var added []document
	for _, c := range changes {
		if _, is := changed[c.id]; is && !c.deleted() {
			added = append(added, c)
		}
	}
	return slices.Concat(added, kept)
}

// deleted reports whether the document is in a list of changes because the resource is no more.
func (d *document) deleted() bool {
	return strings.EqualFold(d.status, "DELETED") || strings.EqualFold(d.status, "SOFT_DELETED")
}

// Each returns documents that are there as those of a list.
func Each(docs []jsontext.Value) Items {
	return func(yield func(jsontext.Value, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}
