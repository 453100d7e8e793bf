package verb

import (
	"slices"

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

func (n Noun[T]) untyped() noun {
	return noun{n.Finder, views[T]{n.View, n.Password}, n.WaitTarget, n.Log, n.Reachable}
}

// printer prints resources, whatever their type.
type printer interface {
	// addFlags adds the flags that say how.
	addFlags(cmd *cobra.Command) app.OutputFlags
	// options returns what the flags and the settings say, checked against the columns of a list that has more of them.
	options(a *app.App, f app.OutputFlags, more moreColumns) (output.Options, error)
	// list prints several, with more columns than the noun has where they are wanted.
	list(s *output.Streams, o output.Options, items Items, more moreColumns) error
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

func (p views[T]) options(a *app.App, f app.OutputFlags, more moreColumns) (output.Options, error) {
	return app.OutputFor(a, f, p.with(more))
}

func (p views[T]) show(s *output.Streams, o output.Options, doc client.Document) error {
	return output.Show(s, o, p.view, doc.Raw, doc.XML)
}

// moreColumns are columns that a list gains.
type moreColumns int

const (
	nothingMore moreColumns = iota
	passwords               // that no later answer has
	places                  // where each is, of several clouds
)

func (p views[T]) list(s *output.Streams, o output.Options, items Items, more moreColumns) error {
	return output.List(s, o, p.with(more), items)
}

// with is the view with the columns that it gains on the left: a narrow terminal leaves out what is on the right.
func (p views[T]) with(more moreColumns) output.View[T] {
	v := p.view
	if more == places && v.Extra != nil {
		v.Columns = append([]output.Column[T]{placeColumn(v, "Cloud", "cloud"), placeColumn(v, "Region", "region")}, v.Columns...)
	}
	if more == passwords && p.password != nil {
		column := *p.password
		cols := slices.DeleteFunc(slices.Clone(v.Columns), func(c output.Column[T]) bool { return c.Name == column.Name })
		at := min(2, len(cols))
		column.In, column.Rank = output.Everywhere, cols[at-1].Rank
		v.Columns = slices.Insert(cols, at, column)
	}
	return v
}

// placeColumn shows a member that a document of one of several clouds has gained.
func placeColumn[T any](v output.View[T], name, member string) output.Column[T] {
	return output.Column[T]{Name: name, Help: "the " + member + " that it is in", Cell: func(value T) string {
		raw, err := api.Member(v.Extra(value), member)
		if err != nil {
			return ""
		}
		var text string
		_ = api.Unmarshal(raw, &text)
		return text
	}}
}
