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
// The error is a *UsageError.
func parseTemplate(text string) (*template.Template, error) {
	t, err := template.Parse(text, map[string]template.Func{
		"json":    template.Unary(templateJSON),
		"join":    templateJoin,
		"default": templateDefault,
		"upper":   template.Text(strings.ToUpper),
		"lower":   template.Text(strings.ToLower),
	})
	if err != nil {
		return nil, templateError(err)
	}
	return t, nil
}

// runTemplate prints what text makes of v, and a line's end where it lacks one.
func runTemplate(s *Streams, out *sink, text string, v any) error {
	t, err := parseTemplate(text)
	if err != nil {
		return err
	}
	result, err := t.Execute(v)
	if err != nil {
		return templateError(err)
	}
	if n := len(result); n > 0 && result[n-1] != '\n' {
		result = append(result, '\n')
	}
	_, err = out.Write([]byte(s.shown(string(result))))
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
