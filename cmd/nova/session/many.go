package session

import (
	"errors"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Messages are what is said of several things that something is done with.
type Messages struct {
	Says   string // the line about one with which it went well; "": none
	Failed string // how that about another begins; "": its reason alone, as Python shows bytes
	Fails  string // the error at the end, if one failed
	NoneOf bool   // if all failed, and not before
}

// runEach sends the request of a row for each of several: of {server...}, the servers. What else the request needs is found first.
func (s *Nova) runEach() error {
	path := strings.Fields(s.row.Send)[1]
	for part := range strings.SplitSeq(path, "{") {
		name, _, isValue := strings.Cut(part, "}")
		before, isMany := strings.CutSuffix(name, "...")
		switch {
		case isMany:
			s.eachOf = strings.TrimPrefix(before, "=")
		case isValue:
			if _, err := s.Found(name); err != nil {
				return err
			}
		}
	}
	m := Messages{s.row.Says, s.row.Failed, s.row.Fails, s.row.NoneOf}
	return s.Each(s.eachOf, s.Args.Texts(s.eachOf), m, func(string) error {
		delete(s.found, s.eachOf)
		_, err := s.Send(s.row.Send)
		return err
	})
}

// Each does something with each of the things that an argument names, and says how it went. It goes on after a failure, unless the user ended it.
func (s *Nova) Each(dest string, items []string, m Messages, do func(string) error) error {
	s.eachOf = dest
	failures := 0
	for _, item := range items {
		s.item = item
		err := do(item)
		line := m.Says
		switch {
		case errors.Is(err, ErrExplained):
			continue
		case s.Ctx.Err() != nil:
			return s.Ctx.Err()
		case err != nil && m.Failed == "":
			failures++
			line = pytext.Bytes(MessageOf(err))
		case err != nil:
			failures++
			line = s.fillIn(m.Failed) + ": " + MessageOf(err)
		case line == "":
			continue
		default:
			line = s.fillIn(line)
		}
		if err := s.Line(line); err != nil {
			return err
		}
	}
	if failures > 0 && (!m.NoneOf || failures == len(items)) {
		return Errorf("%s", m.Fails)
	}
	return nil
}
