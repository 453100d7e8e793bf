// Package pattern has regular expressions that are compiled when they are first used: a command meets few of them, and would pay for all at its start.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns a function that compiles an expression when it is first called. It isn't inlined: sync.OnceValue is four functions wherever it is called.
//
//go:noinline
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
