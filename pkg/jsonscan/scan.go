// Package jsonscan finds where the values of a JSON text begin and end, and whether they are JSON, in one pass over its bytes. It
// decodes nothing.
//
// It takes what encoding/json takes: repeated members, bytes that aren't UTF-8, surrogates without their pair. Of what it doesn't
// take it doesn't say why: that is for a slower reader, who may also take more, such as values nested deeper than MaxDepth.
package jsonscan

// MaxDepth is how deep arrays and objects may lie in one another.
const MaxDepth = 1000

// A Scanner scans a text. Its methods take where a value begins, with or without white space in front, and return where it ends: -1
// where there is none.
type Scanner struct {
	Text []byte
	Seen Marks // what the strings had that were scanned so far

	depth int
}

// Whole reports whether the text is one value with nothing but white space around it.
func (s *Scanner) Whole() bool {
	end := s.Value(0)
	return end >= 0 && Space(s.Text, end) == len(s.Text)
}

// Value scans any value.
func (s *Scanner) Value(at int) int {
	at = Space(s.Text, at)
	if at >= len(s.Text) {
		return -1
	}
	switch s.Text[at] {
	case '"':
		return s.string(at)
	case '{':
		return s.Object(at, nil)
	case '[':
		return s.Array(at, nil)
	}
	return Scalar(s.Text, at)
}

func (s *Scanner) string(at int) int {
	end, marks := String(s.Text, at)
	s.Seen |= marks
	return end
}

// Object scans an object. Member, if there is one, gets each name with its quotes, and where the value begins; it returns where that
// ends, or -1.
func (s *Scanner) Object(at int, member func(name []byte, at int) int) int {
	if s.depth++; s.depth > MaxDepth || !begins(s.Text, at, '{') {
		return -1
	}
	if at = Space(s.Text, at+1); begins(s.Text, at, '}') {
		return s.close(at, '}')
	}
	for begins(s.Text, at, '"') {
		end := s.string(at)
		if end < 0 {
			return -1
		}
		name := s.Text[at:end]
		if at = Space(s.Text, end); !begins(s.Text, at, ':') {
			return -1
		}
		if at = Space(s.Text, at+1); member == nil {
			at = s.Value(at)
		} else {
			at = member(name, at)
		}
		if at < 0 {
			return -1
		}
		if at = Space(s.Text, at); !begins(s.Text, at, ',') {
			return s.close(at, '}')
		}
		at = Space(s.Text, at+1)
	}
	return -1
}

// Array scans an array. Item, if there is one, gets where each item begins; it returns where that ends, or -1.
func (s *Scanner) Array(at int, item func(at int) int) int {
	if s.depth++; s.depth > MaxDepth || !begins(s.Text, at, '[') {
		return -1
	}
	if first := Space(s.Text, at+1); begins(s.Text, first, ']') {
		return s.close(first, ']')
	}
	for {
		if at = Space(s.Text, at+1); item == nil {
			at = s.Value(at)
		} else {
			at = item(at)
		}
		if at < 0 {
			return -1
		}
		if at = Space(s.Text, at); !begins(s.Text, at, ',') {
			return s.close(at, ']')
		}
	}
}

func (s *Scanner) close(at int, end byte) int {
	s.depth--
	if !begins(s.Text, at, end) {
		return -1
	}
	return at + 1
}

func begins(text []byte, at int, c byte) bool { return at < len(text) && text[at] == c }

// Space returns where the first byte from at on is that is no white space.
func Space(text []byte, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t') }
