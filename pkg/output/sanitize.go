package output

import "github.com/novactl/novactl/pkg/output/internal/sanitize"

// Sanitize returns s as one line that a terminal only shows: control characters (C0, DEL, C1), line and paragraph
// separators, invisible formatting such as bidirectional overrides, and bytes that aren't UTF-8 become escapes: \n,
// \x1b, \u202e. A backslash stays one: the result is for eyes, not for decoding.
func Sanitize(s string) string { return sanitize.Line(s) }
