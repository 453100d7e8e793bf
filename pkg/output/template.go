package output

import (
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/formatters"
	"github.com/novactl/novactl/pkg/output/internal/template"
)

// parseTemplate reads a Go template, with the functions of run. The error is a *UsageError.
func parseTemplate(text string, run *formatters.Formatters) (*template.Template, error) {
	t, err := template.Parse(text, run.Funcs())
	if err != nil {
		return nil, templateError(err)
	}
	return t, nil
}

// runTemplate prints what text makes of v, and a line's end where it lacks one.
func runTemplate(s *Streams, out *sink, text string, v any) error {
	run := &formatters.Formatters{Screen: formatters.Screen{Now: s.Now, Shown: s.shown, TTY: s.OutTTY, Styles: s.OutTTY && s.Color && !s.Dumb}}
	t, err := parseTemplate(text, run)
	if err != nil {
		return err
	}
	result, err := t.Execute(v)
	if err != nil {
		return templateError(err)
	}
	result = append(result, run.TableRender()...)
	if n := len(result); n > 0 && result[n-1] != '\n' {
		result = append(result, '\n')
	}
	_, err = out.Write([]byte(run.WithColors(s.shown(string(result)))))
	return err
}

// templateError returns err without the name that a template on the command line doesn't have.
func templateError(err error) error {
	return usage("--template: %s", strings.TrimPrefix(strings.TrimPrefix(err.Error(), "template: :"), "template: "))
}
