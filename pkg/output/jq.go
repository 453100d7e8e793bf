package output

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/jq"
	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// compileJQ reads a jq program. It sees the document and nothing else: no environment, no files. The error is a
// *UsageError.
func compileJQ(program string, members *jq.Members) (*gojq.Code, error) {
	code, err := jq.Compile(program, members)
	if err != nil {
		return nil, usage("--jq: %v", err)
	}
	return code, nil
}

// runJQ prints each result of program on v on a line: strings as their text, others as compact JSON, with
// members in order.
func runJQ(s *Streams, out *sink, program string, members *jq.Members, v any) error {
	code, err := compileJQ(program, members)
	if err != nil {
		return err
	}
	_, err = printResults(s, out, members, code.Run(v))
	return err
}

// An eachList runs a jq program on each document of a list as it comes, and holds none.
type eachList struct {
	s       *Streams
	out     *sink
	program *jq.OnItems
	members jq.Members
	reader  *jsondoc.Reader
	halted  bool // the program has said that it is done
}

func (l *eachList) document(doc jsontext.Value) error {
	if l.halted {
		return nil
	}
	v, err := l.reader.Read(doc)
	if err != nil {
		return err
	}
	l.halted, err = printResults(l.s, l.out, &l.members, l.program.Run(v))
	l.members.Purge()
	return err
}

func (l *eachList) end() error { return nil }

// printResults prints what a program makes. Halted: it halted, and is to make no more.
func printResults(s *Streams, out *sink, members *jq.Members, results gojq.Iter) (halted bool, err error) {
	for {
		result, ok := results.Next()
		if !ok {
			return false, nil
		}
		if err, ok := result.(error); ok {
			return true, jqError(err)
		}
		if err := printResult(s, out, members, result); err != nil {
			return true, err
		}
	}
}

// jqError turns what a program ended with into an error: halt is a good end, anything else the program's mistake.
func jqError(err error) error {
	if halt, ok := errors.AsType[*gojq.HaltError](err); ok && halt.Value() == nil {
		return nil
	}
	return usage("--jq: %v", err)
}

func printResult(s *Streams, out *sink, members *jq.Members, result any) error {
	text, ok := result.(string)
	if ok {
		text = s.shown(text)
	} else {
		doc, err := members.Encode(result)
		if err != nil {
			return usage("--jq: %v", err)
		}
		text = string(sanitize.JSON(doc, 0))
	}
	_, err := out.Write([]byte(text + "\n"))
	return err
}
