package verb

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/journal"
	"github.com/novactl/novactl/cmd/plan"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/selection"
)

// targets returns what the verb is to be done to, approved: what was chosen or, where a journal goes on, what its first run was for.
func (v action) targets(in app.Invocation, f *actFlags, b *Batch, do Do) ([]ref.Resource, *journaled, error) {
	j, err := journal.OpenFor(in.Cmd.Context(), in, b.What, f.journal, slices.Concat(in.Names, in.Rest, []string{in.Operand}))
	if err != nil {
		return nil, nil, fail.Op(b.What, "", err)
	}
	var doing *journaled
	if j != nil {
		doing = &journaled{action: v, app: in.App, client: in.Client, journal: j, next: do}
	}
	if j != nil && j.Plan != nil {
		return doing.planned(), doing, nil
	}
	chosen, err := v.choose(in, f, b.What)
	if err != nil {
		j.Close()
		return nil, nil, fail.Op(b.What, "", err)
	}
	err = v.part.checkSeveral(in, chosen.Found)
	var found []ref.Resource
	var refused []error
	if err == nil {
		found, refused, err = v.approve(in, f, chosen)
	}
	b.Errs = slices.Concat(chosen.Errs, refused)
	if err == nil && j != nil {
		err = doing.setPlan(found)
	}
	if err != nil {
		j.Close()
		return nil, nil, fail.Join(append(b.Errs, err))
	}
	if len(chosen.Found) == 0 && chosen.MayNone {
		in.App.Streams.Notice("There is no %s to %s.", v.noun.Noun, v.verb)
	}
	return found, doing, nil
}

// choose chooses the resources, with their documents where a plan is shown, or where it counts whether they are protected.
func (v action) choose(in app.Invocation, f *actFlags, what string) (selection.Chosen, error) {
	a := in.App
	protects := v.protects() && !f.force
	asks := f.journal != "" || !*f.yes && a.Streams.Asks() && (v.destroys != "" || len(in.Names) > plan.Few)
	return selection.Choose(in, v.noun.Finder, what, in.Names, &f.choice, !a.Curl && (protects || asks || a.DryRun) || v.part.needsNames(in))
}

// approve leaves out what is protected, with an error for each, and asks before something is destroyed, or done to many: on a terminal by a
// plan, without one by demanding --yes (docs/architecture.md, Promises).
func (v action) approve(in app.Invocation, f *actFlags, chosen selection.Chosen) (going []ref.Resource, refused []error, err error) {
	p := plan.Plan{Verb: v.verb, Noun: v.noun.Noun, Destroys: v.losing(in), Now: in.App.Streams.Now()}
	for _, r := range chosen.Found {
		facts, err := v.noun.FactsOf(r)
		if err != nil {
			facts = ref.Facts{ID: r.ID, Name: r.Name} // of an odd one that is known
		}
		facts.Project = v.noun.ShownProject(in.Cmd.Context(), facts.Project)
		item := plan.Item{Resource: r, Facts: facts, Protected: v.protects() && plan.Protects(facts.Metadata)}
		item.Stays = item.Protected && !f.force
		if !item.Stays {
			going = append(going, r)
		}
		p.Items = append(p.Items, item)
	}
	refused = p.Refusals()
	s := in.App.Streams
	switch {
	case in.App.Curl || len(chosen.Found) == 0:
	case in.App.DryRun:
		if !s.JSONErrors && !s.XMLErrors && !s.Quiet {
			p.Show(s)
		}
	case *f.yes && v.destroys != "" && chosen.ByRule:
		err = f.choice.CheckCount(v.noun.Noun, len(going))
	case *f.yes || len(going) == 0:
	case v.destroys != "", len(going) > plan.Few && (s.Asks() || chosen.ByRule):
		err = p.Confirm(in.Cmd.Context(), in.App)
	}
	return going, refused, err
}

// protects reports whether metadata protects the resources from the verb: what belongs to them isn't protected so.
func (v action) protects() bool { return v.destroys != "" && v.noun.Facts != nil && v.part == nil }

// losing is what is lost, with the arguments that say what.
func (v action) losing(in app.Invocation) string {
	return strings.ReplaceAll(v.destroys, "{}", strings.Join(in.Rest, ", "))
}
