// Package template runs Go templates on JSON values: nil, bool, int, float64, string, json.Number, []any and map[string]any. The language is
// that of text/template, whose parser it uses; running is its own, because that of text/template calls methods by name: with it, the linker has
// to leave every exported method in the program, a sixth of its size. JSON has no methods. The tests compare the two.
package template

import (
	"bytes"
	"errors"
	"fmt"
	"text/template/parse"
)

// maxDepth is how deep templates may call each other.
const maxDepth = 10_000

// A Func is a function of templates. What it returns as an error ends the run.
type Func func(args []any) (any, error)

// A Template is ready to run.
type Template struct {
	trees map[string]*parse.Tree
	funcs map[string]Func
}

// Parse reads text. funcs come on top of the language's own functions.
func Parse(text string, funcs map[string]Func) (*Template, error) {
	known := map[string]any{"and": true, "or": true} // which the evaluation of their arguments is part of
	all := builtins()
	for name, f := range funcs {
		all[name] = f
	}
	for name := range all {
		known[name] = true
	}
	trees, err := parse.Parse("", text, "", "", known)
	return &Template{trees: trees, funcs: all}, err
}

// Execute returns what t makes of v.
func (t *Template) Execute(v any) ([]byte, error) {
	var out bytes.Buffer
	tree := t.trees[""]
	if tree == nil {
		return nil, errors.New("the template is empty")
	}
	e := &execution{t: t, tree: tree, out: &out, vars: []variable{{"$", v}}}
	err := e.walk(v, tree.Root)
	return out.Bytes(), err
}

// An execution is how far a run has come.
type execution struct {
	t     *Template
	tree  *parse.Tree
	out   *bytes.Buffer
	node  parse.Node // which errors are of
	vars  []variable
	depth int
}

type variable struct {
	name  string
	value any
}

// errorf returns an error with the place where the run is.
func (e *execution) errorf(format string, args ...any) error {
	location, source := e.tree.ErrorContext(e.node)
	return fmt.Errorf("template: %s: executing %q at <%s>: %w", location, e.tree.Name, source, fmt.Errorf(format, args...))
}

// assign changes the variable of that name that was declared last.
func (e *execution) assign(name string, v any) error {
	for i := len(e.vars) - 1; i >= 0; i-- {
		if e.vars[i].name == name {
			e.vars[i].value = v
			return nil
		}
	}
	return e.errorf("undefined variable: %s", name)
}

func (e *execution) lookUp(name string) (any, error) {
	for i := len(e.vars) - 1; i >= 0; i-- {
		if e.vars[i].name == name {
			return e.vars[i].value, nil
		}
	}
	return nil, e.errorf("undefined variable: %s", name)
}
