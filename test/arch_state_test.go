package test

import (
	"fmt"
	"go/ast"
	"go/token"
)

const (
	whyNoInit  = "init runs before main, for every command, in an order that nobody sees; make the value where it is used"
	whyNoState = "a package variable that changes is shared by all commands and tests of the process; keep it in a value"
)

// checkState finds functions named init, and assignments to variables of the own package in files that aren't tests. It
// knows no types: a variable hidden by a local name is left alone, and so is what a method changes.
func checkState(files []source) []finding {
	globals := make(map[string]map[string]bool)
	for _, f := range files {
		if globals[f.dir()] == nil {
			globals[f.dir()] = make(map[string]bool)
		}
		addGlobals(f, globals[f.dir()])
	}
	var found []finding
	for _, f := range files {
		for _, decl := range f.ast.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if fn.Name.Name == "init" && fn.Recv == nil {
				found = append(found, f.finding(fn, "no init function: "+whyNoInit))
			}
			if !f.test {
				found = append(found, assignments(f, fn, globals[f.dir()])...)
			}
		}
	}
	return found
}

// addGlobals adds the names of the package variables that f declares.
func addGlobals(f source, names map[string]bool) {
	for _, decl := range f.ast.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				names[id.Name] = id.Name != "_"
			}
		}
	}
}

// assignments finds where fn assigns to one of globals, or to a part of it.
func assignments(f source, fn *ast.FuncDecl, globals map[string]bool) []finding {
	locals := localNames(fn)
	var found []finding
	check := func(target ast.Expr) {
		if id := root(target); id != nil && globals[id.Name] && !locals[id.Name] {
			found = append(found, f.finding(target, fmt.Sprintf("package variable %s is changed: %s", id.Name, whyNoState)))
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				check(target)
			}
		case *ast.IncDecStmt:
			check(n.X)
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && (id.Name == "delete" || id.Name == "clear") {
				check(n.Args[0])
			}
		}
		return true
	})
	return found
}

// root is the variable that an expression such as x.field[i] is a part of; nil for others.
func root(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.IndexExpr:
		return root(e.X)
	case *ast.SelectorExpr:
		return root(e.X)
	case *ast.StarExpr:
		return root(e.X)
	case *ast.ParenExpr:
		return root(e.X)
	}
	return nil
}

// localNames are all names that fn declares: receiver, parameters, results, and variables.
func localNames(fn *ast.FuncDecl) map[string]bool {
	names := make(map[string]bool)
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				names[id.Name] = true
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				names[id.Name] = true
			}
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				if id, ok := target.(*ast.Ident); ok && n.Tok == token.DEFINE {
					names[id.Name] = true
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					names[id.Name] = true
				}
			}
		}
		return true
	})
	return names
}
