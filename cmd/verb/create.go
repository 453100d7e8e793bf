package verb

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Create declares a command that makes one resource of a noun and prints it. F points to what its flags are bound to.
type Create[F any] struct {
	Noun    Noun
	Verb    string // "": create
	Operand string // what its arguments are: NAME; "": it takes none
	Args    cobra.PositionalArgs
	Short   string
	Long    string
	Example string
	Flags   func(*flagset.Set) F
	// Prepare reads the flags, and looks up what they name, before anything is done.
	Prepare func(app.Invocation, F) (Make, error)
	Goal    func() wait.Goal // where --wait ends; nil: no --wait
}

// Make makes the resource, and returns it as the answer has it.
type Make func(ctx context.Context) (client.Document, error)

// Command makes the command.
func (v Create[F]) Command(a *app.App) *cobra.Command {
	var own F
	x := creation{noun: v.Noun, goal: v.Goal, verb: "create"}
	if v.Verb != "" {
		x.verb = v.Verb
	}
	cmd := &cobra.Command{Use: x.verb, Short: v.Short, Long: v.Long, Example: v.Example, Args: NoArgs, ValidArgsFunction: cobra.NoFileCompletions}
	if v.Operand != "" {
		cmd.Use, cmd.Args = x.verb+" "+v.Operand, ExactArgs(1)
	}
	if v.Args != nil {
		cmd.Args = v.Args
	}
	if v.Flags != nil {
		own = v.Flags(flagset.Of(cmd))
	}
	x.prepare = func(in app.Invocation) (Make, error) { return v.Prepare(in, own) }
	return x.command(a, cmd)
}

// creation is a Create without its types.
type creation struct {
	noun    Noun
	verb    string
	prepare func(app.Invocation) (Make, error)
	goal    func() wait.Goal
}

func (v creation) command(a *app.App, cmd *cobra.Command) *cobra.Command {
	waits := new(bool)
	if v.goal != nil {
		waits = AddWaitFlag(flagset.Of(cmd))
	}
	out := v.noun.addFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := v.noun.options(a, out, nothingMore)
		if err != nil {
			return err
		}
		return v.run(a, cmd, o, *waits, args)
	}
	return cmd
}

func (v creation) run(a *app.App, cmd *cobra.Command, o output.Options, waits bool, args []string) error {
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	b := &Batch{Invocation: app.Invocation{App: a, Cmd: cmd, Client: c, Names: args}, noun: v.noun, What: v.verb + " " + v.noun.Noun}
	made, err := v.prepare(b.Invocation)
	if err != nil {
		return fail.Op(b.What, name, err)
	}
	a.Final(c)
	doc, err := made(cmd.Context())
	id, unread := rest.ItemID(doc.Raw)
	if err == nil {
		err = unread
	}
	if name == "" {
		name = id
	}
	switch r := (Accepted{Resource: ref.Resource{ID: id, Name: name}, Doc: doc.Raw}); {
	case transport.IsUncertain(err):
		b.FailedOn(r, err)
	case err != nil:
		b.Failed(name, err)
	case waits:
		b.Accepted = append(b.Accepted, r)
		b.Await(func(Accepted) wait.Goal { return v.goal() })
		b.One(o)
	default:
		b.Accepted = append(b.Accepted, r)
		b.One(o)
	}
	return b.Err()
}
