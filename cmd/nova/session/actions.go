package session

import (
	"errors"
	"slices"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// ChangeMetadata sets or deletes metadata of a server. Keys are deleted from the last on where nova does so.
func (s *Nova) ChangeMetadata(id string, metadata *pytext.Dict, backwards bool) error {
	path := "/servers/" + Escape(id) + "/metadata"
	if s.Args.Text("action") == "set" {
		_, err := s.Post(path, pytext.NewDict("metadata", metadata))
		return err
	}
	keys := metadata.Keys()
	if backwards {
		keys = descending(keys)
	}
	return s.DeleteKeys(path, keys)
}

// DeleteKeys deletes one key after the other below a path, up to the first that is refused.
func (s *Nova) DeleteKeys(path string, keys []string) error {
	for _, key := range keys {
		if err := s.Delete(path + "/" + Escape(key)); err != nil && !errors.Is(err, ErrExplained) {
			return err
		}
	}
	return nil
}

// descending are names from the last to the first.
func descending(names []string) []string {
	sorted := slices.Sorted(slices.Values(names))
	slices.Reverse(sorted)
	return sorted
}

// Act makes a command that is one action of a server.
func Act(name string) func(*Nova) error {
	return func(s *Nova) error { return s.ActWith(name, nil) }
}

// ActWith does an action of the server that the line names. Nil info is null.
func (s *Nova) ActWith(name string, info *pytext.Dict) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	return s.Action(r, name, info)
}

// Action does an action of a server.
func (s *Nova) Action(r *Resource, name string, info *pytext.Dict) error {
	_, err := s.ActionAnswer(r, name, info)
	return err
}

// ActionAnswer does an action and returns what was answered.
func (s *Nova) ActionAnswer(r *Resource, name string, info *pytext.Dict) (Answer, error) {
	var value any
	if info != nil {
		value = info
	}
	return s.Do("POST", "/servers/"+Escape(r.ID())+"/action", pytext.NewDict(name, value))
}

// Optional is an object with a member, nil where there is no value for it.
func Optional(name, value string) *pytext.Dict {
	if value == "" {
		return nil
	}
	return pytext.NewDict(name, value)
}

// Below is the path of something below the server that the line names.
func (s *Nova) Below(path string) (string, error) {
	r, err := s.Server()
	if err != nil {
		return "", err
	}
	return "/servers/" + Escape(r.ID()) + path, nil
}

// ShowBelow prints the document below a server.
func (s *Nova) ShowBelow(path string) error {
	path, err := s.Below(path)
	if err != nil {
		return err
	}
	d, err := s.Get(path)
	if err != nil {
		return err
	}
	return s.PrintDict(d, 80)
}

// ListBelow prints a list below a server.
func (s *Nova) ListBelow(path, root string, fields []string) error {
	path, err := s.Below(path)
	if err != nil {
		return err
	}
	return s.PrintAll(path, root, fields)
}

// PrintAll prints a list.
func (s *Nova) PrintAll(path, root string, fields []string) error {
	all, err := s.List(path, root)
	if err != nil {
		return err
	}
	return s.PrintList(fields, Wholes(all), nil, Unsorted)
}
