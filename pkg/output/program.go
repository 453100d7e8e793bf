package output

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/jq"
	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// A programList gathers a list's documents, and runs --jq or --template on the array.
type programList struct {
	s     *Streams
	out   *sink
	o     Options
	order jq.Order
	docs  []any
}

func (l *programList) document(doc jsontext.Value) error {
	v, err := jsondoc.Decode(doc, l.o.number(), l.order.Record)
	l.docs = append(l.docs, v)
	return err
}

func (l *programList) end() error {
	if l.docs == nil {
		l.docs = []any{} // an empty list is [], not null
	}
	return run(l.s, l.out, l.o, &l.order, l.docs)
}

// showProgram runs --jq or --template on one document.
func showProgram(s *Streams, out *sink, o Options, doc jsontext.Value) error {
	var order jq.Order
	v, err := jsondoc.Decode(doc, o.number(), order.Record)
	if err != nil {
		return err
	}
	return run(s, out, o, &order, v)
}

// number returns how the program of o wants its numbers.
func (o Options) number() func(string) any {
	if o.JQ != "" {
		return jsondoc.ExactNumber
	}
	return jsondoc.PlainNumber
}

func run(s *Streams, out *sink, o Options, order *jq.Order, v any) error {
	if o.JQ != "" {
		return runJQ(s, out, o.JQ, order, v)
	}
	return runTemplate(s, out, o.Template, v)
}
