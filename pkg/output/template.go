package output

import (
	"errors"
	"fmt"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/template"
)

// parseTemplate reads a Go template. Besides Go's own functions it has
//
//	json VALUE             VALUE as compact JSON
//	join SEPARATOR LIST    the texts of LIST with SEPARATOR between them
//	default VALUE X        X, or VALUE where X is missing, null or ""
//	upper TEXT, lower TEXT
//
// and those of templateState. The error is a *UsageError.
func parseTemplate(text string, state *templateState) (*template.Template, error) {
	funcs := state.funcs()
	funcs["json"] = template.Unary(templateJSON)
	funcs["join"] = templateJoin
	funcs["default"] = templateDefault
	funcs["upper"] = template.Text(strings.ToUpper)
	funcs["lower"] = template.Text(strings.ToLower)
	t, err := template.Parse(text, funcs)
	if err != nil {
		return nil, templateError(err)
	}
	return t, nil
}

// runTemplate prints what text makes of v, and a line's end where it lacks one.
func runTemplate(s *Streams, out *sink, text string, v any) error {
	state := &templateState{s: s}
	t, err := parseTemplate(text, state)
	if err != nil {
		return err
	}
	result, err := t.Execute(v)
	if err != nil {
		return templateError(err)
	}
	result = append(result, state.tableRender()...)
	if n := len(result); n > 0 && result[n-1] != '\n' {
		result = append(result, '\n')
	}
	_, err = out.Write([]byte(state.withColors(s.shown(string(result)))))
	return err
}

// templateError returns err without the name that a template on the command line doesn't have.
func templateError(err error) error {
	return usage("--template: %s", strings.TrimPrefix(strings.TrimPrefix(err.Error(), "template: :"), "template: "))
}

func templateJSON(v any) (any, error) {
	doc, err := gojq.Marshal(v)
	return string(doc), err
}

func templateJoin(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	separator, isText := args[0].(string)
	items, isList := args[1].([]any)
	if !isText || !isList {
		return nil, errors.New("join needs a separator and a list")
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, separator), nil
}

func templateDefault(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	if args[1] == nil || args[1] == "" {
		return args[0], nil
	}
	return args[1], nil
}
