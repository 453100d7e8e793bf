package verb

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
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

func (n Noun[T]) untyped() noun {
	return noun{n.Finder, views[T]{n.View, n.Password}, n.WaitTarget, n.Log, n.Reachable}
}

// printer prints resources, whatever their type.
type printer interface {
	// addFlags adds the flags that say how.
	addFlags(cmd *cobra.Command) app.OutputFlags
	// options returns what the flags and the settings say, checked.
	options(a *app.App, f app.OutputFlags) (output.Options, error)
	// list prints several, with the column of the passwords where there are any.
	list(s *output.Streams, o output.Options, items Items, passwords bool) error
	// show prints one.
	show(s *output.Streams, o output.Options, doc client.Document) error
}

// views is the printer of a View.
type views[T any] struct {
	view     output.View[T]
	password *output.Column[T]
}

func (p views[T]) addFlags(cmd *cobra.Command) app.OutputFlags {
	return app.AddOutputFlags(cmd, p.view)
}

func (p views[T]) options(a *app.App, f app.OutputFlags) (output.Options, error) {
	return app.OutputFor(a, f, p.view)
}

func (p views[T]) show(s *output.Streams, o output.Options, doc client.Document) error {
	return output.Show(s, o, p.view, doc.Raw, doc.XML)
}

// list has the column of the passwords on the left: a narrow terminal leaves out what is on the right.
func (p views[T]) list(s *output.Streams, o output.Options, items Items, passwords bool) error {
	v := p.view
	if passwords && p.password != nil {
		column := *p.password
		cols := slices.DeleteFunc(slices.Clone(v.Columns), func(c output.Column[T]) bool { return c.Name == column.Name })
		at := min(2, len(cols))
		column.In, column.Rank = output.Everywhere, cols[at-1].Rank
		v.Columns = slices.Insert(cols, at, column)
	}
	return output.List(s, o, v, items)
}
