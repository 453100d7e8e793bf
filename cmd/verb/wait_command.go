package verb

import (
	"errors"
	"iter"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/selection"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Wait declares a command that waits for resources of a noun.
type Wait struct {
	Noun     Noun
	Short    string
	Long     string
	Example  string
	Statuses []string               // that --for takes, beside deleted
	Goal     func(string) wait.Goal // what --for asks for; "" where it isn't given
}

// Command makes the command.
func (w Wait) Command(a *app.App) *cobra.Command {
	return waiting{w.Noun, w.Short, w.Long, w.Example, w.Statuses, func(_ *client.Client, wanted string) wait.Goal { return w.Goal(wanted) }}.command(a)
}

// waiting is a Wait without its type.
type waiting struct {
	noun                 Noun
	short, long, example string
	statuses             []string
	goal                 func(c *client.Client, wanted string) wait.Goal
}

// command makes the command.
func (w waiting) command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "wait " + w.noun.Arg() + "...",
		Short:             w.short,
		Long:              w.long,
		Example:           w.example,
		ValidArgsFunction: w.noun.Complete(a, 0),
	}
	out := w.noun.addFlags(cmd)
	var choice selection.Flags
	choice.Add(flagset.Of(cmd), w.noun.Finder, false)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if choice.WithoutNames() {
			return nil
		}
		return MinArgs(1)(cmd, args)
	}
	var wanted string
	var waitFor *WaitFor
	if w.noun.Reachable != nil {
		waitFor = AddWaitForFlag(flagset.Of(cmd), w.noun.Reachable)
	}
	flagset.Of(cmd).String(&wanted, "for", "wait for this `status`, or for deleted (default: until nothing is under way)", flagset.Words(w.goals()...))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := waitFor.Check(); err != nil {
			return err
		}
		w := w
		goal := w.goal
		w.goal = func(c *client.Client, wanted string) wait.Goal { return waitFor.Goal(c, goal(c, wanted)) }
		return w.run(a, cmd, out, wanted, args, &choice)
	}
	return cmd
}

// goals are the values of --for.
func (w waiting) goals() []string {
	statuses := slices.DeleteFunc(slices.Clone(w.statuses), func(s string) bool { return s == "DELETED" })
	return append([]string{"deleted"}, statuses...)
}

func (w waiting) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, wanted string, names []string, choice *selection.Flags) error {
	if err := w.noun.inOnePlace(a, cmd, "wait for "+w.noun.Noun, names, choice.WithoutNames()); err != nil {
		return err
	}
	o, err := w.noun.options(a, out, nothingMore)
	if err != nil {
		return err
	}
	wanted, err = flagset.Choice("for", wanted, w.goals())
	if err != nil {
		return err
	}
	if a.Curl {
		return fail.Usagef("--curl prints one request, and a wait sends many: use it with %s show", w.noun.Noun)
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	what := "wait for " + w.noun.Noun
	goal := w.goal(c, wanted)
	chosen, err := selection.Choose(app.Invocation{App: a, Cmd: cmd, Client: c}, w.noun.Finder, what, names, choice, false)
	if err != nil {
		return fail.Op(what, "", err)
	}
	targets, errs := chosen.Found, chosen.Errs
	if goal.Gone {
		errs = onlyOthers(errs)
	}
	if len(targets) == 0 && (!chosen.MayNone || goal.Gone) {
		return fail.Join(errs)
	}
	awaited := make([]wait.Target, len(targets))
	for i, t := range targets {
		awaited[i] = w.noun.WaitTarget(c, t.ID, t.Name, goal)
		awaited[i].Listed = t.Listed
	}
	outcomes, failed := w.await(a, cmd, c, what, awaited)
	errs = append(errs, failed...)
	if !goal.Gone {
		if err := w.noun.list(a.Streams, o, last(outcomes), nothingMore); err != nil {
			errs = append(errs, err)
		}
	}
	return fail.Join(errs)
}

// await waits, and once more for those that turned out to be names that look like ids.
func (w waiting) await(a *app.App, cmd *cobra.Command, c *client.Client, what string, awaited []wait.Target) ([]wait.Outcome, []error) {
	outcomes, errs := WaitWithProgress(a, cmd, c, what, awaited)
	again, several := false, []error(nil)
	for i, o := range outcomes {
		t := ref.Resource{ID: awaited[i].ID, Name: awaited[i].Name, Listed: awaited[i].Listed}
		// Gone at the first look, before any answer had its name: it was deleted before, or what was given is no id.
		unseen := o.Err == nil && awaited[i].Goal.Gone && o.Last.Name == t.Name
		named, err := w.noun.RetryAsName(cmd.Context(), c, t, unseen || transport.IsNotFound(o.Err))
		switch {
		case err != nil && unseen:
			several = append(several, fail.Op(what, t.Name, err))
		case err == nil && named != t:
			awaited[i], again = w.noun.WaitTarget(c, named.ID, awaited[i].Name, awaited[i].Goal), true
		}
	}
	if again {
		outcomes, errs = WaitWithProgress(a, cmd, c, what, awaited)
	}
	return outcomes, append(errs, several...)
}

// last are the last documents that the wait saw.
func last(outcomes []wait.Outcome) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for _, o := range outcomes {
			if o.Last.Raw != nil && !yield(o.Last.Raw, nil) {
				return
			}
		}
	}
}

// onlyOthers leaves out those that weren't found: who waits for a deletion has what they wait for.
func onlyOthers(errs []error) []error {
	var out []error
	for _, err := range errs {
		var missing *ref.NotFoundError
		if !errors.As(err, &missing) {
			out = append(out, err)
		}
	}
	return out
}
