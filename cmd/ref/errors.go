package ref

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/output"
)

// NotFoundError is a name that no resource has.
type NotFoundError struct {
	Noun, Name  string
	Suggestions []string // names that there are, like the one that was typed
	List        string   // the command that lists them; "": the noun's list
}

// absent is the error about a name that nothing has.
func (f *Finder) absent(ctx context.Context, name string, suggestions []string) error {
	e := &NotFoundError{Noun: f.Noun, Name: name, Suggestions: suggestions}
	if f.ListHint != nil {
		e.List = f.ListHint(ctx)
	}
	return e
}

// Error returns which name of what there isn't.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("no %s has the id or name %q", e.Noun, e.Name)
}

// Kind returns not_found.
func (e *NotFoundError) Kind() string { return "not_found" }

// Hint returns the names that are like the one that was typed, and where all names are to be seen.
func (e *NotFoundError) Hint() string {
	if e.Noun == "network" && len(e.Suggestions) == 0 { // the guide's clouds have two, and no service that lists them
		return e.suggestion() + "see novactl network list; where there is no network service, there are public and private"
	}
	if e.List != "" {
		return e.suggestion() + "see novactl " + e.List
	}
	return e.suggestion() + "see novactl " + e.Noun + " list"
}

// suggestion asks for the names that are like the one that was typed; "" where there are none.
func (e *NotFoundError) suggestion() string {
	if len(e.Suggestions) == 0 {
		return ""
	}
	names := make([]string, len(e.Suggestions))
	for i, name := range e.Suggestions {
		names[i] = strconv.Quote(name)
	}
	return "did you mean " + strings.Join(names, ", ") + "? "
}

// AmbiguousError is a name that several resources have.
type AmbiguousError struct {
	Noun, Name string
	Candidates []output.Candidate
}

// Error returns how many have the name.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%d %ss are named %q: use an id", len(e.Candidates), e.Noun, e.Name)
}

// Kind returns usage: an id would do.
func (e *AmbiguousError) Kind() string { return "usage" }

// Choices returns the resources that have the name.
func (e *AmbiguousError) Choices() []output.Candidate { return e.Candidates }
