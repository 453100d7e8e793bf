package codec

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// newlines makes every line end \n, as XML has it.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// unescape replaces references; inside an attribute also white space by blanks.
func unescape(s string, inAttribute bool) (string, error) {
	spaced := inAttribute && (strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\t') >= 0)
	if strings.IndexByte(s, '&') < 0 && !spaced {
		return s, nil
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '&':
			end := strings.IndexByte(s[i:min(len(s), i+16)], ';')
			if end < 0 {
				return "", errors.New("& without an entity")
			}
			var err error
			if out, err = reference(out, s[i+1:i+end]); err != nil {
				return "", err
			}
			i += end + 1
			continue
		case inAttribute && (c == '\n' || c == '\t'):
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
		i++
	}
	return string(out), nil
}

var entities = map[string]byte{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// reference appends what &name; stands for. Control characters pass, though XML forbids them: clouds send them. Errors
// don't quote the name: an & that nobody escaped may be in the middle of a password.
func reference(out []byte, name string) ([]byte, error) {
	if c, ok := entities[name]; ok {
		return append(out, c), nil
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return nil, errors.New("an entity is not known")
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return nil, errors.New("a reference is to no character")
	}
	return utf8.AppendRune(out, rune(n)), nil
}

// isPlainText reports whether it is ASCII that needs no escape.
func isPlainText(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c >= utf8.RuneSelf, c == '<', c == '>', c == '&', c == '"':
			return false
		}
	}
	return true
}

// xmlRune reports whether XML can hold a character (section 2.2 of its specification): most control characters it
// can't, whatever the escape.
func xmlRune(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\n' || r == '\t' || r == '\r'
}

// appendText appends s escaped for text, or for an attribute in double quotes. What XML can't hold becomes U+FFFD.
func appendText(dst []byte, s string, inAttribute bool) []byte {
	if isPlainText(s) {
		return append(dst, s...)
	}
	for _, r := range s {
		switch {
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '\r':
			dst = append(dst, "&#13;"...)
		case inAttribute && r == '"':
			dst = append(dst, "&quot;"...)
		case inAttribute && r == '\n':
			dst = append(dst, "&#10;"...)
		case inAttribute && r == '\t':
			dst = append(dst, "&#9;"...)
		case !xmlRune(r):
			dst = append(dst, "\uFFFD"...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// CanHold reports whether every character of the JSON document has a form in XML 1.0, which has none for control
// characters but tab and the line ends.
func CanHold(doc jsontext.Value) bool {
	dec := jsontext.NewDecoder(bytes.NewReader(doc), lenientText)
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		if tok.Kind() != '"' {
			continue
		}
		for _, r := range tok.String() {
			if !xmlRune(r) {
				return false
			}
		}
	}
}
