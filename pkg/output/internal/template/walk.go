package template

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"text/template/parse"
)

// These end a round of a range, or all of it.
var (
	errBreak    = errors.New("break")
	errContinue = errors.New("continue")
)

// walk runs a part of a template on dot.
func (e *execution) walk(dot any, node parse.Node) error {
	e.node = node
	switch n := node.(type) {
	case *parse.TextNode:
		e.out.Write(n.Text)
	case *parse.ActionNode:
		v, err := e.pipeline(dot, n.Pipe)
		if err == nil && len(n.Pipe.Decl) == 0 {
			e.print(v)
		}
		return err
	case *parse.ListNode:
		for _, part := range n.Nodes {
			if err := e.walk(dot, part); err != nil {
				return err
			}
		}
	case *parse.IfNode:
		return e.branch(dot, &n.BranchNode)
	case *parse.WithNode:
		return e.branch(dot, &n.BranchNode)
	case *parse.RangeNode:
		return e.rangeOver(dot, n)
	case *parse.TemplateNode:
		return e.include(dot, n)
	case *parse.BreakNode:
		return errBreak
	case *parse.ContinueNode:
		return errContinue
	}
	return nil
}

func (e *execution) print(v any) {
	if v == nil {
		e.out.WriteString("<no value>")
		return
	}
	fmt.Fprint(e.out, v)
}

// branch runs an if, or a with, which has the value as its dot. Their variables end with them.
func (e *execution) branch(dot any, n *parse.BranchNode) error {
	declared := len(e.vars)
	defer func() { e.vars = e.vars[:declared] }()
	v, err := e.pipeline(dot, n.Pipe)
	switch {
	case err != nil:
		return err
	case isTrue(v) && n.NodeType == parse.NodeWith:
		return e.walk(v, n.List)
	case isTrue(v):
		return e.walk(dot, n.List)
	case n.ElseList != nil:
		return e.walk(dot, n.ElseList)
	}
	return nil
}

// rangeOver runs a range: over a list, an object in the order of its keys, or the numbers below one.
func (e *execution) rangeOver(dot any, n *parse.RangeNode) error {
	declared := len(e.vars)
	defer func() { e.vars = e.vars[:declared] }()
	v, err := e.pipeline(dot, n.Pipe)
	if err != nil {
		return err
	}
	rounds := 0
	round := func(key, item any) error {
		rounds++
		return e.round(n, key, item)
	}
	switch v := v.(type) {
	case nil:
	case []any:
		err = each(len(v), func(i int) error { return round(i, v[i]) })
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		err = each(len(keys), func(i int) error { return round(keys[i], v[keys[i]]) })
	case int:
		if len(n.Pipe.Decl) > 1 {
			return e.errorf("can't use %v to iterate over more than one variable", v)
		}
		err = each(v, func(i int) error { return round(nil, i) })
	default:
		return e.errorf("range can't iterate over %v", v)
	}
	if rounds == 0 && n.ElseList != nil {
		return e.walk(dot, n.ElseList)
	}
	return err
}

// each calls f with the numbers below n until one breaks or fails.
func each(n int, f func(i int) error) error {
	for i := range n {
		if err := f(i); errors.Is(err, errBreak) {
			return nil
		} else if err != nil && !errors.Is(err, errContinue) {
			return err
		}
	}
	return nil
}

// round runs the body of a range once. Of two variables the first is the key; one is the item.
func (e *execution) round(n *parse.RangeNode, key, item any) error {
	declared := len(e.vars)
	defer func() { e.vars = e.vars[:declared] }()
	values := []any{item}
	if len(n.Pipe.Decl) > 1 {
		values = []any{key, item}
	}
	for i, decl := range n.Pipe.Decl {
		if err := e.assign(decl.Ident[0], values[i]); err != nil {
			return err
		}
	}
	return e.walk(item, n.List)
}

// include runs another template, which sees none of this one's variables.
func (e *execution) include(dot any, n *parse.TemplateNode) error {
	tree := e.t.trees[n.Name]
	if tree == nil {
		return e.errorf("template %q not defined", n.Name)
	}
	if e.depth == maxDepth {
		return e.errorf("exceeded maximum template depth (%d)", maxDepth)
	}
	v, err := e.pipeline(dot, n.Pipe)
	if err != nil {
		return err
	}
	other := &execution{t: e.t, tree: tree, out: e.out, vars: []variable{{"$", v}}, depth: e.depth + 1}
	return other.walk(v, tree.Root)
}
