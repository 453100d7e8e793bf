// Package schema has the command that publishes what the others print.
package schema

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// Command is `schema`. Tree makes the command tree, which knows what each command prints.
func Command(a *app.App, tree func() *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of what commands print",
		Long: `Print the JSON Schema (2020-12) of a kind of object that commands print with -o json: server, image, ..., which lists have in an array, event, which
--watch prints one a line, and error, notice and progress, which stderr has one a line. Without KIND the kinds are printed.

A cloud may send members that a schema doesn't name: they are printed as they come. What is no object at all, as a value of nova's or of --jq, has no schema.`,
		Example: `  novactl schema
  novactl schema server
  novactl schema error > error.schema.json`,
		Args: verb.MostArgs(1),
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return slices.Sorted(maps.Keys(Kinds(tree()))), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		kinds := Kinds(tree())
		if len(args) == 0 {
			return a.Streams.Print(strings.Join(slices.Sorted(maps.Keys(kinds)), "\n") + "\n")
		}
		t, known := kinds[args[0]]
		if !known {
			err := fail.Usagef("there is no kind %q", args[0])
			if err.Advice = "see novactl schema"; config.Nearest(args[0], slices.Collect(maps.Keys(kinds))) != "" {
				err.Advice = "did you mean " + config.Nearest(args[0], slices.Collect(maps.Keys(kinds))) + "? see novactl schema"
			}
			return err
		}
		doc, err := json.Marshal(Of(args[0], t), json.Deterministic(true))
		if err != nil {
			return err
		}
		return output.Show(a.Streams, output.Options{Format: output.JSON}, &output.View[*struct{}]{One: "schema", Many: "schemas"}, doc, nil)
	}
	return verb.Local(cmd)
}

// documents are what commands print as JSON whose views are of other things: the rows of a table.
var documents = map[string]reflect.Type{
	"address": reflect.TypeFor[api.Addresses](),
	"item":    reflect.TypeFor[api.Metadata](),
}

// Kinds returns the types of what the commands of a tree print, and of what stderr has, by their names.
func Kinds(root *cobra.Command) map[string]reflect.Type {
	kinds := output.Reports()
	kinds["request"] = reflect.TypeFor[transport.PlannedRequest]() // of --dry-run
	kinds["event"] = reflect.TypeFor[watch.Event]()                // of --watch
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		if r, ok := app.ResultOf(cmd); ok && r.Name != "" && r.Type.Kind() == reflect.Struct && r.Type.NumField() > 0 {
			kinds[r.Name] = r.Type
		}
		if r, ok := app.ResultOf(cmd); ok && documents[r.Name] != nil {
			kinds[r.Name] = documents[r.Name]
		}
		for _, c := range cmd.Commands() {
			visit(c)
		}
	}
	visit(root)
	return kinds
}
