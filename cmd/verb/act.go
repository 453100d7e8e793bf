package verb

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Act declares a command that does something to each of several resources of a noun, goes on after one fails, and may
// wait for the end. F points to what the flags are bound to.
type Act[F any] struct {
	Noun     Noun
	Verb     string               // "delete"
	Operand  string               // what the last argument is, after the resources: "GROUP"; "": a resource like the others
	Operands cobra.CompletionFunc // completes the last argument; nil: nothing does
	Aliases  []string
	Short    string
	Long     string
	Example  string
	Destroys string // what is lost, for the question: "everything on its disk"; "": nothing, so nothing is asked
	Silent   bool   // prints nothing: a delete
	From     string // the statuses that it is of use in, with blanks between, for completion; "": any
	// Repeatable says that doing it twice does no more than doing it once.
	Repeatable bool
	Flags      func(*flagset.Set) F // nil: none
	// Each does the verb to one resource, where that says nothing but its name.
	Each func(ctx context.Context, c *client.Client, id string) error
	// Prepare, in place of Each, reads the flags, and looks up what they name, before anything is done. Do is called for each resource.
	Prepare func(app.Invocation, F) (Do, error)
	Goal    func(Accepted) wait.Goal        // where --wait ends; nil: no --wait
	Ready   bool                            // whether it leads to servers that run, so that --wait-for makes sense
	Waits   func(F) bool                    // whether other flags than --wait ask to wait; nil: none does
	After   func(app.Invocation, F, *Batch) // what follows a wait; nil: nothing
	Part    *Part                           // makes it one about what belongs to the resources; nil: it is about the resources
}

// Do does the verb to one resource. It may tell a password, and a document.
type Do func(ctx context.Context, r ref.Resource) (Accepted, error)

// Command makes the command.
func (v Act[F]) Command(a *app.App) *cobra.Command {
	var own F
	x := action{
		noun: v.Noun, verb: v.Verb, operand: v.Operand, operands: v.Operands, aliases: v.Aliases, short: v.Short, long: v.Long, example: v.Example,
		destroys: v.Destroys, from: v.From, silent: v.Silent, repeatable: v.Repeatable, ready: v.Ready, each: v.Each, goal: v.Goal, part: v.Part,
	}
	if v.Flags != nil {
		x.flags = func(fs *flagset.Set) { own = v.Flags(fs) }
	}
	if v.Prepare != nil {
		x.prepare = func(in app.Invocation) (Do, error) { return v.Prepare(in, own) }
	}
	if v.Waits != nil {
		x.waits = func() bool { return v.Waits(own) }
	}
	if v.After != nil {
		x.after = func(b *Batch) { v.After(b.Invocation, own, b) }
	}
	return x.command(a)
}
