package jsondoc

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/jsonscan"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// A layouter lays a document out in one pass over its bytes, in which it also finds that it is JSON, and escapes what a terminal would
// obey. Jsontext, which sees to the same with three passes more, is left with what is rare: odd strings, and what is no JSON.
type layouter struct {
	src    []byte
	dst    []byte
	lines  []byte // a line's end and the blanks of the deepest indent; nil: all on one line
	indent int    // what each line has in front
	depth  int
}

// blanks are the line's end and the indent of a line at maxDepth, within an array.
var blanks = func() []byte {
	line := make([]byte, 1+2*(maxDepth+2))
	for i := range line {
		line[i] = ' '
	}
	line[0] = '\n'
	return line
}()

// document appends the document; false: it is for jsontext.
func (w *layouter) document() bool {
	end := w.value(0)
	return end >= 0 && jsonscan.Space(w.src, end) == len(w.src)
}

// value appends the value at at, and returns where it ends; -1: it is for jsontext.
func (w *layouter) value(at int) int {
	at = jsonscan.Space(w.src, at)
	if at == len(w.src) {
		return -1
	}
	switch w.src[at] {
	case '"':
		return w.text(at)
	case '{':
		return w.collection(at, '}')
	case '[':
		return w.collection(at, ']')
	}
	end := jsonscan.Scalar(w.src, at)
	if end >= 0 {
		w.dst = append(w.dst, w.src[at:end]...)
	}
	return end
}

// collection appends the object or array at at, which end ends.
func (w *layouter) collection(at int, end byte) int {
	if w.depth++; w.depth > maxDepth {
		return -1
	}
	w.dst = append(w.dst, w.src[at])
	at = jsonscan.Space(w.src, at+1)
	if at < len(w.src) && w.src[at] == end {
		w.depth--
		w.dst = append(w.dst, end)
		return at + 1
	}
	for {
		w.newLine()
		if end == '}' {
			at = w.name(at)
		}
		if at >= 0 {
			at = w.value(at)
		}
		if at < 0 {
			return -1
		}
		if at = jsonscan.Space(w.src, at); at == len(w.src) || w.src[at] != ',' {
			break
		}
		w.dst = append(w.dst, ',')
		at = jsonscan.Space(w.src, at+1)
	}
	if at == len(w.src) || w.src[at] != end {
		return -1
	}
	w.depth--
	w.newLine()
	w.dst = append(w.dst, end)
	return at + 1
}

func (w *layouter) newLine() {
	if w.lines != nil {
		w.dst = append(w.dst, w.lines[:1+w.indent+2*w.depth]...)
	}
}

// name appends a member's name and its colon.
func (w *layouter) name(at int) int {
	if at == len(w.src) || w.src[at] != '"' {
		return -1
	}
	if at = w.text(at); at < 0 {
		return -1
	}
	if at = jsonscan.Space(w.src, at); at == len(w.src) || w.src[at] != ':' {
		return -1
	}
	if w.dst = append(w.dst, ':'); w.lines != nil {
		w.dst = append(w.dst, ' ')
	}
	return at + 1
}

// text appends a string.
func (w *layouter) text(at int) int {
	end, marks := jsonscan.String(w.src, at)
	if end < 0 {
		return -1
	}
	if text := w.src[at:end]; marks == 0 || marks == jsonscan.Unusual && harmless(text) {
		w.dst = append(w.dst, text...)
		return end
	}
	start := len(w.dst)
	var err error
	if w.dst, err = jsontext.AppendFormat(w.dst, w.src[at:end], lenient); err != nil {
		return -1
	}
	w.dst = sanitize.JSON(w.dst, start)
	return end
}

// harmless reports whether a text is UTF-8 that a terminal only shows.
func harmless(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 || sanitize.Unsafe(r) {
			return false
		}
		i += size
	}
	return true
}
