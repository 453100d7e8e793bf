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
		keys = slices.Sorted(slices.Values(keys))
		slices.Reverse(keys)
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
