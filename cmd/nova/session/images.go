package session

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// FindImage finds an image by its id, or by its name.
func (s *Nova) FindImage(name string) (*pytext.Dict, error) {
	if s.Explain {
		return pytext.NewDict("id", name), nil
	}
	if isUUID(name) {
		d, err := s.service("image", "v2", "/images/"+Escape(name))
		if err != nil && notFound(err) {
			return nil, Errorf("%s", MessageOf(err))
		}
		return d, err
	}
	found, err := s.ListImages("/images?name=" + FullyEscaped(name))
	if err != nil {
		return nil, err
	}
	return only("Image", name, found)
}

// FindNetwork is the id of the network that has a name.
func (s *Nova) FindNetwork(name string) (string, error) {
	if s.Explain {
		return name, nil
	}
	d, err := s.service("network", "v2.0", "/networks?name="+FullyEscaped(name))
	if err != nil {
		return "", err
	}
	found, err := Items(d, "networks")
	if err != nil {
		return "", err
	}
	d, err = only("Network", name, found)
	return d.Text("id"), err
}

// only is the one that was found by a name.
func only(class, name string, found []*pytext.Dict) (*pytext.Dict, error) {
	switch len(found) {
	case 0:
		return nil, Errorf("No %s matching %s. (HTTP 404)", class, name)
	case 1:
		return found[0], nil
	}
	return nil, Errorf("Multiple %s matches found for '%s', use an ID to be more specific.", strings.ToLower(class), name)
}

// ListImages reads a list of images to its end.
func (s *Nova) ListImages(path string) ([]*pytext.Dict, error) {
	return pages(path, "images", func(path string) (*pytext.Dict, error) { return s.service("image", "v2", path) })
}

// imagesIn is the path of the images whose member is one of several texts.
func imagesIn(member string, texts []string) string {
	return "/images?" + member + "=in:" + FullyEscaped(strings.Join(texts, ","))
}

// findImages are the ids of several images, each found by its id or its name.
func (s *Nova) findImages(names []string) (ids []any, err error) {
	add := func(id string) { ids = append(ids, pytext.NewDict("id", id)) }
	if s.Explain {
		for _, name := range names {
			add(name)
		}
		return ids, nil
	}
	have := map[string]bool{}
	unasked := false
	for _, by := range []string{"id", "names"} {
		found, err := s.ListImages(imagesIn(by, names))
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			id, name := d.Text("id"), d.Text("name")
			have[id], have[name] = true, true
			unasked = unasked || !slices.Contains(names, id) && !slices.Contains(names, name)
			add(id)
		}
	}
	missed := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return have[name] })
	switch {
	case len(missed) > 0:
		return nil, Errorf("Unable to find image(s): %s (HTTP 404)", strings.Join(missed, ","))
	case unasked:
		return nil, &classError{"ClientException", "Additional images found in response (HTTP 500)"}
	}
	return ids, nil
}
