package verb

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Accepted is a resource that the cloud has begun to work on.
type Accepted struct {
	ref.Resource
	AdminPass string         // the password of the answer, which no later answer holds; or ""
	Doc       jsontext.Value // its newest document, without the password; nil: none seen yet
	Goal      *wait.Goal     // where its wait ends, where that takes what only its request knew; or nil
	Done      bool           // whether a wait saw it reach its goal
	Parts     *Parts         // what belongs to it, of a Part
	Uncertain bool           // nobody knows whether it was accepted: it is here for its password, and its id may be unknown
}

// OwnGoal is the goal that came with the resource.
func OwnGoal(r Accepted) wait.Goal {
	if r.Goal == nil {
		return wait.Goal{}
	}
	return *r.Goal
}

// document is the newest document with the password; where none was seen, the password and what it is for.
func (r Accepted) document() (jsontext.Value, error) {
	doc, err := r.Doc, error(nil)
	switch {
	case doc != nil:
	case r.ID != "":
		doc, err = api.WithMember(jsontext.Value("{}"), "id", r.ID)
	default:
		doc, err = api.WithMember(jsontext.Value("{}"), "name", r.Name)
	}
	if err == nil && r.AdminPass != "" {
		doc, err = api.WithMember(doc, "adminPass", r.AdminPass)
	}
	return doc, err
}

// Batch is what a verb has made of several resources so far: those that the cloud accepted, and what went wrong. Whatever goes
// wrong later, what was accepted is printed, with its passwords (docs/architecture.md, Promises).
type Batch struct {
	app.Invocation
	noun Noun
	What string // for errors: "create server"

	Accepted []Accepted
	Errs     []error
}

// Failed notes that the verb failed on the resource that the user calls name.
func (b *Batch) Failed(name string, err error) {
	b.Errs = append(b.Errs, fail.Op(b.What, name, err))
}

// Accept notes that the cloud accepted r.
func (b *Batch) Accept(r Accepted) {
	b.Errs = append(b.Errs, savePassword(b.App, &r))
	b.Accepted = append(b.Accepted, r)
}

// note notes what came of the verb on r.
func (b *Batch) note(r Accepted, err error) {
	if err != nil {
		b.FailedOn(r, err)
		return
	}
	b.Accepted = append(b.Accepted, r)
}

// FailedOn notes that the verb failed on r, where r has the password that was sent. Where the cloud may have carried it out all the same, that
// is the password now, unless the answer's remains hold another; it is printed, since no later answer has it.
func (b *Batch) FailedOn(r Accepted, err error) {
	if !transport.IsUncertain(err) {
		b.Failed(r.Name, err)
		return
	}
	came := transport.PartialOf(err)
	r.ID, r.AdminPass = cmp.Or(r.ID, came.ID), cmp.Or(came.AdminPass, r.AdminPass)
	r.Doc, r.Uncertain = nil, true
	b.Errs = append(b.Errs, &fail.OpError{Op: b.What, Ref: r.Name, Err: err, Advice: lookFor(b.noun.Noun, r)}, savePassword(b.App, &r))
	if r.AdminPass != "" {
		b.Accepted = append(b.Accepted, r)
	}
}

// lookFor says how to look what became of r.
func lookFor(noun string, r Accepted) string {
	if r.ID == "" {
		return "look before you try again: it may have been done; see novactl " + noun + " show -- '" + strings.ReplaceAll(r.Name, "'", `'\''`) + "'"
	}
	return "look before you try again: it may have been done; see novactl " + noun + " show " + r.ID
}

// One prints the only resource as an object. Nothing is printed where none was accepted.
func (b *Batch) One(o output.Options) {
	for doc, err := range b.documents() {
		if err == nil {
			err = b.printOrFallBack(o, func(o output.Options) error { return b.noun.show(b.App.Streams, o, client.Document{Raw: doc}) })
		}
		b.reportUnprinted(err)
	}
}

// All prints the resources as an array.
func (b *Batch) All(o output.Options) {
	more := nothingMore
	if b.hasPassword() {
		more = passwords
	}
	b.reportUnprinted(b.printOrFallBack(o, func(o output.Options) error { return b.noun.list(b.App.Streams, o, b.documents(), more) }))
}

// printOrFallBack prints, and prints as JSON what --jq or --template failed on where there is a password, which no other answer holds. What the program
// says of its failure quotes what it failed on, so it isn't repeated then.
func (b *Batch) printOrFallBack(o output.Options, show func(output.Options) error) error {
	err := show(o)
	if err == nil && b.hasPassword() && b.App.Streams.OutNowhere {
		b.App.Streams.Notice("stdout is not open%s", b.passwords())
	}
	if err == nil && o.Format == output.ID && slices.ContainsFunc(b.Accepted, func(r Accepted) bool { return r.ID == "" }) {
		b.App.Streams.Notice("the answer has no id%s", b.passwords())
	}
	if misfit := new(output.UsageError); !b.hasPassword() || !errors.As(err, &misfit) {
		return err
	}
	if err := show(output.Options{Format: output.JSON}); err != nil {
		return err
	}
	return fail.Usagef("--jq or --template doesn't fit the document, which was printed as JSON instead")
}

func (b *Batch) hasPassword() bool {
	return slices.ContainsFunc(b.Accepted, func(r Accepted) bool { return r.AdminPass != "" })
}

// passwords are those of what was accepted, as NAME=PASSWORD, with the words before them; "" where there are none.
func (b *Batch) passwords() string {
	var pairs []string
	for _, r := range b.Accepted {
		if r.AdminPass != "" {
			pairs = append(pairs, r.Name+"="+r.AdminPass)
		}
	}
	if pairs == nil {
		return ""
	}
	return "; a password is shown only once: " + strings.Join(pairs, " ")
}

// reportUnprinted notes that what was accepted couldn't be printed, and how to see it. A password can't be seen again, so it is
// reported here.
func (b *Batch) reportUnprinted(err error) {
	if err == nil {
		return
	}
	r := b.Accepted[0]
	b.Errs = append(b.Errs, &fail.OpError{
		Op: b.What, Ref: r.Name, Err: err,
		Advice: "the cloud accepted it; see it with: novactl " + b.noun.Noun + " show " + r.ID + b.passwords(),
	})
}

// Err gives the failures.
func (b *Batch) Err() error { return fail.Join(b.Errs) }

func (b *Batch) documents() iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for _, r := range b.Accepted {
			if r.Doc == nil && r.AdminPass == "" && (r.ID == "" || b.Cmd.Context().Err() == nil) {
				continue // nothing is known that could be lost, or it couldn't be read, which is reported
			}
			if doc, err := r.document(); !yield(doc, err) {
				return
			}
		}
	}
}
