package verb

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/output"
)

// ElsewhereError is a name that resources of several clouds or regions have.
type ElsewhereError struct {
	Noun, Name string
	Candidates []output.Candidate
	Places     []string
}

// Error returns where they are.
func (e *ElsewhereError) Error() string {
	return fmt.Sprintf("%s %q is in several places (%s): name one with --cloud and --region", e.Noun, e.Name, strings.Join(e.Places, ", "))
}

// Kind returns usage: a place would do.
func (e *ElsewhereError) Kind() string { return "usage" }

// Choices returns the resources that have the name.
func (e *ElsewhereError) Choices() []output.Candidate { return e.Candidates }

// inOnePlace makes a be for the one of the clouds that the command line names which has all the names, where it names several. It is an error where a
// name is in several, or where a cloud couldn't be asked: it might have the name too.
func (n Noun) inOnePlace(a *app.App, cmd *cobra.Command, what string, names []string, byRule bool) error {
	apps, errs := a.Clouds(cmd.Context(), cmd)
	if apps == nil && errs == nil {
		return nil
	}
	if byRule || slices.ContainsFunc(names, func(n string) bool { return n == "-" || strings.ContainsAny(n, "*?[") }) {
		return fail.Usagef("patterns, filters and - choose in one cloud: name it with --cloud and --region")
	}
	if err := fail.Join(errs); err != nil {
		return err
	}
	found, failed := make([][]ref.Resource, len(apps)), make([][]error, len(apps))
	var all bug.Group
	for i, a := range apps {
		all.Go(func() {
			c, err := a.Client(cmd)
			if err != nil {
				failed[i] = []error{err}
				return
			}
			found[i], failed[i] = n.ResolveSeen(app.Invocation{App: a, Cmd: cmd, Client: c}, what, names)
		})
	}
	all.Wait()
	at, err := n.only(apps, found, failed, what, names)
	if err == nil {
		a.Use(at)
	}
	return err
}

// only returns the one of apps that has all the names.
func (n Noun) only(apps []*app.App, found [][]ref.Resource, failed [][]error, what string, names []string) (at *app.App, err error) {
	var errs []error
	for i, a := range apps {
		for _, err := range failed[i] {
			var missing interface{ Kind() string }
			if errors.As(err, &missing) && missing.Kind() == "not_found" {
				continue
			}
			errs = append(errs, fail.Op(what+" in", a.Location.String(), err))
		}
	}
	several := false
	for _, name := range names {
		e := &ElsewhereError{Noun: n.Noun, Name: name}
		var here *app.App
		for i, a := range apps {
			if at := slices.IndexFunc(found[i], func(r ref.Resource) bool { return r.Name == name }); at >= 0 {
				facts, _ := n.FactsOf(found[i][at]) // for people
				e.Candidates = append(e.Candidates, output.Candidate{ID: found[i][at].ID, Name: name + " in " + a.Location.String(), Status: facts.Status, Created: facts.Created})
				e.Places = append(e.Places, a.Location.String())
				here = a
			}
		}
		switch {
		case len(e.Places) > 1:
			errs = append(errs, fail.Op(what, name, e))
		case here == nil:
			errs = append(errs, fail.Op(what, name, &ref.NotFoundError{Noun: n.Noun, Name: name}))
		case at != nil && at != here:
			several = true
		default:
			at = here
		}
	}
	if several {
		errs = append(errs, fail.Usagef("the %ss are in several clouds or regions: act in one at a time, with --cloud and --region", n.Noun))
	}
	return at, fail.Join(errs)
}
