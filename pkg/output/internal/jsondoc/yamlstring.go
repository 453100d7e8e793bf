package jsondoc

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// appendYAMLString appends s as it is where every reader, of YAML 1.1 or 1.2, takes that for the same string, else in
// double quotes, where JSON's escapes are YAML's.
func appendYAMLString(dst []byte, s string) []byte {
	if plainYAML(s) {
		return append(dst, s...)
	}
	return appendQuotedYAML(dst, s)
}

// appendQuotedYAML appends s in double quotes.
func appendQuotedYAML(dst []byte, s string) []byte {
	start := len(dst)
	dst, _ = jsontext.AppendQuote(dst, s)            // bytes that aren't UTF-8 become U+FFFD
	for _, r := range []string{"\ufffe", "\uffff"} { // characters that YAML's documents can't hold but as escapes
		if strings.Contains(s, r) {
			dst = append(dst[:start], strings.ReplaceAll(string(dst[start:]), r, fmt.Sprintf(`\u%04x`, []rune(r)[0]))...)
		}
	}
	return sanitize.YAML(dst, start)
}

// unprintable reports whether a YAML document can't hold r as it is, or a terminal shouldn't get it.
func unprintable(r rune) bool { return sanitize.Unsafe(r) || r == 0xfffe || r == 0xffff }

// plainYAML reports whether s needs no quotes. It may say no where they could be left out.
func plainYAML(s string) bool {
	if s == "" || !startsPlain(s) || strings.HasSuffix(s, " ") || strings.HasSuffix(s, ":") {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.ContainsFunc(s, unprintable) {
		return false
	}
	return !reservedYAML(s) && !numericYAML(s)
}

// startsPlain reports whether s starts with what begins no YAML construct: a letter, a digit, _ or /, or what is not
// ASCII.
func startsPlain(s string) bool {
	c := s[0]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '/' || c >= 0xc2
}

// reservedYAML reports whether some YAML reads the word as a null, a bool or a number.
func reservedYAML(s string) bool {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return true
	}
	return false
}

// numericYAML reports whether s, which starts with a digit, may be a number (0x1F, 1e5, 12:30) or a date to some
// YAML: so it is unless it has a letter that those never have. Nearly every UUID has one.
func numericYAML(s string) bool {
	if s[0] < '0' || s[0] > '9' {
		return false
	}
	if len(s) > 1 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0 {
		return true
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r >= 'a' || 'A' <= r && r <= 'Z') && !strings.ContainsRune("eEtTzZ", r)
	})
}
