package output

import (
	"errors"

	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/jq"
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
	results := code.Run(v)
	for {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, ok := result.(error); ok {
			return jqError(err)
		}
		if err := printResult(s, out, members, result); err != nil {
			return err
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
