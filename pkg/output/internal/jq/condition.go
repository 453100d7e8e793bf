package jq

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// A Condition is a program that is true of a document or not.
type Condition struct {
	code    *gojq.Code
	members Members
}

// NewCondition reads a program.
func NewCondition(program string) (*Condition, error) {
	c := &Condition{}
	var err error
	c.code, err = Compile(program, &c.members)
	return c, err
}

// Holds reports whether the first thing that the program makes is neither false nor null: of the array of docs, or of the one that there is.
// A program that halts says no.
func (c *Condition) Holds(docs []jsontext.Value, one bool) (bool, error) {
	defer c.members.Purge()
	list := make([]any, len(docs))
	for i, doc := range docs {
		v, err := jsondoc.Decode(doc, jsondoc.ExactNumber, c.members.Record)
		if err != nil {
			return false, err
		}
		list[i] = v
	}
	var input any = list
	if one && len(list) == 1 {
		input = list[0]
	}
	first, made := c.code.Run(input).Next()
	if err, failed := first.(error); failed {
		if halt, ok := errors.AsType[*gojq.HaltError](err); ok && halt.Value() == nil {
			return false, nil
		}
		return false, err
	}
	return made && first != nil && first != false, nil
}
