// Package jq runs jq programs on objects whose members keep their order, as jq does: gojq, which it runs them with, sorts them.
package jq

import (
	_ "embed"

	"github.com/itchyny/gojq"
)

//go:embed base.jq
var base string

//go:embed ordered.jq
var ordered string

// Compile reads a program that finds the order of objects in o, and notes there that of the objects it makes.
func Compile(program string, o *Members) (*gojq.Code, error) {
	query, err := gojq.Parse(program)
	if err != nil {
		return nil, err
	}
	return compile(query, o)
}

// OnItems is a program that runs on each item of a list instead of on the list.
type OnItems struct {
	*gojq.Code
	Reads []string // the members of an item that it looks at; nil: it may be any
}

// CompileOnItems reads a program for the items of a list; nil: it asks for more than item after item, as it doesn't begin with .[].
func CompileOnItems(program string, o *Members) (*OnItems, error) {
	query, err := gojq.Parse(program)
	if err != nil || !trimEach(query) {
		return nil, err
	}
	var p OnItems
	if members, ok := membersRead(query); ok {
		p.Reads = append([]string{}, members...)
	}
	if p.Code, err = compile(query, o); err != nil {
		return nil, err
	}
	return &p, nil
}

func compile(query *gojq.Query, o *Members) (*gojq.Code, error) {
	first, err := gojq.Parse(base + ".")
	if err != nil {
		return nil, err
	}
	second, err := gojq.Parse(ordered + ".")
	if err != nil {
		return nil, err
	}
	rewrite(second)
	rewrite(query)
	query.FuncDefs = append(append(first.FuncDefs, second.FuncDefs...), query.FuncDefs...)
	return gojq.Compile(query, o.functions()...)
}
