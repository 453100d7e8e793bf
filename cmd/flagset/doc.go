// Package flagset binds the flags of a command to the fields of a struct, and reads what several commands have flags for: pages,
// times, pairs, a choice of few. Nobody looks a flag up by its name: a name that is mistyped doesn't compile.
package flagset
