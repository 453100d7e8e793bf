package store

import (
	"fmt"
	"runtime/debug"
)

// guard tells a panic of bbolt's, which is a damaged file, from one of ours, which is a bug and goes on.
type guard struct{ ours bool }

// guard runs fn. bbolt maps the file into memory and trusts it: one that was cut or overwritten makes it panic, or fault, which
// would otherwise end the process.
func (s *file) guard(fn func(*guard) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	g := &guard{}
	defer func() {
		if g.ours {
			return
		}
		if p := recover(); p != nil {
			err = s.failed(fmt.Errorf("the file is damaged (%v): reset the sandbox", p))
		}
	}()
	return fn(g)
}
