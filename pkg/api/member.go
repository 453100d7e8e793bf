package api

import (
	"bytes"
	"errors"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// WithMember returns the JSON object with one more member, its other members as they were; one of that name is left
// alone. It serves the adminPass that a create's answer holds and the server's own document doesn't (guide 2.1.2.1).
func WithMember(object jsontext.Value, name string, value any) (jsontext.Value, error) {
	text := bytes.TrimSpace(object)
	if len(text) < 2 || text[0] != '{' || text[len(text)-1] != '}' {
		return nil, errors.New("not a JSON object")
	}
	if _, err := Member(object, name); err == nil {
		return object, nil
	}
	member, err := json.Marshal(map[string]any{name: value})
	if err != nil {
		return nil, err
	}
	rest := bytes.TrimSpace(text[1 : len(text)-1])
	if len(rest) == 0 {
		return member, nil
	}
	out := append(bytes.TrimSuffix(member, []byte("}")), ',')
	out = append(out, rest...)
	return append(out, '}'), nil
}
