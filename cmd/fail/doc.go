// Package fail turns errors into what a command ends with: an exit code, a line on stderr or an object of JSON there, and
// a hint. It asks an error for its kind (Kind() string) and for the next step (Hint() string), and knows no other room's
// types for that: who makes an error says in its own package what kind of failure it is.
package fail
