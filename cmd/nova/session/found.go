package session

import (
	"errors"
	"net/http"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Found finds what an argument names, once: a kind of resource has the name of the argument. With :deleted behind it, it is one that is only marked
// as deleted; with :id it may be gone, from 2.21 on: what isn't found then is an id.
func (s *Nova) Found(name string) (*Resource, error) {
	name, how, _ := strings.Cut(name, ":")
	if r := s.found[name]; r != nil {
		return r, nil
	}
	r, err := s.lookUp(name, s.textOf(name), how)
	if err != nil {
		return nil, err
	}
	if s.found == nil {
		s.found = map[string]*Resource{}
	}
	s.found[name] = r
	return r, nil
}

// Shown is Found of what the line is to show, or to look at only: where nothing is sent, the request for it ends the command.
func (s *Nova) Shown(name string) (*Resource, error) {
	r, err := s.Found(name)
	if err == nil && s.Explain {
		err = s.ExplainRequest(http.MethodGet, kindOf(name).path+"/"+Escape(r.ID()), nil)
	}
	return r, err
}

// lookUp finds what an argument of this name means by a text.
func (s *Nova) lookUp(name, text, how string) (*Resource, error) {
	if name == "image" {
		d, err := s.FindImage(text)
		return Whole(d), err
	}
	k := kindOf(name)
	var more []string
	switch {
	case k != Servers:
	case how == "deleted":
		more = []string{"deleted", "True"}
	case s.Args.Given("all_tenants"):
		more = []string{"all_tenants", "1"}
	}
	r, err := s.Find(k, text, more...)
	if how == "id" && s.Minor >= 21 && errors.As(err, new(*MissingError)) {
		return Whole(pytext.NewDict("id", text)), nil
	}
	return r, err
}
