package web

import (
	"hash/maphash"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Rendered keeps what records look like in lists, for as long as they look so. Most of what a page of a hundred servers costs is decoding and
// writing what was decoded and written for the page before. It is safe for use by many goroutines.
//
// A page is kept in the same way: what it depends on is the state of the whole store.
//
// A text is found by what it depends on: who looks (the view: kind of document, address, tenant), the record as the store has it, and the
// time, since a record shows another state when a step of its plan is due. So whoever changes a record, in this process or in another, need
// not know of it. A text is kept when it is asked for again: a command that looks once at all there is fills no memory.
type Rendered struct {
	seed maphash.Seed

	mu    sync.RWMutex
	texts map[renderedKey]rendered
	size  int // bytes of all texts
}

type renderedKey struct{ view, id string }

type rendered struct {
	record uint64         // its hash
	text   jsontext.Value // nil: it was rendered once
	since  time.Time      // when it was rendered
	until  time.Time      // from then on it looks otherwise; zero: never
}

// What is kept at most. Above that all is dropped.
const (
	mostRendered      = 64 << 20 // bytes
	mostRenderedTexts = 1 << 17
)

// NewRendered returns one that is empty.
func NewRendered() *Rendered {
	return &Rendered{seed: maphash.MakeSeed(), texts: map[renderedKey]rendered{}}
}

// Text returns the text of a record with an id at the time now, and until when it stays so, as render makes them. The text isn't to be
// written to.
func (r *Rendered) Text(view, id string, record []byte, now time.Time, render Render) (jsontext.Value, time.Time, error) {
	key, hash := renderedKey{view, id}, maphash.Bytes(r.seed, record)
	r.mu.RLock()
	known, met := r.texts[key]
	r.mu.RUnlock()
	met = met && known.record == hash
	if met && known.text != nil && !now.Before(known.since) && (known.until.IsZero() || now.Before(known.until)) {
		return known.text, known.until, nil
	}
	text, until, err := render()
	if err != nil {
		return nil, until, err
	}
	made := rendered{record: hash, since: now, until: until}
	if met {
		made.text = text
	}
	r.add(key, made)
	return text, until, nil
}

// Render makes a text, and says until when it stays so; zero: for good.
type Render func() (jsontext.Value, time.Time, error)

func (r *Rendered) add(key renderedKey, made rendered) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.size += len(made.text) - len(r.texts[key].text)
	if r.size > mostRendered || len(r.texts) >= mostRenderedTexts {
		clear(r.texts)
		r.size = len(made.text)
	}
	r.texts[key] = made
}
