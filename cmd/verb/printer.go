package verb

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// addFlags adds the flags that say how.
func (n Noun) addFlags(cmd *cobra.Command) app.OutputFlags {
	return app.AddOutputFlags(cmd, n.View)
}

// options returns what the flags and the settings say, checked against the columns of a list that has more of them.
func (n Noun) options(a *app.App, f app.OutputFlags, more moreColumns) (output.Options, error) {
	o, err := a.Output(f)
	if err != nil {
		return o, err
	}
	return o, n.with(more).Check(o)
}

// show prints one.
func (n Noun) show(s *output.Streams, o output.Options, doc client.Document) error {
	return n.View.Any().Show(s, o, doc.Raw, doc.XML)
}

// moreColumns are columns that a list gains.
type moreColumns int

const (
	nothingMore moreColumns = iota
	passwords               // that no later answer has
	places                  // where each is, of several clouds
)

// list prints several, with more columns than the noun has where they are wanted.
func (n Noun) list(s *output.Streams, o output.Options, items Items, more moreColumns) error {
	return n.with(more).List(s, o, items)
}

// with is the view with the columns that it gains on the left: a narrow terminal leaves out what is on the right.
func (n Noun) with(more moreColumns) *output.AnyView {
	v := n.View.Any()
	switch {
	case more == places:
		return withPlace(withPlace(v, "Region", "region"), "Cloud", "cloud")
	case more == passwords && n.Password != nil:
		const third = 2
		return v.With(third, n.Password.Any())
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
