package watch

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

var updated = time.Date(2014, 3, 4, 12, 0, 0, 0, time.UTC)

// server is a document of a long list.
func server(id int, status string, after time.Duration) jsontext.Value {
	return jsontext.Value(fmt.Sprintf(`{"id":"%d","status":%q,"updated":%q}`, id, status, updated.Add(after).Format(time.RFC3339)))
}

// Of a long list the changes alone are asked for, from a while before the last one on, and now and then all of it.
func TestLister(t *testing.T) {
	t.Parallel()
	var all, changes []jsontext.Value
	for id := range longList {
		all = append(all, server(id, "ACTIVE", 0))
	}
	var asked []time.Time
	wholes := 0
	l := &Lister{
		All: func(yield func(jsontext.Value, error) bool) {
			wholes++
			Each(all)(yield)
		},
		Changes: func(since time.Time) Items {
			asked = append(asked, since)
			return Each(changes)
		},
	}
	look := func() []jsontext.Value {
		t.Helper()
		docs, err := l.Look(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return docs
	}
	look()
	changes = []jsontext.Value{server(5000, "BUILD", time.Minute), server(3, "ERROR", time.Minute), server(1, "DELETED", time.Minute), server(7777, "DELETED", 0)}
	docs := look()
	head := []string{string(docs[0]), string(docs[1]), string(docs[2]), string(docs[3])}
	want := []string{string(changes[0]), string(all[0]), string(all[2]), string(changes[1])}
	if diff := cmp.Diff(want, head); diff != "" || len(docs) != longList {
		t.Errorf("%d documents, which begin %s", len(docs), diff)
	}
	look()
	if diff := cmp.Diff([]time.Time{updated.Add(-overlap), updated.Add(time.Minute - overlap)}, asked); diff != "" {
		t.Errorf("the changes asked for: %s", diff)
	}
	for range wholeEvery {
		look()
	}
	if wholes != 2 {
		t.Errorf("all of the list was asked for %d times in %d looks", wholes, wholeEvery+3)
	}
}

// A short list is a request whatever is asked for: all of it is.
func TestListerOfFew(t *testing.T) {
	t.Parallel()
	l := &Lister{All: Each([]jsontext.Value{server(1, "ACTIVE", 0)}), Changes: func(time.Time) Items { t.Error("changes were asked for"); return nil }}
	for range 3 {
		if docs, err := l.Look(t.Context()); err != nil || len(docs) != 1 {
			t.Errorf("%s, %v", docs, err)
		}
	}
}

// Half a list is none.
func TestListerFails(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	l := &Lister{All: func(yield func(jsontext.Value, error) bool) {
		_ = yield(server(1, "ACTIVE", 0), nil) && yield(nil, lost)
	}}
	if docs, err := l.Look(t.Context()); docs != nil || !errors.Is(err, lost) {
		t.Errorf("%s, %v", docs, err)
	}
}
