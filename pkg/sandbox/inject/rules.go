// Package inject keeps the rules for faults on demand: which requests they match, and what goes wrong with them.
package inject

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// Rule is a fault on demand: which requests it matches, and what goes wrong with them. Of the rules that match a request the
// oldest has effect, so that rules with a number of Times make a sequence.
type Rule struct {
	ID    string `json:"id,omitzero"`    // AddFault gives it
	On    string `json:"on"`             // one of Operations, or a pattern: server.*
	Name  string `json:"name,omitzero"`  // a pattern for the name of the server or image: web-*; "": any
	Times int    `json:"times,omitzero"` // how many requests; 0: until it is cleared

	Delay        string `json:"delay,omitzero"`         // how long to wait before all else, in real time: 500ms
	Status       int    `json:"status,omitzero"`        // refuse with this status, 400 to 599
	Message      string `json:"message,omitzero"`       // what the refusal says
	RetryAfter   string `json:"retry_after,omitzero"`   // its Retry-After: seconds, or a date
	EndInError   string `json:"end_in_error,omitzero"`  // accept, and end in ERROR with this message
	CutAfter     *int   `json:"cut_after,omitzero"`     // send so many bytes of the answer's body and drop the connection
	LoseResponse bool   `json:"lose_response,omitzero"` // do it, and drop the connection without an answer
}

// Operation is something that a rule may be On: a route by its name, or an action as server.reboot.
type Operation struct {
	Name  string
	Lasts bool // it goes on after its answer, and so may end in an error
}

// Rules are the rules that a store keeps.
type Rules struct {
	DB         *model.Database
	Operations func() []Operation // all there are, by name
}

// Check refuses a rule that could never have an effect.
func (r Rules) Check(f Rule) error {
	operations := r.Operations()
	if !slices.ContainsFunc(operations, func(o Operation) bool { return f.Matches(o.Name) }) {
		var names []string
		for _, o := range operations {
			names = append(names, o.Name)
		}
		return fault.BadRequest("on: %q is no operation; they are %s", f.On, strings.Join(names, ", "))
	}
	if _, err := path.Match(f.Name, ""); err != nil {
		return fault.BadRequest("name: %q is no pattern", f.Name)
	}
	d, err := time.ParseDuration(f.Delay)
	switch {
	case f.Delay != "" && (err != nil || d < 0):
		return fault.BadRequest("delay: %q is no duration such as 500ms", f.Delay)
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fault.BadRequest("status: %d is not between 400 and 599", f.Status)
	case f.Times < 0 || f.CutAfter != nil && *f.CutAfter < 0:
		return fault.BadRequest("times and cut_after can't be negative")
	case f.EndInError != "" && !slices.ContainsFunc(operations, func(o Operation) bool { return o.Lasts && f.Matches(o.Name) }):
		return fault.BadRequest("end_in_error: %s is done at once, or not at all", f.On)
	case f.Delay == "" && f.Status == 0 && f.EndInError == "" && f.CutAfter == nil && !f.LoseResponse:
		return fault.BadRequest("nothing would go wrong: a delay, status, end_in_error, cut_after or lose_response is needed")
	}
	return nil
}

// Matches reports whether the rule is for an operation.
func (f Rule) Matches(operation string) bool {
	fits, err := path.Match(f.On, operation)
	return err == nil && fits
}

// MatchesName reports whether the rule is for a server or image of that name.
func (f Rule) MatchesName(name string) bool {
	fits, err := path.Match(f.Name, name)
	return f.Name == "" || err == nil && fits
}

// Add keeps a rule and returns it with its id. A rule that could never have an effect is an error.
func (r Rules) Add(ctx context.Context, f Rule) (Rule, error) {
	if err := r.Check(f); err != nil {
		return f, err
	}
	err := r.DB.Store.Update(ctx, func(t store.Tx) error { return f.Add(t) })
	return f, err
}

// Add gives the rule its id and keeps it.
func (f *Rule) Add(t store.Tx) error {
	n, err := model.NextNumber(t, "faults")
	if err != nil {
		return err
	}
	f.ID = fmt.Sprint(n)
	return f.save(t)
}

func (f Rule) key() string { return fmt.Sprintf("%20s", f.ID) }

func (f Rule) save(t store.Tx) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return t.Put(model.FaultBucket, f.key(), data)
}

// Consume counts a request that the rule matched, if it is for a number of them.
func (f Rule) Consume(t store.Tx) error {
	if f.Times == 0 {
		return nil
	}
	if f.Times--; f.Times == 0 {
		return t.Remove(model.FaultBucket, f.key())
	}
	return f.save(t)
}

// List returns the rules, oldest first.
func (r Rules) List(ctx context.Context) (rules []Rule, err error) {
	err = r.DB.Store.View(ctx, func(t store.Tx) error {
		rules, err = Load(t)
		return err
	})
	return rules, err
}

// Load returns the rules, the oldest first.
func Load(t store.Tx) ([]Rule, error) {
	rules := []Rule{}
	for _, data := range t.Scan(model.FaultBucket, "", "") {
		var f Rule
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, err
		}
		rules = append(rules, f)
	}
	return rules, nil
}

// Clear removes the rules with these ids, or all of them. An id that isn't there is an error, and then none is removed.
func (r Rules) Clear(ctx context.Context, ids []string) error {
	return r.DB.Store.Update(ctx, func(t store.Tx) error {
		rules, err := Load(t)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if !slices.ContainsFunc(rules, func(f Rule) bool { return f.ID == id }) {
				return fault.NotFound("There is no fault %q", id)
			}
		}
		for _, f := range rules {
			if len(ids) > 0 && !slices.Contains(ids, f.ID) {
				continue
			}
			if err := t.Remove(model.FaultBucket, f.key()); err != nil {
				return err
			}
		}
		return nil
	})
}
