package output

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/jq"
	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// A programList gathers a list's documents, and runs --jq or --template on the array.
type programList struct {
	s       *Streams
	out     *sink
	o       Options
	members jq.Members
	reader  *jsondoc.Reader
	docs    []any
}

// newProgramList returns the lister of a program. One that begins with .[] runs on each document as it comes.
func newProgramList(s *Streams, out *sink, o Options) interface {
	document(jsontext.Value) error
	end() error
} {
	if o.JQ != "" {
		e := &eachList{s: s, out: out}
		if program, err := jq.CompileOnItems(o.JQ, &e.members); err == nil && program != nil {
			e.program, e.reader = program, jsondoc.NewReader(o.number(), e.members.RecordRead)
			e.reader.Only = program.Reads
			return e
		}
	}
	l := &programList{s: s, out: out, o: o}
	l.reader = jsondoc.NewReader(o.number(), l.members.RecordRead)
	return l
}

func (l *programList) document(doc jsontext.Value) error {
	v, err := l.reader.Read(doc)
	l.docs = append(l.docs, v)
	return err
}

func (l *programList) end() error {
	if l.docs == nil {
		l.docs = []any{} // an empty list is [], not null
	}
	return run(l.s, l.out, l.o, &l.members, l.docs)
}

// showProgram runs --jq or --template on one document.
func showProgram(s *Streams, out *sink, o Options, doc jsontext.Value) error {
	var members jq.Members
	v, err := jsondoc.Decode(doc, o.number(), members.Record)
	if err != nil {
		return err
	}
	return run(s, out, o, &members, v)
}

// number returns how the program of o wants its numbers.
func (o Options) number() func(string) any {
	if o.JQ != "" {
		return jsondoc.ExactNumber
	}
	return jsondoc.PlainNumber
}

func run(s *Streams, out *sink, o Options, members *jq.Members, v any) error {
	if o.JQ != "" {
		return runJQ(s, out, o.JQ, members, v)
	}
	return runTemplate(s, out, o.Template, v)
}
