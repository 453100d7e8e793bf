package servers

import (
	"errors"
	"fmt"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// eachServer finds each of the servers that the line names, in another project too with --all-tenants, and does something with it.
func eachServer(s *session.Nova, done, failed string, do func(*session.Resource) error) error {
	var more []string
	if s.Args.Given("all_tenants") {
		more = []string{"all_tenants", "1"}
	}
	return s.Each(s.Args.Texts("server"), done, failed, func(name string) error {
		r, err := s.Find(session.Servers, name, more...)
		if err != nil {
			return err
		}
		return do(r)
	})
}

// resetState sets the state of servers.
func resetState(s *session.Nova) error {
	state := "error"
	if s.Args.Given("state") {
		state = "active"
	}
	var more []string
	if s.Args.Given("all_tenants") {
		more = []string{"all_tenants", "1"}
	}
	bad := false
	for _, name := range s.Args.Texts("server") {
		r, err := s.Find(session.Servers, name, more...)
		if err == nil {
			err = s.Action(r, "os-resetState", pytext.NewDict("state", state))
		}
		line := fmt.Sprintf("Reset state for server %s succeeded; new state is %s", name, state)
		switch {
		case errors.Is(err, session.ErrExplained):
			continue
		case s.Ctx.Err() != nil:
			return s.Ctx.Err()
		case err != nil:
			bad = true
			line = fmt.Sprintf("Reset state for server %s failed: %s", name, session.MessageOf(err))
		}
		if err := s.Line(line); err != nil {
			return err
		}
	}
	if bad {
		return session.Errorf("Unable to reset the state for the specified server(s).")
	}
	return nil
}

// actOnEach makes a command that is one action of several servers.
func actOnEach(name, done, failed string) func(*session.Nova) error {
	return func(s *session.Nova) error {
		return eachServer(s, done, failed, func(r *session.Resource) error { return s.Action(r, name, nil) })
	}
}
