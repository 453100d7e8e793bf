package build

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

const (
	maxPosts   = 3 // of one server, where each answer is lost and nothing was made
	maxYields  = 3 // to other processes that make the same server
	maxRetries = 5 // of a list that fails in a way that passes
)

// ensurer makes sure that there is one server of each name.
type ensurer struct {
	*builder
	run   string            // marks all that this run makes
	there map[string]bool   // ids of those that were there before
	seen  map[string]bool   // ids of those whose documents a list had
	names map[string]string // of flavors, by their references
}

// ensure makes the servers that aren't there yet. It goes on after one that differs, and stops where the cloud refuses to make one.
func (b *builder) ensure() *ensurer {
	e := &ensurer{b, rand.Text(), map[string]bool{}, map[string]bool{}, map[string]string{}}
	b.post = b.Client.CreateServerOnce
	ctx, reqs := b.Cmd.Context(), b.requests()
	found, errs := make([][]*existing, len(reqs)), make([]error, len(reqs))
	if interrupted := b.Parallel(ctx, len(reqs), func(i int) { found[i], errs[i] = e.look(ctx, reqs[i].Name) }); interrupted != nil {
		b.Failed(b.request.Name, interrupted)
		return e
	}
	missing := 0
	for i := range found {
		if len(found[i]) == 0 && errs[i] == nil {
			missing++
		}
	}
	if err := b.checkFirst(ctx, missing); err != nil {
		b.Errs = append(b.Errs, err)
		return e
	}
	b.App.Final(b.Client)
	for i, req := range reqs {
		made, err := verb.Accepted{}, errs[i]
		if err == nil {
			made, err = e.one(ctx, req, found[i])
		}
		if err == nil {
			b.Accept(made)
			continue
		}
		made.Name = req.Name
		ours := func(s *existing) bool { return s.marked && s.mark.run == e.run }
		b.FailedOn(made, b.ifInterrupted(ctx, req, made, err, ours))
		if len(found[i]) == 0 && !b.App.Curl {
			break
		}
	}
	return e
}

// one returns the server of req: the one that is there, or the one that it makes.
func (e *ensurer) one(ctx context.Context, req api.ServerCreate, found []*existing) (verb.Accepted, error) {
	for range maxYields {
		if len(found) > 0 {
			return e.match(ctx, req, found)
		}
		made, err := e.make(ctx, req)
		if err != nil {
			return made, err
		}
		if found = e.contend(ctx, &made); made.ID != "" {
			return made, nil
		}
	}
	return verb.Accepted{}, contendedError{}
}

// contendedError is the error of a server that others make and delete again.
type contendedError struct{}

// Error says so.
func (contendedError) Error() string { return "other processes make and delete servers of that name" }

// Kind returns conflict.
func (contendedError) Kind() string { return "conflict" }

// unseen are the places in Accepted of those whose documents no list has had whole.
func (e *ensurer) unseen() (some []int) {
	for i, r := range e.Accepted {
		if !e.seen[r.ID] || !e.Client.ListsWholeServers() {
			some = append(some, i)
		}
	}
	return some
}

// building are the places in Accepted of those that this run made, or that are still being built.
func (e *ensurer) building() (some []int) {
	for i, r := range e.Accepted {
		if (!e.there[r.ID] || e.flags.waitFor.Given()) && !r.Uncertain {
			some = append(some, i)
		}
	}
	return some
}

// look lists the servers that have the name and aren't on their way out.
func (e *ensurer) look(ctx context.Context, name string) (found []*existing, err error) {
	err = e.retry(ctx, func() error {
		found, err = e.list(ctx, name)
		return err
	})
	return found, err
}

// retry does again what fails in a way that passes.
func (e *ensurer) retry(ctx context.Context, do func() error) error {
	for attempt := 1; ; attempt++ {
		err := do()
		after, passes := transport.Passes(err)
		if err == nil || !passes || attempt == maxRetries {
			return err
		}
		if stopped := transport.Sleep(ctx, max(after, 100*time.Millisecond<<attempt)); stopped != nil {
			return stopped
		}
	}
}

