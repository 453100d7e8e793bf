package app

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/client"
)

// Invocation is one run of a command that talks to a cloud.
type Invocation struct {
	App     *App
	Cmd     *cobra.Command
	Client  *client.Client
	Names   []string // the resources, as they were typed
	Operand string   // the last argument, of a verb.Act that has an Operand
	Rest    []string // the arguments that say what, of a verb.Act that has a Part
	Waits   bool     // whether --wait was given, of the same
}
