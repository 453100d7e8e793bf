package verb

import (
	"context"
	"iter"
	"reflect"
	"runtime/debug"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// NoFlags is the F of a command that has no flags of its own.
type NoFlags struct{}

// Items are the documents of a list, one by one.
type Items = iter.Seq2[jsontext.Value, error]

// List declares a command that lists the resources of a noun. F points to what the flags are bound to.
type List[F any] struct {
	Noun    Noun
	Short   string
	Long    string
	Example string
	Flags   func(*flagset.Set) F // the filters; nil: none
	// Items lists what the filters ask for; nil: there are none, and it is all that Noun.Names lists. idsOnly: the ids alone will be
	// printed, so a list in brief will do.
	Items func(ctx context.Context, c *client.Client, filters F, idsOnly bool) (Items, error)
	// Changes lists what has changed since a time, for --watch; nil: there is no such list, or it has not all that changes this one.
	Changes func(ctx context.Context, c *client.Client, filters F) func(since time.Time) Items
}

// Command makes the command.
func (l List[F]) Command(a *app.App) *cobra.Command {
	var filters F
	x := listing{noun: l.Noun, short: l.Short, long: l.Long, example: l.Example}
	if l.Flags != nil {
		x.flags = func(fs *flagset.Set) { filters = l.Flags(fs) }
	}
	x.items = func(ctx context.Context, c *client.Client, _ bool) (Items, error) { return l.Noun.Names(ctx, c), nil }
	if l.Items != nil {
		x.items = func(ctx context.Context, c *client.Client, idsOnly bool) (Items, error) {
			return l.Items(ctx, c, ownCopy(filters).(F), idsOnly)
		}
	}
	if l.Changes != nil {
		x.changes = func(ctx context.Context, c *client.Client) func(time.Time) Items { return l.Changes(ctx, c, filters) }
	}
	return x.command(a)
}

// ownCopy returns a pointer to a copy of what p points to, for one cloud: others may be listed at the same time.
func ownCopy(p any) any {
	v := reflect.ValueOf(p)
	if v.IsNil() {
		return p
	}
	own := reflect.New(v.Type().Elem())
	own.Elem().Set(v.Elem())
	return own.Interface()
}

// listing is a List without its types.
type listing struct {
	noun                 Noun
	short, long, example string
	flags                func(*flagset.Set)
	items                func(ctx context.Context, c *client.Client, idsOnly bool) (Items, error)
	changes              func(ctx context.Context, c *client.Client) func(since time.Time) Items // nil: there are none
}

// command makes the command.
func (l listing) command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "list",
		Aliases:           []string{"ls"},
		Short:             l.short,
		Long:              l.long,
		Example:           l.example,
		Args:              NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	out := l.noun.addFlags(cmd)
	if l.flags != nil {
		l.flags(flagset.Of(cmd))
	}
	again := watch.Add(flagset.Of(cmd), "list")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return fail.Op("list "+l.noun.Noun+"s", "", l.run(a, cmd, out, again))
	}
	return cmd
}

func (l listing) run(a *app.App, cmd *cobra.Command, out app.OutputFlags, again *watch.Flags) error {
	if apps, errs := a.Clouds(cmd.Context(), cmd); apps != nil || errs != nil {
		if again.Given() {
			return watch.OneCloud()
		}
		return l.runSeveral(apps, errs, cmd, out)
	}
	o, err := l.noun.options(a, out, nothingMore)
	if err != nil {
		return err
	}
	if err := again.Check(a, o); err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	l.noun.want(c, o, 0)
	items, err := l.items(cmd.Context(), c, output.NeedsOnlyIDs(o) && !again.Given())
	if err != nil {
		return err
	}
	a.ShowNames(cmd, c)
	if again.Given() {
		return l.watch(a, cmd, o, again, c, items)
	}
	a.Final(c)
	err = l.noun.list(a.Streams, o, collectLess(items), nothingMore)
	l.noun.sayLacking(cmd.Context(), a, c, o, err)
	return err
}

// watch lists again and again.
func (l listing) watch(a *app.App, cmd *cobra.Command, o output.Options, again *watch.Flags, c *client.Client, items Items) error {
	lister := &watch.Lister{All: items}
	if l.changes != nil {
		lister.Changes = l.changes(cmd.Context(), c)
	}
	last, err := again.Run(a, cmd, o, l.noun.View.Any(), watch.Source{Look: lister.Look})
	if err != nil || last == nil {
		return err
	}
	return l.noun.list(a.Streams, o, watch.Each(last), nothingMore)
}

// longList is how many items make a list long.
const longList = 500

// collectLess makes Go's garbage collection rarer once a list is long: a fifth less CPU, for 3 to 5 MB more. A short one is over before the
// first collection, and would only pay for the change.
func collectLess(items Items) Items {
	return func(yield func(jsontext.Value, error) bool) {
		n := 0
		for item, err := range items {
			if n++; n == longList {
				const percent = 200
				debug.SetGCPercent(percent)
			}
			if !yield(item, err) {
				return
			}
		}
	}
}
