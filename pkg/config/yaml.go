package config

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar is a YAML value as it is written: 010101 is a project's name, not the number 4161.
type scalar struct {
	text string // a list of scalars is joined by commas
	line int
	odd  bool // neither a scalar nor a list of them
}

// UnmarshalYAML keeps the text and the line.
func (s *scalar) UnmarshalYAML(n *yaml.Node) error {
	s.line = n.Line
	switch n.Kind {
	case yaml.ScalarNode:
		s.text = n.Value
	case yaml.SequenceNode:
		var items []string
		for _, item := range n.Content {
			s.odd = s.odd || item.Kind != yaml.ScalarNode
			items = append(items, item.Value)
		}
		s.text = strings.Join(items, ",")
	default:
		s.odd = true
	}
	return nil
}

// at is the place of a line in a file, as messages show it.
func at(path string, line int) string { return fmt.Sprintf("%s, line %d", path, line) }

// decodeYAML fills v. The library's own messages quote the document, which may hold secrets, so only their line is
// used, and their text where it is known to quote nothing.
func decodeYAML(path string, data []byte, v any) error {
	err := yaml.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	text, what := err.Error(), "this is not YAML"
	var shape *yaml.TypeError
	switch {
	case errors.As(err, &shape) && strings.Contains(text, "already defined"):
		what = "a key is there twice"
	case errors.As(err, &shape):
		what = "a value of the wrong kind"
	case !strings.ContainsAny(text, "'`\"") || strings.Contains(text, "did not find expected"):
		what += ": " + regexp.MustCompile(`^yaml: (line \d+: )?`).ReplaceAllString(text, "")
	}
	where := path
	if m := regexp.MustCompile(`line (\d+):`).FindStringSubmatch(text); m != nil {
		where += ", line " + m[1]
	}
	return &Error{Message: where + ": " + what, Hint: yamlHint(what)}
}

func yamlHint(what string) string {
	if strings.HasPrefix(what, "this is not YAML") {
		return "Look for wrong indentation, a tab, or a value that needs quotes."
	}
	return "Profiles are a list in config.yaml (- name: work), and clouds are keys in clouds.yaml."
}
