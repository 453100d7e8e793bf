package resource

import (
	"context"
	"maps"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

type completion = cobra.CompletionFunc

// List declares the command that lists resources of a type.
type List struct {
	Short, Long, Example string
	Filters              []Field
}

// List makes it.
func (t *Type) List(a *app.App, l List) *cobra.Command {
	limit := Field{Flag: "limit", Kind: Number, Usage: "at most this `number` of results (0: all)"}
	filters := l.Filters
	if !t.Whole {
		filters = append(filters, limit)
	}
	return verb.List[*Values]{
		Noun: t.Noun(), Short: l.Short, Long: l.Long, Example: l.Example,
		Flags: func(fs *flagset.Set) *Values { return Bind(a, fs, filters) },
		Items: func(ctx context.Context, c *client.Client, v *Values, idsOnly bool) (verb.Items, error) {
			q, err := v.Query(ctx, c)
			if err != nil {
				return nil, err
			}
			if idsOnly && t.Fields != "" {
				q[t.Fields] = []string{t.idMember()}
			}
			maxCount := 0
			if !t.Whole {
				maxCount = v.number[len(filters)-1]
			}
			return c.ListResources(ctx, t.ResourceType, q, maxCount), nil
		},
	}.Command(a)
}

// Show makes the command that shows one.
func (t *Type) Show(a *app.App, short, example string) *cobra.Command {
	return verb.Show{Noun: t.Noun(), Short: short, Example: example}.Command(a)
}

// Delete makes the command that deletes several. destroys is what is lost, for the question.
func (t *Type) Delete(a *app.App, short, destroys, example string) *cobra.Command {
	return verb.Delete{
		Noun: t.Noun(), Short: short, Example: example, Destroys: destroys,
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteResource(ctx, t.ResourceType, id)
		},
	}.Command(a)
}

// Create declares the command that makes a resource of a type.
type Create struct {
	Operand              string // what its argument is: NAME; "": it takes none
	Member               string // the member that the argument becomes; "": name
	Optional             bool   // the argument may be left out
	Short, Long, Example string
	Fields               []Field
	Of                   *ref.Finder // the argument names one of these, whose id is sent
	// Check completes the members, or says what is wrong with them; nil: they are as they are.
	Check func(members map[string]any) error
	Since map[string]int   // microversions that members take: 3.46 is 46
	Goal  func() wait.Goal // where --wait ends; nil: no --wait
}

// Create makes it.
func (t *Type) Create(a *app.App, x Create) *cobra.Command {
	v := verb.Create[*Values]{
		Noun: t.Noun(), Operand: x.Operand, Short: x.Short, Long: x.Long, Example: x.Example, Goal: x.Goal,
		Flags: func(fs *flagset.Set) *Values { return Bind(a, fs, x.Fields) },
		Prepare: func(in app.Invocation, v *Values) (verb.Make, error) {
			members, err := x.members(in, v)
			if err != nil {
				return nil, err
			}
			of := t.ResourceType
			for name, since := range x.Since {
				if _, sent := members[name]; sent {
					of.Since = max(of.Since, since)
				}
			}
			return func(ctx context.Context) (client.Document, error) {
				return in.Client.CreateResource(ctx, of, members)
			}, nil
		},
	}
	if x.Optional {
		v.Args = verb.MostArgs(1)
	}
	cmd := v.Command(a)
	if x.Of != nil {
		cmd.ValidArgsFunction = x.Of.Complete(a, 1)
	}
	return cmd
}

// members are those of the resource that a command line asks for.
func (x Create) members(in app.Invocation, v *Values) (map[string]any, error) {
	ctx := in.Cmd.Context()
	members, err := v.Members(ctx, in.Client)
	if err != nil {
		return nil, err
	}
	if len(in.Names) > 0 {
		name, value := "name", in.Names[0]
		if x.Member != "" {
			name = x.Member
		}
		if x.Of != nil {
			if value, err = x.Of.ResolveFlag(ctx, in.Client, value); err != nil {
				return nil, err
			}
		}
		members[name] = value
	}
	if x.Check != nil {
		err = x.Check(members)
	}
	return members, err
}

// Act declares a command that changes members of resources, or does something to each.
type Act struct {
	Verb, Operand        string
	Operands             cobra.CompletionFunc // completes the operand
	Short, Long, Example string
	Destroys             string // what is lost, for the question; "": nothing
	Fields               []Field
	Fixed                map[string]any // members that are always sent
	Action               string         // the action below the resource; "": its members are changed by a PUT
	Since                int            // the microversion that the action takes; 0: the type's
	Goal                 func() wait.Goal
	// Do does it, in place of a request; nil: the request of the rows above.
	Do func(ctx context.Context, in app.Invocation, id string, members map[string]any) (client.Document, error)
}

// Act makes it. What is given is sent for each of the resources.
func (t *Type) Act(a *app.App, x Act) *cobra.Command {
	v := verb.Act[*Values]{
		Noun: t.Noun(), Verb: x.Verb, Operand: x.Operand, Operands: x.Operands, Short: x.Short, Long: x.Long, Example: x.Example, Destroys: x.Destroys,
		Flags: func(fs *flagset.Set) *Values { return Bind(a, fs, x.Fields) },
		Prepare: func(in app.Invocation, v *Values) (verb.Do, error) {
			members, err := v.Members(in.Cmd.Context(), in.Client)
			if err != nil {
				return nil, err
			}
			maps.Copy(members, x.Fixed)
			if len(members) == 0 && x.Action == "" && (x.Do == nil || len(x.Fields) > 0) {
				return nil, fail.Usagef("nothing to change: give one of the flags (see --help)")
			}
			return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
				doc, err := x.do(ctx, t, in, r.ID, members)
				return verb.Accepted{Resource: r, Doc: doc.Raw}, err
			}, nil
		},
	}
	if x.Goal != nil {
		v.Goal = func(verb.Accepted) wait.Goal { return x.Goal() }
	}
	return v.Command(a)
}

func (x Act) do(ctx context.Context, t *Type, in app.Invocation, id string, members map[string]any) (client.Document, error) {
	switch {
	case x.Do != nil:
		return x.Do(ctx, in, id, members)
	case x.Action != "":
		of := t.ResourceType
		of.Since = max(of.Since, x.Since)
		_, err := in.Client.ActOnResource(ctx, of, id, x.Action, members)
		return client.Document{}, err
	}
	return in.Client.UpdateResource(ctx, t.ResourceType, id, members)
}
