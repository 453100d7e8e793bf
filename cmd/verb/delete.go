package verb

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Delete declares a command that deletes resources of a noun: it asks first, prints nothing, and where
// the noun can be waited for it may wait until they are gone.
type Delete struct {
	Noun     Noun
	Short    string
	Long     string
	Example  string
	Destroys string // what is lost, for the question: "everything on its disk"
	Each     func(ctx context.Context, c *client.Client, id string) error
}

// Command makes the command.
func (d Delete) Command(a *app.App) *cobra.Command {
	act := Act[*NoFlags]{
		Noun: d.Noun, Verb: "delete", Aliases: []string{"rm"},
		Short: d.Short, Long: d.Long, Example: d.Example,
		Destroys: d.Destroys, Silent: true, Repeatable: true, Each: d.Each,
	}
	if d.Noun.WaitTarget != nil {
		act.Goal = func(Accepted) wait.Goal { return client.GoalGone() }
	}
	return act.Command(a)
}
