package watch

import (
	"bytes"
	"os"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// An Event is a change that a watch has seen, as a program reads it. The first look adds all that there is.
type Event struct {
	Event   string         `json:"event"` // added, changed or removed
	ID      string         `json:"id"`
	Changed []string       `json:"changed,omitempty"` // the members that differ
	Before  jsontext.Value `json:"before,omitempty"`  // of what changed, or was removed
	After   jsontext.Value `json:"after,omitempty"`   // of what changed, or was added
}

// events is the face for a program.
type events struct {
	streams *output.Streams
	view    *output.AnyView
	before  []seen
	away    bool // the last look failed, and that was said
}

// seen is a resource as a look has seen it.
type seen struct {
	id        string
	doc       jsontext.Value
	canonical jsontext.Value // doc with its members sorted: what it is compared by
}

func (*events) keys() <-chan byte         { return nil }
func (*events) resized() <-chan os.Signal { return nil }
func (*events) stays() bool               { return false }

func (e *events) prepare(docs []jsontext.Value) (any, error) {
	now := make([]seen, len(docs))
	for i, doc := range docs {
		canonical := doc.Clone()
		if canonical.Canonicalize() != nil {
			canonical = doc
		}
		now[i] = seen{e.view.IDOf(doc), doc, canonical}
	}
	return now, nil
}

// update prints what changed.
func (e *events) update(prepared any) error {
	now, _ := prepared.([]seen)
	list := differences(e.before, now)
	e.before = now
	if len(list) == 0 {
		return nil
	}
	return eventView.Any().List(e.streams, output.Options{Format: output.JSONL}, func(yield func(jsontext.Value, error) bool) {
		for _, one := range list {
			doc, err := json.Marshal(one)
			if !yield(doc, err) || err != nil {
				return
			}
		}
	})
}

var eventView = output.View[*Event]{One: "event", Many: "events"}

// differences returns what happened between two looks: first what is gone, then the rest as it is listed.
func differences(before, now []seen) (list []Event) {
	old, there := map[string]seen{}, map[string]bool{}
	for _, s := range before {
		old[s.id] = s
	}
	for _, s := range now {
		there[s.id] = true
	}
	for _, s := range before {
		if !there[s.id] {
			list = append(list, Event{Event: "removed", ID: s.id, Before: s.doc})
		}
	}
	for _, s := range now {
		was, known := old[s.id]
		switch {
		case !known:
			list = append(list, Event{Event: "added", ID: s.id, After: s.doc})
		case !bytes.Equal(was.canonical, s.canonical):
			list = append(list, Event{Event: "changed", ID: s.id, Changed: members(was.canonical, s.canonical), Before: was.doc, After: s.doc})
		}
	}
	return list
}

// members returns the names of the members that differ.
func members(before, now jsontext.Value) (names []string) {
	var a, b map[string]jsontext.Value
	if api.Unmarshal(before, &a) != nil || api.Unmarshal(now, &b) != nil {
		return nil
	}
	for name, value := range b {
		if !bytes.Equal(a[name], value) {
			names = append(names, name)
		}
	}
	for name := range a {
		if _, still := b[name]; !still {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// show says once that the cloud is away, and once that it is back.
func (e *events) show(s state) error {
	sayAway(e.streams, &e.away, s)
	return nil
}

func sayAway(to *output.Streams, away *bool, s state) {
	switch {
	case s.trouble != nil && !*away:
		to.Notice("the cloud does not answer (%s): going on", transport.Why(s.trouble))
	case s.trouble == nil && *away:
		to.Notice("the cloud answers again")
	}
	*away = s.trouble != nil
}

// silence is the face of a watch that only waits for its condition.
type silence struct {
	streams *output.Streams
	away    bool
}

func (*silence) keys() <-chan byte                     { return nil }
func (*silence) resized() <-chan os.Signal             { return nil }
func (*silence) stays() bool                           { return false }
func (*silence) prepare([]jsontext.Value) (any, error) { return nil, nil }
func (*silence) update(any) error                      { return nil }
func (q *silence) show(s state) error {
	sayAway(q.streams, &q.away, s)
	return nil
}
