package verb

import (
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/output"
)

// runSeveral lists what several clouds have, side by side, as one list in the order of the clouds. Each resource says where it is. One that fails is
// reported, and the others come out: half a list of a cloud doesn't.
func (l listing) runSeveral(apps []*app.App, errs []error, cmd *cobra.Command, out app.OutputFlags) error {
	if len(apps) == 0 {
		return fail.Join(errs)
	}
	o, err := l.noun.options(apps[0], out, places)
	if err != nil {
		return err
	}
	lists, failed := make([][]jsontext.Value, len(apps)), make([]error, len(apps))
	var all bug.Group
	for i, a := range apps {
		all.Go(func() { lists[i], failed[i] = l.collect(a, cmd, o) })
	}
	all.Wait()
	ok := false
	for i, a := range apps {
		ok = ok || failed[i] == nil
		errs = append(errs, fail.Op("list "+l.noun.Noun+"s of", a.Location.String(), failed[i]))
	}
	if ok {
		errs = append(errs, l.noun.list(apps[0].Streams, o, merged(lists), places))
	}
	return fail.Join(errs)
}

// collect lists what one cloud has, each with where it is.
func (l listing) collect(a *app.App, cmd *cobra.Command, o output.Options) ([]jsontext.Value, error) {
	c, err := a.Client(cmd)
	if err != nil {
		return nil, err
	}
	l.noun.want(c, o, 0)
	items, err := l.items(cmd.Context(), c, false)
	if err != nil {
		return nil, err
	}
	a.Final(c)
	var docs []jsontext.Value
	for doc, err := range items {
		if err != nil {
			return nil, err
		}
		for _, m := range [][2]string{{"region", a.Location.Region}, {"cloud", a.Location.Cloud}} {
			if doc, err = api.WithMember(doc, m[0], m[1]); err != nil {
				return nil, err
			}
		}
		docs = append(docs, doc.Clone())
	}
	return docs, nil
}

func merged(lists [][]jsontext.Value) Items {
	return func(yield func(jsontext.Value, error) bool) {
		for _, docs := range lists {
			for _, doc := range docs {
				if !yield(doc, nil) {
					return
				}
			}
		}
	}
}
