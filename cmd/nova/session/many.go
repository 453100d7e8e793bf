package session

import (
	"errors"
	"fmt"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Each does something with each of several things, and says how it went. It goes on after a failure, unless the user ended it.
func (s *Nova) Each(names []string, done, failed string, do func(string) error) error {
	bad := false
	for _, name := range names {
		err := do(name)
		switch {
		case errors.Is(err, ErrExplained):
			continue
		case s.Ctx.Err() != nil:
			return s.Ctx.Err()
		case err != nil:
			bad = true
			err = s.Line(failureText(err))
		case done != "":
			err = s.Line(fmt.Sprintf(done, name))
		}
		if err != nil {
			return err
		}
	}
	if bad {
		return Errorf("%s", failed)
	}
	return nil
}

// failureText is a failure among others as nova prints it: as Python shows bytes.
func failureText(err error) string {
	return pytext.Bytes(MessageOf(err))
}
