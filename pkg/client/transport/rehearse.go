package transport

import (
	"bytes"
	"context"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// PlannedRequest is a change that wasn't sent, as it would have been.
type PlannedRequest struct {
	Method string         `json:"method"`
	URL    string         `json:"url"`
	Body   jsontext.Value `json:"body,omitempty"` // a JSON string where it isn't JSON; *** stands in for secrets
}

// Rehearsal lets requests pass that change nothing, and notes the others instead of sending them, from its Start on. The zero value lets all
// pass.
type Rehearsal struct {
	mu      sync.Mutex
	redact  *Redactor // nil: not started
	planned []PlannedRequest
}

// Start begins.
func (r *Rehearsal) Start(redact *Redactor) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.redact = redact
}

// Runs reports whether it has begun.
func (r *Rehearsal) Runs() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.redact != nil
}

// Planned returns what would have been sent, in order.
func (r *Rehearsal) Planned() []PlannedRequest {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.planned
}

// WithRehearsal ends a request that changes something with ErrPrinted where rehearsal runs.
func WithRehearsal(next Handler, rehearsal *Rehearsal) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		if rehearsal.Runs() && r.ChangesCloud() {
			rehearsal.note(r)
			return nil, ErrPrinted
		}
		return next(ctx, r)
	}
}

func (r *Rehearsal) note(sent *Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := PlannedRequest{Method: sent.Method, URL: r.redact.Text(sent.shownURL())}
	if body := bytes.TrimSpace(sent.Body); len(body) > 0 {
		text := r.redact.requestBody(body)
		if p.Body = jsontext.Value(text); !isJSON(body) || !p.Body.IsValid() {
			p.Body, _ = jsontext.AppendQuote(nil, text) // of what isn't UTF-8 it makes what is
		}
	}
	r.planned = append(r.planned, p)
}
