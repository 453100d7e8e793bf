package sandbox

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// FaultRule is a fault on demand: which requests it matches, and what goes wrong with them. Of the rules that match a request the
// oldest has effect, so that rules with a number of Times make a sequence.
type FaultRule struct {
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

// Operations are what a rule may be On: the routes by name, and the actions as server.reboot.
func Operations() []string {
	names := map[string]bool{}
	for _, r := range routes() {
		if r.access != local {
			names[r.name] = true
		}
	}
	for action := range actions() {
		names["server."+action] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// check refuses a rule that could never have an effect.
func (f FaultRule) check() error {
	if !slices.ContainsFunc(Operations(), f.matches) {
		return badRequest("on: %q is no operation; they are %s", f.On, strings.Join(Operations(), ", "))
	}
	if _, err := path.Match(f.Name, ""); err != nil {
		return badRequest("name: %q is no pattern", f.Name)
	}
	d, err := time.ParseDuration(f.Delay)
	switch {
	case f.Delay != "" && (err != nil || d < 0):
		return badRequest("delay: %q is no duration such as 500ms", f.Delay)
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return badRequest("status: %d is not between 400 and 599", f.Status)
	case f.Times < 0 || f.CutAfter != nil && *f.CutAfter < 0:
		return badRequest("times and cut_after can't be negative")
	case f.EndInError != "" && !slices.ContainsFunc(Operations(), func(o string) bool { return f.matches(o) && hasEnd(o) }):
		return badRequest("end_in_error: %s is done at once, or not at all", f.On)
	case f.Delay == "" && f.Status == 0 && f.EndInError == "" && f.CutAfter == nil && !f.LoseResponse:
		return badRequest("nothing would go wrong: a delay, status, end_in_error, cut_after or lose_response is needed")
	}
	return nil
}

// hasEnd reports the operations that go on after their answer, and so may end in an error.
func hasEnd(operation string) bool {
	action, isAction := strings.CutPrefix(operation, "server.")
	switch action {
	case "create", "delete":
		return true
	case "lock", "unlock", "addSecurityGroup", "removeSecurityGroup", "os-getConsoleOutput", "os-getVNCConsole":
		return false
	}
	_, known := actions()[action]
	return isAction && known || operation == "volume.attach" || operation == "volume.detach"
}

// matches reports whether the rule is for an operation.
func (f FaultRule) matches(operation string) bool {
	fits, err := path.Match(f.On, operation)
	return err == nil && fits
}

// matchesName reports whether the rule is for a server or image of that name.
func (f FaultRule) matchesName(name string) bool {
	fits, err := path.Match(f.Name, name)
	return f.Name == "" || err == nil && fits
}

// AddFault keeps a rule and returns it with its id. A rule that could never have an effect is an error.
func (c *Cloud) AddFault(f FaultRule) (FaultRule, error) { return c.addFault(context.Background(), f) }

func (c *Cloud) addFault(ctx context.Context, f FaultRule) (FaultRule, error) {
	if err := f.check(); err != nil {
		return f, err
	}
	err := c.store.Update(ctx, func(t store.Tx) error { return f.add(t) })
	return f, err
}

// add gives the rule its id and keeps it.
func (f *FaultRule) add(t store.Tx) error {
	n, err := nextNumber(t, "faults")
	if err != nil {
		return err
	}
	f.ID = fmt.Sprint(n)
	return f.save(t)
}

func (f FaultRule) key() string { return fmt.Sprintf("%20s", f.ID) }

func (f FaultRule) save(t store.Tx) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return t.Put(faultBucket, f.key(), data)
}

// Faults lists the rules, oldest first.
func (c *Cloud) Faults() ([]FaultRule, error) { return c.faults(context.Background()) }

func (c *Cloud) faults(ctx context.Context) (rules []FaultRule, err error) {
	err = c.store.View(ctx, func(t store.Tx) error {
		rules, err = faultRules(t)
		return err
	})
	return rules, err
}

func faultRules(t store.Tx) ([]FaultRule, error) {
	rules := []FaultRule{}
	for _, data := range t.Scan(faultBucket, "", "") {
		var f FaultRule
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, err
		}
		rules = append(rules, f)
	}
	return rules, nil
}

// ClearFaults removes the rules with these ids, or all of them. An id that isn't there is an error, and then none is removed.
func (c *Cloud) ClearFaults(ids ...string) error { return c.clearFaults(context.Background(), ids) }

func (c *Cloud) clearFaults(ctx context.Context, ids []string) error {
	return c.store.Update(ctx, func(t store.Tx) error {
		rules, err := faultRules(t)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if !slices.ContainsFunc(rules, func(f FaultRule) bool { return f.ID == id }) {
				return notFound("There is no fault %q", id)
			}
		}
		for _, f := range rules {
			if len(ids) > 0 && !slices.Contains(ids, f.ID) {
				continue
			}
			if err := t.Remove(faultBucket, f.key()); err != nil {
				return err
			}
		}
		return nil
	})
}

// listFaultRules answers GET /_sandbox/faults.
func listFaultRules(c *requestContext) (*response, error) {
	rules, err := c.cloud.faults(c.ctx)
	return ok(jsonBody(map[string][]FaultRule{"faults": rules})), err
}

// addFaultRule answers POST /_sandbox/faults with the rule that was made.
func addFaultRule(c *requestContext) (*response, error) {
	var f FaultRule
	if err := c.body.control(&f); err != nil {
		return nil, err
	}
	f, err := c.cloud.addFault(c.ctx, f)
	return &response{status: http.StatusCreated, body: jsonBody(map[string]FaultRule{"fault": f})}, err
}

// clearFaultRules answers DELETE /_sandbox/faults, and that of one.
func clearFaultRules(c *requestContext) (*response, error) {
	var ids []string
	if id := c.arg("id"); id != "" {
		ids = []string{id}
	}
	return noContent(), c.cloud.clearFaults(c.ctx, ids)
}