// leaving reports whether the server is deleted, or being deleted.
func (s *existing) leaving() bool {
	return s.Status == "DELETED" || s.Status == "SOFT_DELETED" || s.TaskState.Value == "deleting" || s.TaskState.Value == "soft-deleting"
}

// match returns the one server of found, if it is as req wants it. Where several are there and one of them was made a moment ago, other processes may be
// about to agree on one: it looks again then.
func (e *ensurer) match(ctx context.Context, req api.ServerCreate, found []*existing) (verb.Accepted, error) {
	for pause := 500 * time.Millisecond; len(found) > 1 && pause < agreeTime && slices.ContainsFunc(found, inFlux); pause *= 2 {
		if err := transport.Sleep(ctx, pause); err != nil {
			return verb.Accepted{}, err
		}
		again, err := e.look(ctx, req.Name)
		if err != nil {
			return verb.Accepted{}, err
		}
		if len(again) > 0 {
			found = again
		}
	}
	if len(found) > 1 {
		return verb.Accepted{}, severalError(found)
	}
	s := found[0]
	name, err := e.flavorName(ctx, s, req.FlavorRef)
	if err != nil {
		return verb.Accepted{}, err
	}
	c := compare(req, s, name)
	switch {
	case len(c.differences) > 0:
		return verb.Accepted{}, &c.differsError
	case s.Status == "ERROR":
		return verb.Accepted{}, &brokenError{s}
	}
	if len(c.unseen) > 0 {
		e.App.Streams.Notice("server %s is there (%s), and doesn't show whether this is as asked for: %s", s.Name, s.ID, strings.Join(c.unseen, ", "))
	}
	e.seen[s.ID], e.there[s.ID] = true, s.Status != "BUILD"
	return s.accepted(), nil
}

// agreeTime is how long a process may take to see that another has made the same server.
const agreeTime = 2 * time.Minute

// inFlux reports whether a process may still be about to delete the server that it made.
func inFlux(s *existing) bool {
	created, err := api.ParseTime(s.Created)
	return s.marked && (err != nil || time.Since(created) < agreeTime)
}

func (s *existing) accepted() verb.Accepted {
	return verb.Accepted{Resource: ref.Resource{ID: s.ID, Name: s.Name}, Doc: s.doc}
}

// flavorName is the name of the flavor that was asked for, where s tells its flavor by name alone; "" elsewhere.
func (e *ensurer) flavorName(ctx context.Context, s *existing, flavor string) (string, error) {
	if s.Flavor == nil || s.Flavor.ID != "" {
		return "", nil
	}
	if name, known := e.names[flavor]; known {
		return name, nil
	}
	doc, err := e.Client.GetFlavor(ctx, lastSegment(flavor))
	if err != nil {
		return "", err
	}
	f, err := verb.Read[api.Flavor](e.App.Streams, "the flavor", doc.Raw)
	e.names[flavor] = f.Name
	return f.Name, err
}

// severalError is the error of several servers under the name of one to ensure.
type severalError []*existing

// Error returns how many there are.
func (e severalError) Error() string {
	return fmt.Sprintf("%d servers have that name: --ensure is for names that one has", len(e))
}

// Kind returns usage, as for any name that fits several.
func (severalError) Kind() string { return "usage" }

// Choices returns the servers.
func (e severalError) Choices() []output.Candidate {
	choices := make([]output.Candidate, len(e))
	for i, s := range e {
		choices[i] = output.Candidate{ID: s.ID, Name: s.Name, Status: s.Status, Created: s.Created}
	}
	return choices
}

// brokenError is a server that is there, and in ERROR.
type brokenError struct{ *existing }

// Error returns why it is.
func (e *brokenError) Error() string {
	why := ""
	if e.Fault != nil {
		why = ": " + e.Fault.Message
	}
	return fmt.Sprintf("it is there (%s), in ERROR%s", e.ID, why)
}

// Kind returns failed.
func (e *brokenError) Kind() string { return "failed" }

// Hint returns how to have it made anew.
func (e *brokenError) Hint() string {
	return "to have it made anew: novactl server delete " + e.ID + " --yes --wait, then this command again"
}
