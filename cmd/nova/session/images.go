package session

import (
	"net/url"
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
		d, err := s.Image("/images/" + Escape(name))
		if err != nil && notFound(err) {
			return nil, Errorf("%s", MessageOf(err))
		}
		return d, err
	}
	found, err := s.ListImages("/images?name=" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, Errorf("No Image matching %s. (HTTP 404)", name)
	case len(found) > 1:
		return nil, Errorf("Multiple image matches found for '%s', use an ID to be more specific.", name)
	}
	return found[0], nil
}

// ListImages reads a list of images to its end.
func (s *Nova) ListImages(path string) ([]*pytext.Dict, error) {
	var all []*pytext.Dict
	for path != "" {
		d, err := s.Image(path)
		if err != nil {
			return nil, err
		}
		page, err := Items(d, "images")
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		next := d.Text("next")
		if _, query, ok := strings.Cut(next, "?"); ok && len(page) > 0 {
			next = "/images?" + query
		}
		if path == next {
			break
		}
		path = next
	}
	return all, nil
}

// FindImages finds several images, each by its id or its name.
func (s *Nova) FindImages(names []string) ([]*pytext.Dict, error) {
	if s.Explain {
		all := make([]*pytext.Dict, len(names))
		for i, name := range names {
			all[i] = pytext.NewDict("id", name)
		}
		return all, nil
	}
	var all []*pytext.Dict
	have := map[string]bool{}
	for _, by := range []string{"id", "names"} {
		found, err := s.ListImages("/images?" + by + "=in:" + Escape(strings.Join(names, ",")))
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			have[d.Text("id")], have[d.Text("name")] = true, true
		}
		all = append(all, found...)
	}
	var missed []string
	for _, name := range names {
		if !have[name] {
			missed = append(missed, name)
		}
	}
	if missed != nil {
		return nil, Errorf("Unable to find image(s): %s (HTTP 404)", strings.Join(missed, ","))
	}
	for _, d := range all {
		if !slices.Contains(names, d.Text("id")) && !slices.Contains(names, d.Text("name")) {
			return nil, &classError{"ClientException", "Additional images found in response (HTTP 500)"}
		}
	}
	return all, nil
}
