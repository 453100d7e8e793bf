package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/novactl/novactl/pkg/pattern"
)

// Scalar is a YAML value as it is written: 010101 is a project's name, not the number 4161.
type Scalar struct {
	Text   string // a list of scalars is joined by commas
	Line   int    // of the file
	Quoted bool   // a text, whatever it looks like
	Odd    bool   // neither a Scalar nor a list of them
}

// UnmarshalYAML keeps the text and the line.
func (s *Scalar) UnmarshalYAML(n *yaml.Node) error {
	s.Line = n.Line
	switch n.Kind {
	case yaml.ScalarNode:
		s.Text, s.Quoted = n.Value, n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	case yaml.SequenceNode:
		var items []string
		for _, item := range n.Content {
			s.Odd = s.Odd || item.Kind != yaml.ScalarNode
			items = append(items, item.Value)
		}
		s.Text = strings.Join(items, ",")
	default:
		s.Odd = true
	}
	return nil
}

// At returns the file and the line, as messages show them.
func At(path string, line int) string { return fmt.Sprintf("%s, line %d", path, line) }

// Decode fills v. Its *Error says where the mistake is, and quotes nothing.
func Decode(path string, data []byte, v any) error {
	err := yaml.Unmarshal(data, v)
	if err == nil {
		return nil
	}
	what, line := Mistake(data, err)
	where := path
	if line > 0 {
		where = At(path, line)
	}
	return &Error{Message: where + ": " + what, Advice: hintOf(what)}
}

// HasMore reports whether there is a second document in a file, or what may be one.
func HasMore(data []byte) bool {
	documents := yaml.NewDecoder(bytes.NewReader(data))
	var n yaml.Node
	return documents.Decode(&n) == nil && !errors.Is(documents.Decode(&n), io.EOF)
}

// parserMistake is a mistake that the library's parser found, and not its scanner.
var parserMistake = pattern.Lazy(`did not find expected (<document start>|node content|'-' indicator|key|',' or '.')$`)

// Mistake says what an error of the YAML library is about, and in which line; 0 where it doesn't tell. The
// library's own messages quote the document, which may hold secrets: an anchor that isn't there is often a password
// that begins with *. So its words are used only where they are known to quote nothing.
func Mistake(document []byte, err error) (what string, line int) {
	text := err.Error()
	if m := regexp.MustCompile(`line (\d+):`).FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	if parserMistake().MatchString(text) { // the library counts these from 0, and says nothing of the first line
		lines := bytes.Count(bytes.TrimRight(document, "\n"), []byte("\n")) + 1
		line = min(line+1, lines)
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

func hintOf(what string) string {
	if strings.HasPrefix(what, "this is not YAML") {
		return "Look for wrong indentation, a tab, or a value that needs quotes."
	}
	return "Profiles are a list in config.yaml (- name: work), and clouds are keys in clouds.yaml."
}
