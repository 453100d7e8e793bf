package test

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/config"
)

// TestEverySettingIsRead checks that the product uses the value of every row of the table: a flag that nobody reads is taken and
// does nothing, as --timeout once was.
func TestEverySettingIsRead(t *testing.T) {
	t.Parallel()
	var rows []string
	for _, s := range config.Settings() {
		rows = append(rows, s.Name)
	}
	for _, name := range unreadSettings(project(t), append(rows, "planted")) {
		if name != "planted" {
			t.Errorf("nobody reads the setting %s: use what pkg/config returns of it, or take its row out", name)
		}
	}
	if !slices.Contains(unreadSettings(project(t), []string{"planted"}), "planted") {
		t.Error("a row that nobody reads isn't found")
	}
	withoutCommands := slices.DeleteFunc(project(t), func(s source) bool { return strings.HasPrefix(s.path, "cmd/") })
	if unread := unreadSettings(withoutCommands, rows); len(unread) < len(rows)-5 {
		t.Errorf("without the commands only these are unread: %v", unread)
	}
}

// unreadSettings returns the names whose value goes to no command. pkg/config hands a value over in a method, or in a member of a
// struct such as config.Connection; a command that names that reads the setting.
func unreadSettings(sources []source, names []string) []string {
	handed := map[string][]string{} // by setting: the methods and members
	used := map[string]bool{}       // what cmd selects
	for _, s := range sources {
		switch {
		case s.test:
		case s.dir() == "pkg/config":
			for _, d := range s.ast.Decls {
				if f, ok := d.(*ast.FuncDecl); ok {
					handedOver(f, handed)
				}
			}
		case strings.HasPrefix(s.path, "cmd/"):
			ast.Inspect(s.ast, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					used[sel.Sel.Name] = true
					if x, ok := sel.X.(*ast.Ident); ok {
						used[x.Name+"."+sel.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.ContainsFunc(handed[name], func(symbol string) bool { return symbol == "" || used[symbol] })
	})
}

// handedOver notes for each setting that f looks up where its value goes. What f itself decides by, as the choice of the profile, needs
// no command: its symbol is "".
func handedOver(f *ast.FuncDecl, handed map[string][]string) {
	var member string // that the value under way goes into
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			outer := member
			if id, ok := n.Key.(*ast.Ident); ok {
				member = memberOf(f, id.Name)
			} else if name, ok := literal(n.Key); ok { // "password": &conn.Password
				notePointers(f, name, n.Value, handed)
			}
			ast.Inspect(n.Value, visit)
			member = outer
			return false
		case *ast.AssignStmt:
			outer := member
			if sel, ok := n.Lhs[0].(*ast.SelectorExpr); ok {
				member = memberOf(f, sel.Sel.Name)
			}
			for _, value := range n.Rhs {
				ast.Inspect(value, visit)
			}
			member = outer
			return false
		case *ast.CaseClause: // case "jq": addFlag(fs, s, &o.JQ)
			for _, e := range n.List {
				if name, ok := literal(e); ok {
					notePointers(f, name, n, handed)
				}
			}
		case *ast.CallExpr:
			noteLookUp(f, n, member, handed)
		}
		return true
	}
	ast.Inspect(f.Body, visit)
}

// notePointers notes the members that a setting's value is put into by their addresses.
func notePointers(f *ast.FuncDecl, name string, in ast.Node, handed map[string][]string) {
	ast.Inspect(in, func(n ast.Node) bool {
		if to, ok := n.(*ast.UnaryExpr); ok && to.Op == token.AND {
			if sel, ok := to.X.(*ast.SelectorExpr); ok {
				handed[name] = append(handed[name], memberOf(f, sel.Sel.Name))
			}
		}
		return true
	})
}

// noteLookUp notes a call such as c.Get("region"), or that of the profile's name.
func noteLookUp(f *ast.FuncDecl, call *ast.CallExpr, member string, handed map[string][]string) {
	if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "strongest" && len(call.Args) == 2 {
		if name, ok := literal(call.Args[1]); ok && name == "cloud" {
			handed[name] = append(handed[name], "")
		}
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 || !slices.Contains([]string{"Get", "Int", "Float", "Bool", "Duration", "List"}, sel.Sel.Name) {
		return
	}
	name, ok := literal(call.Args[0])
	if !ok {
		return
	}
	symbol := member
	if symbol == "" && ast.IsExported(f.Name.Name) {
		symbol = f.Name.Name
	}
	if symbol != "" {
		handed[name] = append(handed[name], symbol)
	}
}

// memberOf returns how a command names a member: those of a connection by conn.
func memberOf(f *ast.FuncDecl, name string) string {
	if slices.Contains([]string{"openConnection", "readSecrets"}, f.Name.Name) {
		return "conn." + name
	}
	return name
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
