package verb

import (
	"reflect"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/ready"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// noun is a Noun without the type of its resources.
type noun struct {
	*ref.Finder
	printer
	waitTarget func(c *client.Client, id, name string, g wait.Goal) wait.Target
	Log        *ActionLog
	reachable  func(*client.Client) ready.Server
}

// untyped returns n without its type. It is one function in the program for each type, and not a copy for each verb besides.
//
//go:noinline
func (n Noun[T]) untyped() noun {
	p := printer{view: n.View.Any, result: app.Result{Name: n.View.One, Type: reflect.TypeFor[T]()}}
	if n.Password != nil {
		p.password = n.Password.Any
	}
	return noun{n.Finder, p, n.WaitTarget, n.Log, n.Reachable}
}

// printer prints resources, whatever their type.
type printer struct {
	view     func() *output.AnyView
	password func() output.AnyColumn // nil: there is none
	result   app.Result
}

// addFlags adds the flags that say how.
func (p printer) addFlags(cmd *cobra.Command) app.OutputFlags {
	return app.AddOutputFlagsOf(cmd, p.result, p.view)
}

// options returns what the flags and the settings say, checked against the columns of a list that has more of them.
func (p printer) options(a *app.App, f app.OutputFlags, more moreColumns) (output.Options, error) {
	o, err := a.Output(f)
	if err != nil {
		return o, err
	}
	return o, p.with(more).Check(o)
}

// show prints one.
func (p printer) show(s *output.Streams, o output.Options, doc client.Document) error {
	return p.view().Show(s, o, doc.Raw, doc.XML)
}

// moreColumns are columns that a list gains.
type moreColumns int

const (
	nothingMore moreColumns = iota
	passwords               // that no later answer has
	places                  // where each is, of several clouds
)

// list prints several, with more columns than the noun has where they are wanted.
func (p printer) list(s *output.Streams, o output.Options, items Items, more moreColumns) error {
	return p.with(more).List(s, o, items)
}

// with is the view with the columns that it gains on the left: a narrow terminal leaves out what is on the right.
func (p printer) with(more moreColumns) *output.AnyView {
	v := p.view()
	switch {
	case more == places:
		return withPlace(withPlace(v, "Region", "region"), "Cloud", "cloud")
	case more == passwords && p.password != nil:
		const third = 2
		return v.With(third, p.password())
	}
	return v
}

// withPlace is the view with a column of a member that a document of one of several clouds has gained.
func withPlace(v *output.AnyView, name, member string) *output.AnyView {
	return v.WithExtra(name, "the "+member+" that it is in", func(extra []byte) string {
		raw, err := api.Member(extra, member)
		if err != nil {
			return ""
		}
		var text string
		_ = api.Unmarshal(raw, &text)
		return text
	})
}
