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
