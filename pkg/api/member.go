package api

import (
	"bytes"
	"errors"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/jsonscan"
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

// SetMember returns the JSON object, nothing being an empty one, with a member that has the value, its members in the order of their names.
func SetMember(object jsontext.Value, name string, value any) (jsontext.Value, error) {
	members := map[string]any{}
	if len(object) > 0 {
		var old map[string]jsontext.Value
		if err := Unmarshal(object, &old); err != nil {
			return nil, err
		}
		for name, value := range old {
			members[name] = value
		}
	}
	members[name] = value
	return json.Marshal(members, json.Deterministic(true))
}

// selectMembers returns the JSON object with no more than the named members, as they are and in order, repeated ones too. What isn't an object
// as nearly all are comes back as it is.
func selectMembers(object jsontext.Value, names []string) jsontext.Value {
	out := make(jsontext.Value, 1, 256)
	out[0] = '{'
	s := jsonscan.Scanner{Text: object}
	end := s.Object(jsonscan.Space(object, 0), func(name []byte, at int) int {
		end := s.Value(at)
		switch {
		case bytes.IndexByte(name, '\\') >= 0: // it may be one of them
			return -1
		case end >= 0 && slices.Contains(names, string(name[1:len(name)-1])):
			out = append(append(append(append(out, name...), ':'), object[at:end]...), ',')
		}
		return end
	})
	if end < 0 || jsonscan.Space(object, end) != len(object) {
		return object
	}
	if len(out) == 1 {
		return append(out, '}')
	}
	out[len(out)-1] = '}'
	return out
}
