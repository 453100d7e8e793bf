package output

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"github.com/itchyny/gojq"
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
	t, err := template.New("").Funcs(template.FuncMap{
		"json":    templateJSON,
		"join":    templateJoin,
		"default": templateDefault,
		"upper":   strings.ToUpper,
		"lower":   strings.ToLower,
	}).Parse(text)
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
	var result bytes.Buffer
	if err := t.Execute(&result, v); err != nil {
		return templateError(err)
	}
	if n := result.Len(); n > 0 && result.Bytes()[n-1] != '\n' {
		result.WriteByte('\n')
	}
	_, err = out.Write([]byte(s.shown(result.String())))
	return err
}

// templateError returns err without the name that a template on the command line doesn't have.
func templateError(err error) error {
	return usage("--template: %s", strings.TrimPrefix(strings.TrimPrefix(err.Error(), "template: :"), "template: "))
}

func templateJSON(v any) (string, error) {
	doc, err := gojq.Marshal(v)
	return string(doc), err
}

func templateJoin(separator string, list any) (string, error) {
	items, ok := list.([]any)
	if !ok {
		return "", errors.New("join needs a list")
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, separator), nil
}

func templateDefault(fallback, v any) any {
	if v == nil || v == "" {
		return fallback
	}
	return v
}
