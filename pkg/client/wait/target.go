package wait

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// Target is a thing to wait for.
type Target struct {
	Kind   string // what it is, for messages: server
	ID     string
	Name   string // for errors; may be empty
	Parent string // the id of what it lies below: of an attachment, its server; may be empty
	Goal   Goal

	// Look shows the thing now. A 404 says that it is gone.
	Look func(context.Context) (State, error)

	// List shows this thing among others with one request: targets that have the same List are looked at together. Nil: there is none.
	List Lister
	// Listed says that such a list has had it before.
	Listed bool
}

// Lister shows several things with one request. Two that are equal stand for one list.
type Lister interface {
	// States returns the states of those of the ids that the list has, by id: of all that are there or, where since is not zero, of those
	// that have changed since.
	States(ctx context.Context, ids map[string]bool, since time.Time) (map[string]State, error)

	// Lacks returns those of the ids that a list of all that are there doesn't have. It is nil where finding that out takes more requests than
	// looking at each.
	Lacks(ctx context.Context, ids map[string]bool) (map[string]bool, error)
}

// String names the target: server web-1 (ID).
func (t Target) String() string {
	if t.Name == "" || t.Name == t.ID {
		return t.Kind + " " + t.ID
	}
	return fmt.Sprintf("%s %s (%s)", t.Kind, t.Name, t.ID)
}

// State is what a look at a thing showed.
type State struct {
	Kind      string // as the target says
	ID        string
	Name      string
	Status    string // the cloud's; DELETED once it is gone
	TaskState string // what is going on, empty for nothing (guide 3.3)
	Progress  *int   // percent; there only in some statuses (fact 13)
	Fault     *api.Fault
	Raw       jsontext.Value // the thing; nil where it wasn't there
	XML       []byte         // its document on the wire, where that is XML and the look was at this thing alone

	Updated   time.Time // by the cloud's clock; zero where it doesn't tell
	TellsTask bool      // the cloud reports task states

	begun bool // what is waited for has shown since the wait began, or would have by now
}

// The statuses that a wait knows.
const (
	StatusActive  = "ACTIVE"
	StatusShutoff = "SHUTOFF"
	StatusError   = "ERROR"
	StatusDeleted = "DELETED"
	// StatusSoftDeleted is that of a server which is deleted, and can be restored for a while.
	StatusSoftDeleted = "SOFT_DELETED"
)

// Is reports whether this is the status, in upper or lower case.
func (s State) Is(status string) bool { return strings.EqualFold(s.Status, status) }

// AtRest reports ACTIVE or SHUTOFF: where an operation starts and ends.
func (s State) AtRest() bool {
	return s.Is(StatusActive) || s.Is(StatusShutoff)
}

// String is the status and what is going on: BUILD (spawning, 40 %).
func (s State) String() string {
	if s.Status == "" {
		return "in a status not seen yet"
	}
	var more []string
	if s.TaskState != "" {
		more = append(more, s.TaskState)
	}
	if s.Progress != nil && *s.Progress > 0 { // Nova of today counts nothing, and says 0
		more = append(more, fmt.Sprintf("%d %%", *s.Progress))
	}
	if len(more) == 0 {
		return s.Status
	}
	return fmt.Sprintf("%s (%s)", s.Status, strings.Join(more, ", "))
}

// changed reports whether there is news since before that a person would want to see.
func (s State) changed(before State) bool {
	return s.Status != before.Status || s.TaskState != before.TaskState ||
		(s.Progress == nil) != (before.Progress == nil) || s.Progress != nil && *s.Progress != *before.Progress
}

// Outcome is how the wait for a target ended: at its goal where Err is nil. Else Err is a *FailedError, a *TimeoutError, an
// *InterruptedError, or the error of a look that no other look would mend, such as a *transport.Error of 404 for what is gone without that
// being the goal.
type Outcome struct {
	Target Target
	Last   State // as last seen; its Status is DELETED where it is gone
	Err    error
}
