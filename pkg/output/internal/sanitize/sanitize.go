// Package sanitize makes text harmless to a terminal: it finds the characters that a terminal would obey, or that change how
// the text around them reads, and writes them as escapes of the text's own format.
package sanitize

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Line returns s as one line that a terminal only shows: control characters (C0, DEL, C1), line and paragraph
// separators, invisible formatting such as bidirectional overrides, and bytes that aren't UTF-8 become escapes: \n,
// \x1b, \u202e. A backslash stays one: the result is for eyes, not for decoding.
//
//go:noinline
func Line(s string) string { return sanitize(s, "") }

// Text does what Line does for text that may have lines and tabs of its own.
func Text(s string) string { return sanitize(s, "\n\t") }

func sanitize(s, allowed string) string {
	if PrintableASCII(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case Unsafe(r) && !strings.ContainsRune(allowed, r):
			b.WriteString(escape(r))
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// PrintableASCII reports that s needs no closer look, as nearly all text does.
func PrintableASCII[S string | []byte](s S) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// escape returns what people see of the character r.
func escape(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// Unsafe reports whether a terminal would obey r, or r changes how others are shown, or isn't seen at all. Of the
// format characters some belong to ordinary text: joiners (Persian, emoji), tags (flags), Arabic number signs.
func Unsafe(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r < 0xa0:
		return true
	case r < 0x600 && r != '\u00ad', 0x3000 <= r && r < 0xe000: // Latin to Hebrew; CJK: nothing to look up
		return false
	case r == '\u200c', r == '\u200d', 0xe0020 <= r && r <= 0xe007f:
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// indexUnsafe returns where the first unsafe character of a JSON or YAML document is, line breaks aside; -1: nowhere.
func indexUnsafe(doc []byte) int {
	for i := 0; i < len(doc); {
		if doc[i] < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(doc[i:])
		if Unsafe(r) {
			return i
		}
		i += size
	}
	return -1
}

// quoteUnsafe returns buf with the unsafe characters from start on as escapes. That part is JSON or YAML that has such
// characters in double quotes only, so its meaning stays.
func quoteUnsafe(buf []byte, start int, escape func([]byte, rune) []byte) []byte {
	i := indexUnsafe(buf[start:])
	if i < 0 {
		return buf // as nearly all documents are
	}
	rest := bytes.Clone(buf[start:])
	for buf = buf[:start]; i >= 0; i = indexUnsafe(rest) {
		r, size := utf8.DecodeRune(rest[i:])
		buf = escape(append(buf, rest[:i]...), r)
		rest = rest[i+size:]
	}
	return append(buf, rest...)
}

// JSON returns the JSON document buf with the unsafe characters from start on as escapes, where a character above U+FFFF is two escapes.
func JSON(buf []byte, start int) []byte {
	return quoteUnsafe(buf, start, func(dst []byte, r rune) []byte {
		if r < 0x10000 {
			return fmt.Appendf(dst, `\u%04x`, r)
		}
		high, low := utf16.EncodeRune(r)
		return fmt.Appendf(dst, `\u%04x\u%04x`, high, low)
	})
}

// YAML does what JSON does for YAML, which has an escape for every character.
func YAML(buf []byte, start int) []byte {
	return quoteUnsafe(buf, start, func(dst []byte, r rune) []byte {
		return fmt.Appendf(dst, `\U%08x`, r)
	})
}
