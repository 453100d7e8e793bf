package template

import (
	"strings"
	"text/template/parse"
)

// pipeline evaluates p, whose variables it declares or changes. Each command has the value before it as its last argument.
func (e *execution) pipeline(dot any, p *parse.PipeNode) (any, error) {
	if p == nil {
		return nil, nil
	}
	e.node = p
	var piped []any
	for _, c := range p.Cmds {
		v, err := e.command(dot, c, piped)
		if err != nil {
			return nil, err
		}
		piped = []any{v}
	}
	for _, decl := range p.Decl {
		if !p.IsAssign {
			e.vars = append(e.vars, variable{decl.Ident[0], piped[0]})
		} else if err := e.assign(decl.Ident[0], piped[0]); err != nil {
			return nil, err
		}
	}
	return piped[0], nil
}

// command evaluates a command, with the value that was piped into it.
func (e *execution) command(dot any, c *parse.CommandNode, piped []any) (any, error) {
	first := c.Args[0]
	if f, ok := first.(*parse.IdentifierNode); ok {
		return e.function(dot, c, f.Ident, piped)
	}
	e.node = first
	if len(c.Args) > 1 || len(piped) > 0 {
		return nil, e.errorf("can't give argument to non-function %s", first)
	}
	if first.Type() == parse.NodeNil {
		return nil, e.errorf("nil is not a command")
	}
	return e.operand(dot, first)
}

// operand evaluates what is neither a command nor a pipeline.
func (e *execution) operand(dot any, node parse.Node) (any, error) {
	e.node = node
	switch n := node.(type) {
	case *parse.DotNode:
		return dot, nil
	case *parse.NilNode:
		return nil, nil
	case *parse.FieldNode:
		return e.fields(dot, n.Ident)
	case *parse.VariableNode:
		v, err := e.lookUp(n.Ident[0])
		if err != nil {
			return nil, err
		}
		return e.fields(v, n.Ident[1:])
	case *parse.ChainNode:
		if n.Node.Type() == parse.NodeNil {
			return nil, e.errorf("indirection through explicit nil in %s", n)
		}
		v, err := e.operand(dot, n.Node)
		if err != nil {
			return nil, err
		}
		e.node = n
		return e.fields(v, n.Field)
	case *parse.PipeNode:
		return e.pipeline(dot, n)
	case *parse.IdentifierNode:
		return e.function(dot, n, n.Ident, nil)
	case *parse.StringNode:
		return n.Text, nil
	case *parse.BoolNode:
		return n.True, nil
	case *parse.NumberNode:
		return e.number(n)
	}
	return nil, e.errorf("can't handle %s", node)
}

// fields follows names into objects. What isn't there is nil, and so is all below it.
func (e *execution) fields(v any, names []string) (any, error) {
	for _, name := range names {
		if v == nil {
			return nil, nil
		}
		object, ok := v.(map[string]any)
		if !ok {
			return nil, e.errorf("can't evaluate field %s in %s", name, kindOf(v))
		}
		v = object[name]
	}
	return v, nil
}

// number returns a literal as Go reads it: an integer where it is written as one.
func (e *execution) number(n *parse.NumberNode) (any, error) {
	text := strings.ToLower(n.Text)
	hex := strings.Contains(text, "0x") && !strings.Contains(text, "p")
	float := strings.ContainsAny(text, ".ep") && !hex && text[0] != '\''
	switch {
	case n.IsFloat && float:
		return n.Float64, nil
	case n.IsInt:
		return int(n.Int64), nil
	case n.IsUint:
		return nil, e.errorf("%s overflows int", n.Text)
	}
	return nil, e.errorf("%s: JSON has no such numbers", n.Text)
}

// function calls a function with the arguments of node, if that is a command, and what was piped into it.
func (e *execution) function(dot any, node parse.Node, name string, piped []any) (any, error) {
	var operands []parse.Node
	if c, ok := node.(*parse.CommandNode); ok {
		operands = c.Args[1:]
	}
	if name == "and" || name == "or" {
		return e.logic(dot, node, name, operands, piped)
	}
	args := make([]any, 0, len(operands)+len(piped))
	for _, o := range operands {
		v, err := e.operand(dot, o)
		if err != nil {
			return nil, err
		}
		args = append(args, v)
	}
	e.node = node
	v, err := e.t.funcs[name](append(args, piped...))
	if err != nil {
		return nil, e.errorf("error calling %s: %w", name, err)
	}
	return v, nil
}

// logic evaluates and, or or: the arguments up to the one that decides, and no further.
func (e *execution) logic(dot any, node parse.Node, name string, operands []parse.Node, piped []any) (any, error) {
	for i, o := range operands {
		v, err := e.operand(dot, o)
		if err != nil {
			return nil, err
		}
		if isTrue(v) == (name == "or") || i == len(operands)-1 && len(piped) == 0 {
			return v, nil
		}
	}
	if len(piped) == 0 {
		e.node = node
		return nil, e.errorf("wrong number of args for %s: want at least 1 got 0", name)
	}
	return piped[0], nil
}
