package verb

import (
	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/plan"
	"github.com/novactl/novactl/cmd/ref"
)

// choose finds the resources that names name, with their documents where a plan is shown, or where it counts whether they are protected.
func (v action) choose(in app.Invocation, f *actFlags, what string, names []string) ([]ref.Resource, []error) {
	a := in.App
	protects := v.destroys != "" && v.noun.Facts != nil && !f.force
	asks := !*f.yes && a.Streams.Asks() && (v.destroys != "" || len(names) > plan.Few)
	if !a.Curl && (protects || asks || a.DryRun) {
		return v.noun.ResolveSeen(in, what, names)
	}
	return v.noun.ResolveAll(in, what, names)
}

// approve leaves out what is protected, with an error for each, and asks before something is destroyed, or done to many: on a terminal by a
// plan, without one by demanding --yes (docs/architecture.md, Promises).
func (v action) approve(in app.Invocation, f *actFlags, found []ref.Resource) (going []ref.Resource, refused []error, err error) {
	p := plan.Plan{Verb: v.verb, Noun: v.noun.Noun, Destroys: v.destroys, Now: in.App.Streams.Now()}
	for _, r := range found {
		facts, err := v.noun.FactsOf(r)
		if err != nil {
			facts = ref.Facts{ID: r.ID, Name: r.Name} // of an odd one that is known
		}
		item := plan.Item{Resource: r, Facts: facts, Protected: v.destroys != "" && plan.Protects(facts.Metadata)}
		item.Stays = item.Protected && !f.force
		if !item.Stays {
			going = append(going, r)
		}
		p.Items = append(p.Items, item)
	}
	refused = p.Refusals()
	s := in.App.Streams
	switch {
	case in.App.Curl || len(found) == 0:
	case in.App.DryRun:
		if !s.JSONErrors && !s.XMLErrors && !s.Quiet {
			p.Show(s)
		}
	case *f.yes || len(going) == 0:
	case v.destroys != "", s.Asks() && len(going) > plan.Few:
		err = p.Confirm(in.Cmd.Context(), in.App)
	}
	return going, refused, err
}
