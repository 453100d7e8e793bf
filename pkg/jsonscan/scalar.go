package jsonscan

import (
	"encoding/binary"
	"math/bits"
)

// Marks say what a string has in it beside printable ASCII as it is.
type Marks uint8

// The marks of strings.
const (
	Escaped Marks = 1 << iota // an escape: \n, \u00e9
	Unusual                   // DEL, or a byte beyond ASCII
)

// Each byte of a word, compared at once.
const (
	ones  = 0x0101010101010101
	highs = ones << 7
)

// String scans the string whose quote is at at. It returns where the string ends, -1: nowhere; and what is in it.
func String(text []byte, at int) (end int, marks Marks) {
	for at++; ; {
		at = plain(text, at)
		if at >= len(text) {
			return -1, marks
		}
		switch c := text[at]; {
		case c == '"':
			return at + 1, marks
		case c == '\\':
			marks |= Escaped
			if at = escape(text, at+1); at < 0 {
				return -1, marks
			}
		case c < ' ':
			return -1, marks
		default:
			marks |= Unusual
			at++
		}
	}
}

// plain returns where the first byte from at on is that is no printable ASCII, or is a quote or a backslash.
func plain(text []byte, at int) int {
	for ; at+8 <= len(text); at += 8 {
		w := binary.LittleEndian.Uint64(text[at:])
		quote, slash, del := w^'"'*ones, w^'\\'*ones, w^0x7f*ones
		// A borrow may mark bytes above one that is marked rightly: the lowest mark is always right.
		found := (w - ' '*ones) &^ w
		found |= (quote - ones) &^ quote
		found |= (slash - ones) &^ slash
		found |= (del - ones) &^ del
		if found = (found | w) & highs; found != 0 {
			return at + bits.TrailingZeros64(found)/8
		}
	}
	for at < len(text) && ' ' <= text[at] && text[at] < 0x7f && text[at] != '"' && text[at] != '\\' {
		at++
	}
	return at
}

// escape returns where the escape ends whose backslash is before at; -1: it is none.
func escape(text []byte, at int) int {
	if at >= len(text) {
		return -1
	}
	switch text[at] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return at + 1
	case 'u':
		if at+5 > len(text) {
			return -1
		}
		for _, c := range text[at+1 : at+5] {
			if lower := c | 0x20; !isDigit(c) && (lower < 'a' || lower > 'f') {
				return -1
			}
		}
		return at + 5
	}
	return -1
}

// Scalar scans a number, true, false or null.
func Scalar(text []byte, at int) int {
	switch {
	case at >= len(text):
		return -1
	case text[at] == 't':
		return literal(text, at, "true")
	case text[at] == 'f':
		return literal(text, at, "false")
	case text[at] == 'n':
		return literal(text, at, "null")
	}
	return number(text, at)
}

func literal(text []byte, at int, word string) int {
	if end := at + len(word); end <= len(text) && string(text[at:end]) == word {
		return end
	}
	return -1
}

func number(text []byte, at int) int {
	if begins(text, at, '-') {
		at++
	}
	if begins(text, at, '0') {
		at++
	} else if at = digits(text, at); at < 0 {
		return -1
	}
	if begins(text, at, '.') {
		if at = digits(text, at+1); at < 0 {
			return -1
		}
	}
	if at < len(text) && text[at]|0x20 == 'e' {
		if at++; begins(text, at, '+') || begins(text, at, '-') {
			at++
		}
		at = digits(text, at)
	}
	return at
}

// digits returns where the digits end that begin at at; -1: there are none.
func digits(text []byte, at int) int {
	start := at
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	if at == start {
		return -1
	}
	return at
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
