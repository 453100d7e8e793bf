package store

import (
	"fmt"
	"runtime/debug"
)

// panicOrigin tells a panic of bbolt's, which is a damaged file, from one of ours, which is a bug and goes on.
type panicOrigin struct{ ours bool }

// recoverPanic runs fn. bbolt maps the file into memory and trusts it: one that was cut or overwritten makes it panic, or fault, which
// would otherwise end the process.
func (s *file) recoverPanic(fn func(*panicOrigin) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	origin := &panicOrigin{}
	defer func() {
		if origin.ours {
			return
		}
		if p := recover(); p != nil {
			err = s.failed(fmt.Errorf("the file is damaged (%v): reset the sandbox", p))
		}
	}()
	return fn(origin)
}
