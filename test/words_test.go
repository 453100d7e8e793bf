package test

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strings"
	"testing"
)

// word is a name that the project gave up, for the term that Nova, net/http and hcloud-go have.
type word struct {
	old     string
	instead string
	// once lets one type or function of a package have the word, and anything smaller: several had it, and meant different things.
	once bool
}

// words is the project's vocabulary, by what it replaced.
var words = []word{
	{old: "patient", instead: "withRetry"},
	{old: "judged", instead: "checkStatus"},
	{old: "redirected", instead: "followRedirects"},
	{old: "authenticated", instead: "withAuth"},
	{old: "traced", instead: "withTrace"},
	{old: "call", instead: "request, requestContext or Invocation"},
	{old: "Target", instead: "Ref for what the user typed; a wait.Target for what is awaited"},
	{old: "Wait", instead: "a name of its own", once: true},
	{old: "shape", instead: "a name of its own", once: true},
	{old: "kind", instead: "a name of its own", once: true},
	{old: "state", instead: "a name of its own", once: true},
	{old: "list", instead: "a name of its own", once: true},
	{old: "settle", instead: "a name of its own"},
	{old: "take", instead: "a name of its own"},
	{old: "place", instead: "a name of its own"},
	{old: "shelf", instead: "collection"},
	{old: "graves", instead: "tombstones"},
	{old: "bury", instead: "softDelete"},
	{old: "forget", instead: "purge"},
	{old: "sow", instead: "applySeed"},
	{old: "spoil", instead: "injectFault"},
	{old: "takeFault", instead: "claimFault"},
	{old: "meeting", instead: "matchRule"},
	{old: "spend", instead: "consumeRateLimit"},
	{old: "enter", instead: "bindTx"},
	{old: "try", instead: "attempt; of a transaction inTx"},
	{old: "turn", instead: "lock"},
	{old: "manner", instead: "openMode"},
	{old: "patience", instead: "lockTimeout"},
	{old: "guard", instead: "recoverPanic"},
	{old: "order", instead: "createSpec; of a sort compare"},
	{old: "least", instead: "minCount"},
	{old: "most", instead: "maxCount"},
	{old: "told", instead: "hasPassword"},
	{old: "keep", instead: "printOrFallBack"},
	{old: "unprinted", instead: "reportUnprinted"},
	{old: "namesake", instead: "retryAsName"},
	{old: "meant", instead: "suggestion"},
	{old: "near", instead: "suggestions"},
	{old: "elsewhere", instead: "foreignCommands"},
	{old: "give", instead: "apply"},
	{old: "admit", instead: "applyTrust"},
	{old: "lender", instead: "borrowedFrom"},
	{old: "beyond", instead: "unsupported"},
	{old: "remembering", instead: "errWriter"},
}

// wordExceptions are the places where a word of the table is the field's own.
var wordExceptions = []struct{ old, only, why string }{
	{"Target", "pkg/client/wait", "a wait has targets, and these are the only ones"},
	{"call", "test", "go/ast has a CallExpr: a call of a function in a source that a rule looks at"},
	{"Wait", "cmd/verb", "verb.Wait declares the command wait, as verb.List declares list; wait.Wait waits"},
}

// TestWords checks that no identifier and no file has a name that the project gave up.
func TestWords(t *testing.T) {
	t.Parallel()
	report(t, checkWords(project(t)))
}

// checkWords holds what files declare, and their own names, against words.
func checkWords(files []source) []finding {
	var found []finding
	declared := map[string]string{} // where the types and functions are that have a word of once
	for _, f := range files {
		base := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.path), ".go"), "_test")
		if w, ok := wordOf(base, f.path); ok && !w.once && w.old == base {
			found = append(found, f.finding(f.ast, fmt.Sprintf("a file is named %s: instead: %s", base, w.instead)))
		}
		for _, id := range identifiers(f.ast) {
			w, ok := wordOf(id.Name, f.path)
			switch {
			case !ok:
			case !w.once:
				found = append(found, f.finding(id, fmt.Sprintf("%s is named so: instead: %s", id.Name, w.instead)))
			case !f.test && atTop(f.ast, id) && declared[w.old] != "":
				found = append(found, f.finding(id, fmt.Sprintf("%s is named so: %s has the name already: instead: %s", id.Name, declared[w.old], w.instead)))
			case !f.test && atTop(f.ast, id):
				declared[w.old] = f.path
			}
		}
	}
	return found
}

// wordOf is the row of words for a name in a file, with a capital or without; false where there is none or it is an exception. Target has
// its capital alone: a target is what a link or a command has too. Those of once are as they stand: List says whose with its package.
func wordOf(name, file string) (word, bool) {
	for _, w := range words {
		if name != w.old && (w.once || name != strings.ToUpper(w.old[:1])+w.old[1:]) {
			continue
		}
		for _, e := range wordExceptions {
			if e.old == w.old && under(file, e.only) {
				return word{}, false
			}
		}
		return w, true
	}
	return word{}, false
}

// identifiers are the names that a file declares, those of parameters, fields and local variables too.
func identifiers(f *ast.File) []*ast.Ident {
	var ids []*ast.Ident
	add := func(defines bool, exprs ...ast.Expr) {
		for _, e := range exprs {
			if id, ok := e.(*ast.Ident); ok && defines {
				ids = append(ids, id)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			ids = append(ids, n.Name)
		case *ast.TypeSpec:
			ids = append(ids, n.Name)
		case *ast.ValueSpec:
			ids = append(ids, n.Names...)
		case *ast.Field:
			ids = append(ids, n.Names...)
		case *ast.AssignStmt:
			add(n.Tok == token.DEFINE, n.Lhs...)
		case *ast.RangeStmt:
			add(n.Tok == token.DEFINE, n.Key, n.Value)
		}
		return true
	})
	return ids
}

// atTop reports whether id is the name of a type or a function of the package.
func atTop(f *ast.File, id *ast.Ident) bool {
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name == id {
				return d.Recv == nil
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name == id {
					return true
				}
			}
		}
	}
	return false
}
