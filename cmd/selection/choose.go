package selection

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/output"
)

// Chosen is what was chosen.
type Chosen struct {
	Found   []ref.Resource
	Errs    []error // of names that name nothing
	ByRule  bool    // whether a pattern or a filter chose some of them
	MayNone bool    // whether it is no failure that there is none: what chose them may fit nothing
}

// chooser is one choice.
type chooser struct {
	in         app.Invocation
	finder     *ref.Finder
	what       string // for errors: "delete server"
	conditions []condition
	seen       bool // whether the document of each is needed
	now        time.Time
	chosen     Chosen
	known      map[string]bool // ids
}

// Choose chooses resources by words and flags. Each word is a name, an id, a URL, a pattern of names, or - for lines of standard input. Where seen, each
// has its document. The error is a *fail.UsageError, or that of a list; nothing was chosen then.
func Choose(in app.Invocation, finder *ref.Finder, what string, words []string, flags *Flags, seen bool) (Chosen, error) {
	c := &chooser{in: in, finder: finder, what: what, seen: seen, now: time.Now(), known: map[string]bool{}}
	if flags.all && len(words) > 0 {
		return Chosen{}, fail.Usagef("--all and names: one will do")
	}
	var err error
	if c.conditions, err = parse(finder, flags.filters); err != nil {
		return Chosen{}, err
	}
	ctx := in.Cmd.Context()
	for i := range c.conditions {
		if err := c.conditions[i].lookUp(ctx, in); err != nil {
			return Chosen{}, err
		}
	}
	c.chosen.ByRule = flags.WithoutNames()
	c.chosen.MayNone = flags.WithoutNames()
	if len(words) > 0 {
		err = c.byWords(ctx, words)
	} else {
		err = c.each(ctx, asked(c.conditions), func(r ref.Resource, _ ref.Facts) { c.add(r) })
	}
	return c.chosen, err
}

// byWords chooses by words, in their order: names are looked up together.
func (c *chooser) byWords(ctx context.Context, words []string) error {
	var plain []string
	flush := func() {
		if len(plain) > 0 {
			c.byNames(plain)
		}
		plain = nil
	}
	for _, w := range words {
		switch {
		case w == "-":
			lines, err := c.in.App.Lines("-")
			if err != nil {
				return err
			}
			plain = append(plain, lines...) // as they are: nobody has quoted them
			c.chosen.MayNone = c.chosen.MayNone || len(lines) == 0
		case c.finder.Facts != nil && isPattern(w):
			flush()
			c.chosen.ByRule = true
			if err := c.byPattern(ctx, w); err != nil {
				return err
			}
		default:
			plain = append(plain, w)
		}
	}
	flush()
	return nil
}

func (c *chooser) byNames(names []string) {
	resolve := c.finder.ResolveAll
	if c.seen || len(c.conditions) > 0 {
		resolve = c.finder.ResolveSeen
	}
	found, errs := resolve(c.in, c.what, names)
	c.chosen.Errs = append(c.chosen.Errs, errs...)
	for _, r := range found {
		c.add(r)
	}
}

// add adds r where it fits and isn't there yet.
func (c *chooser) add(r ref.Resource) {
	if len(c.conditions) > 0 {
		facts, err := c.finder.FactsOf(r)
		if err != nil || slices.ContainsFunc(c.conditions, func(k condition) bool { return !k.fits(facts, c.now) }) {
			return
		}
	}
	if !c.known[r.ID] {
		c.known[r.ID] = true
		c.chosen.Found = append(c.chosen.Found, r)
	}
}

// byPattern chooses what has the word as its name or, where nothing has, those whose names the pattern fits.
func (c *chooser) byPattern(ctx context.Context, word string) error {
	pattern := compile(word)
	var exact, fitting []ref.Resource
	var candidates []output.Candidate
	err := c.each(ctx, map[string]string{ref.NamePrefix: literalPrefix(word)}, func(r ref.Resource, f ref.Facts) {
		if f.Name == word {
			exact = append(exact, r)
			candidates = append(candidates, output.Candidate{ID: f.ID, Name: f.Name, Status: f.Status, Created: f.Created, Project: c.finder.ShownProject(ctx, f.Project)})
		}
		if pattern.MatchString(f.Name) {
			fitting = append(fitting, r)
		}
	})
	switch {
	case err != nil:
		return err
	case len(exact) > 1:
		err := &ref.AmbiguousError{Noun: c.finder.Noun, Name: word, Candidates: candidates}
		c.chosen.Errs = append(c.chosen.Errs, fail.Op(c.what, word, err))
		return nil
	case len(exact) == 1:
		fitting = exact
	case len(fitting) == 0:
		c.chosen.Errs = append(c.chosen.Errs, fail.Op(c.what, word, &ref.NotFoundError{Noun: c.finder.Noun, Name: word}))
	}
	for _, r := range fitting {
		c.add(r)
	}
	return nil
}

// each calls visit with each resource of a list of what is asked for.
func (c *chooser) each(ctx context.Context, ask map[string]string, visit func(ref.Resource, ref.Facts)) error {
	for raw, err := range c.list(ctx, ask) {
		if err != nil {
			return fail.Op(c.what, "", err)
		}
		doc := raw.Clone()
		r := ref.Resource{Seen: &doc, Listed: len(ask) == 0}
		facts, err := c.finder.FactsOf(r)
		if err != nil || facts.ID == "" {
			continue // what can't be read fits nothing
		}
		if r.ID, r.Name = facts.ID, facts.Name; r.Name == "" {
			r.Name = facts.ID
		}
		visit(r, facts)
	}
	return nil
}

func (c *chooser) list(ctx context.Context, ask map[string]string) iter.Seq2[jsontext.Value, error] {
	return c.finder.InDetail(ctx, c.in.Client, ask)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
