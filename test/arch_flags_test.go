package test

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

const whyNoLookup = "a name that is mistyped here compiles and finds nothing; bind the flag to a field (cmd/flagset)"

// lookups are the methods by which cobra and pflag find a flag by its name.
var lookups = []string{"Lookup", "ShorthandLookup", "Changed", "Flag", "MarkHidden", "MarkDeprecated", "RegisterFlagCompletionFunc", "MarkFlagRequired"}

// TestNoFlagIsLookedUp checks that no command asks for a flag by a name in quotes.
func TestNoFlagIsLookedUp(t *testing.T) {
	t.Parallel()
	report(t, checkLookups(project(t)))
}

// TestLookupsAreFound checks that the rule finds each way to look a flag up.
func TestLookupsAreFound(t *testing.T) {
	t.Parallel()
	f := parse(t, "cmd/server/list.go", `package server

func run(cmd *cobra.Command) {
	cmd.Flags().GetString("name")
	cmd.Flags().GetInt("count")
	cmd.Flags().Changed("name")
	cmd.Flag("name")
	cmd.Flags().Lookup("name")
	cmd.RegisterFlagCompletionFunc("name", nil)
	cmd.Flags().Lookup(name) // cobra's own needs name no flag
	os.Getenv("HOME")
	c.Get("name")
}
`)
	if found := checkLookups([]source{f}); len(found) != 6 {
		t.Errorf("%d places found, want 6: %v", len(found), found)
	}
}

// checkLookups finds calls in cmd that name a flag in quotes.
func checkLookups(files []source) []finding {
	var found []finding
	for _, f := range files {
		if f.test || !under(f.path, "cmd") {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			name, ok := call.Args[0].(*ast.BasicLit)
			if ok && name.Kind == token.STRING && looksUp(method) {
				found = append(found, f.finding(call, "no look-up of a flag by its name: "+whyNoLookup))
			}
			return true
		})
	}
	return found
}

// looksUp reports whether a method finds a flag by its name: those of lookups, and GetString, GetInt and their like of a set of flags.
func looksUp(method *ast.SelectorExpr) bool {
	if slices.Contains(lookups, method.Sel.Name) {
		return true
	}
	call, ok := method.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	from, ok := call.Fun.(*ast.SelectorExpr)
	return ok && strings.HasSuffix(from.Sel.Name, "Flags") && strings.HasPrefix(method.Sel.Name, "Get")
}
