package config

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar is a YAML value as it is written: 010101 is a project's name, not the number 4161.
type scalar struct {
	text   string // a list of scalars is joined by commas
	line   int
	quoted bool
	odd    bool // neither a scalar nor a list of them
}

// UnmarshalYAML keeps the text and the line.
func (s *scalar) UnmarshalYAML(n *yaml.Node) error {
	s.line = n.Line
	switch n.Kind {
	case yaml.ScalarNode:
		s.text, s.quoted = n.Value, n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
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

// at returns the file and the line, as messages show them.
func at(path string, line int) string { return fmt.Sprintf("%s, line %d", path, line) }

// decodeYAML fills v. Its *Error says where the mistake is, and quotes nothing.
func decodeYAML(path string, data []byte, v any) error {
	err := yaml.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	what, line := YAMLMistake(err)
	where := path
	if line > 0 {
		where = at(path, line)
	}
	return &Error{Message: where + ": " + what, Advice: yamlHint(what)}
}

// YAMLMistake says what an error of the YAML library is about, and in which line; 0 where it doesn't tell. The
// library's own messages quote the document, which may hold secrets: an anchor that isn't there is often a password
// that begins with *. So its words are used only where they are known to quote nothing.
func YAMLMistake(err error) (what string, line int) {
	text := err.Error()
	if m := regexp.MustCompile(`line (\d+):`).FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	var mismatch *yaml.TypeError
	switch {
	case errors.As(err, &mismatch) && strings.Contains(text, "already defined"):
		return "a key is there twice", line
	case errors.As(err, &mismatch):
		return "a value of the wrong kind", line
	}
	what = "this is not YAML"
	if !strings.ContainsAny(text, "'`\"") || strings.Contains(text, "did not find expected") {
		what += ": " + regexp.MustCompile(`^yaml: (line \d+: )?`).ReplaceAllString(text, "")
	}
	return what, line
}

func yamlHint(what string) string {
	if strings.HasPrefix(what, "this is not YAML") {
		return "Look for wrong indentation, a tab, or a value that needs quotes."
	}
	return "Profiles are a list in config.yaml (- name: work), and clouds are keys in clouds.yaml."
}
