package test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// under reports whether name is the folder or lies below it. "cmd/*" is any folder of cmd.
func under(name, folder string) bool {
	if parent, ok := strings.CutSuffix(folder, "/*"); ok {
		return strings.HasPrefix(name, parent+"/")
	}
	return name == folder || strings.HasPrefix(name, folder+"/")
}

func underAny(name string, places []string) bool {
	return slices.ContainsFunc(places, func(p string) bool { return under(name, p) })
}

// roomOf is the row of rooms for a folder, with the room's own name in place of a star.
func roomOf(dir string) (room, bool) {
	for _, r := range rooms {
		if !under(dir, r.path) {
			continue
		}
		if parent, ok := strings.CutSuffix(r.path, "*"); ok {
			own, _, _ := strings.Cut(strings.TrimPrefix(dir, parent), "/")
			r.path = parent + own
		}
		return r, true
	}
	return room{}, false
}

// anywhere is the room that is of use everywhere, as the standard library is.
const anywhere = "pkg/pattern"

// mayImport reports whether the row lets its room import the folder dir of this project.
func (r room) mayImport(dir string) bool {
	if own, _ := roomOf(dir); own.path == r.path || dir == anywhere {
		return true
	}
	return slices.ContainsFunc(r.may, func(p string) bool { return dir == p || strings.HasSuffix(p, "/*") && under(dir, p) })
}

// excepted reports whether a row of importExceptions lets the file import the folder dir of this project.
func (s source) excepted(dir string) bool {
	for _, e := range importExceptions {
		if s.path == e.file && s.ast.Name.Name == path.Base(s.dir())+"_test" {
			return slices.Contains(e.may, dir)
		}
	}
	return false
}

// checkImports holds files against rooms and confined.
func checkImports(files []source) []finding {
	var found []finding
	for _, f := range files {
		r, ok := roomOf(f.dir())
		if !ok {
			found = append(found, f.finding(f.ast, fmt.Sprintf("%s is in no room: give it a row in the table of test/arch_test.go and in docs/architecture.md", f.dir())))
			continue
		}
		for _, spec := range f.ast.Imports {
			dir, ours := strings.CutPrefix(importPath(spec), module+"/")
			switch why := confinement(f, importPath(spec)); {
			case ours && !r.mayImport(dir) && !f.excepted(dir):
				found = append(found, f.finding(spec, fmt.Sprintf("%s must not import %s: %s", r.path, dir, r.why)))
			case why != "":
				found = append(found, f.finding(spec, fmt.Sprintf("%s must not import %s: %s", r.path, importPath(spec), why)))
			}
		}
	}
	return found
}

// confinement says why f may not import what; "" where it may. The first row of confined that fits holds.
func confinement(f source, what string) string {
	if f.test {
		return ""
	}
	for _, c := range confined {
		if underAny(what, c.paths) {
			if underAny(f.dir(), c.only) {
				return ""
			}
			return c.why
		}
	}
	return ""
}

// checkNames holds files against names.
func checkNames(files []source) []finding {
	var found []finding
	for _, f := range files {
		imports := f.imports()
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if full := named(n, imports); full != "" {
				if why := refusal(f, full); why != "" {
					found = append(found, f.finding(n, fmt.Sprintf("%s must not be used here: %s", full, why)))
				}
			}
			return true
		})
	}
	return found
}

// named is what n names of another package ("os.Exit"), the builtin that it calls, or "go"; "" for other nodes.
func named(n ast.Node, imports map[string]*ast.ImportSpec) string {
	switch n := n.(type) {
	case *ast.SelectorExpr:
		if id, ok := n.X.(*ast.Ident); ok && imports[id.Name] != nil {
			return importPath(imports[id.Name]) + "." + n.Sel.Name
		}
	case *ast.GoStmt:
		return "go"
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok {
			return id.Name
		}
	}
	return ""
}

// refusal says why f may not name full; "" where it may.
func refusal(f source, full string) string {
	for _, rule := range names {
		fits := slices.ContainsFunc(rule.names, func(pattern string) bool {
			ok, err := path.Match(pattern, full)
			return ok && err == nil
		})
		if fits && !(f.test && rule.tests) && !underAny(f.path, rule.only) {
			return rule.why
		}
	}
	return ""
}
