package selection

import (
	"regexp"
	"strings"
)

// special are the characters that make a name a pattern.
const special = "*?["

// isPattern reports whether a word may stand for several names.
func isPattern(word string) bool {
	return strings.ContainsAny(word, special) && !strings.Contains(word, "://")
}

// literalPrefix is what all names begin with that a pattern fits.
func literalPrefix(pattern string) string {
	return pattern[:strings.IndexAny(pattern, special)]
}

// compile makes a pattern of a shell: * is any text, ? any character, [a-c] and [!a-c] are one of some characters. A bracket that nothing closes is a
// bracket.
func compile(pattern string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?s)\A`)
	for rest := pattern; rest != ""; {
		c := rest[:1]
		if set, after, ok := class(rest); ok {
			b.WriteString(set)
			rest = after
			continue
		}
		switch rest = rest[1:]; c {
		case "*":
			b.WriteString(".*")
		case "?":
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(c))
		}
	}
	b.WriteString(`\z`)
	e, err := regexp.Compile(b.String())
	if err != nil { // [z-a], or bytes that are no text
		return regexp.MustCompile(`\A` + regexp.QuoteMeta(strings.ToValidUTF8(pattern, "\uFFFD")) + `\z`)
	}
	return e
}

// class reads the set of characters that s begins with.
func class(s string) (set, rest string, ok bool) {
	if s[0] != '[' {
		return "", s, false
	}
	inner, rest, closed := strings.Cut(s[1:], "]")
	negated := strings.HasPrefix(inner, "!") || strings.HasPrefix(inner, "^")
	if negated {
		inner = inner[1:]
	}
	if !closed || inner == "" {
		return "", s, false
	}
	inner = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `^`, `\^`).Replace(inner)
	if negated {
		inner = "^" + inner
	}
	return "[" + inner + "]", rest, true
}
