package seed

import (
	"fmt"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// namedItems is a list of names as a create has it.
func namedItems(names []string) []map[string]string {
	list := []map[string]string{}
	for _, name := range names {
		list = append(list, map[string]string{"name": name})
	}
	return list
}

// onlyID is the id of the only thing that a name or id means.
func onlyID(member, what, ref string, ids []string) (string, error) {
	switch len(ids) {
	case 0:
		return "", seedMistake(member, "there is no %s %q", what, ref)
	case 1:
		return ids[0], nil
	}
	return "", seedMistake(member, "several have the name %q: name one by its id, %s", ref, strings.Join(ids, " or "))
}

func (s *seeding) imageID(m *model.Model, e *Server) (string, error) {
	if e.Image == "" {
		return "", nil
	}
	if random.IsUUID(e.Image) {
		found, err := m.Image(e.Image)
		if err != nil {
			return "", err
		}
		if found != nil {
			return found.ID, nil
		}
	}
	all, err := m.ImagesFrom("", time.Time{})
	if err != nil {
		return "", err
	}
	var ids []string
	for i, err := range all {
		if err != nil {
			return "", err
		}
		if i.Name == e.Image {
			ids = append(ids, i.ID)
		}
	}
	return onlyID("image", "image", e.Image, ids)
}

func (s *seeding) flavorID(member, ref string) (string, error) {
	if f, found := s.tables.Flavor(ref); found {
		return f.ID, nil
	}
	var ids []string
	for _, f := range s.tables.Flavors() {
		if f.Name == ref {
			ids = append(ids, f.ID)
		}
	}
	return onlyID(member, "flavor", ref, ids)
}

// NetworkIDs are the entry's networks as a create has them.
func (s *seeding) networkIDs(e *Server) ([]map[string]string, error) {
	list := []map[string]string{}
	for i, ref := range e.Networks {
		var ids []string
		for _, id := range s.tables.NetworkIDs() {
			if n := s.tables.NetworkOf(id, 1); n.Label == ref || strings.EqualFold(id, ref) {
				ids = append(ids, id)
			}
		}
		id, err := onlyID(fmt.Sprintf("networks[%d]", i), "network", ref, ids)
		if err != nil {
			return nil, err
		}
		list = append(list, map[string]string{"uuid": id})
	}
	return list, nil
}

func (s *seeding) volumeIDs(e *Server) (all []string, err error) {
	for i, ref := range e.Volumes {
		var ids []string
		for _, v := range s.tables.Volumes {
			if v.Tenant == e.Tenant && (v.Name == ref || strings.EqualFold(v.ID, ref)) {
				ids = append(ids, v.ID)
			}
		}
		id, err := onlyID(fmt.Sprintf("volumes[%d]", i), "volume", ref, ids)
		if err != nil {
			return nil, err
		}
		all = append(all, id)
	}
	return all, nil
}
