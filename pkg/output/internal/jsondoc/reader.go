package jsondoc

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/jsonscan"
)

// A Reader turns documents into values as Decode does. It learns which objects come, so that each name is held once, however many
// objects have it.
type Reader struct {
	Only []string // of an object that is a document, the members that are read; nil: all

	number func(string) any
	seen   func(map[string]any, []string)
	s      jsonscan.Scanner
	root   sequence
	depth  int
}

// NewReader returns a Reader with the number and the seen of Decode. Names that come in the same sequence come as the same slice.
func NewReader(number func(string) any, seen func(map[string]any, []string)) *Reader {
	return &Reader{number: number, seen: seen}
}

// Read turns a document into a value.
func (r *Reader) Read(doc jsontext.Value) (any, error) {
	r.s, r.depth = jsonscan.Scanner{Text: doc}, 0
	v, end := r.value(jsonscan.Space(doc, 0))
	if end < 0 || jsonscan.Space(doc, end) != len(doc) {
		return Decode(doc, r.number, r.seen)
	}
	return v, nil
}

// value reads the value at at, and returns where it ends; -1: it is for Decode.
func (r *Reader) value(at int) (any, int) {
	if at == len(r.s.Text) {
		return nil, -1
	}
	switch r.s.Text[at] {
	case '{':
		return r.object(at)
	case '[':
		list := []any{}
		r.depth++
		end := r.s.Array(at, func(at int) int {
			v, end := r.value(at)
			list = append(list, v)
			return end
		})
		r.depth--
		return list, end
	case '"':
		end, marks := jsonscan.String(r.s.Text, at)
		if end < 0 {
			return nil, -1
		}
		return text(r.s.Text[at:end], marks), end
	}
	end := jsonscan.Scalar(r.s.Text, at)
	if end < 0 {
		return nil, -1
	}
	switch r.s.Text[at] {
	case 't':
		return true, end
	case 'f':
		return false, end
	case 'n':
		return nil, end
	}
	return r.number(string(r.s.Text[at:end])), end
}

// text returns the text of a string with its quotes.
func text(quoted []byte, marks jsonscan.Marks) string {
	if inner := quoted[1 : len(quoted)-1]; marks&jsonscan.Escaped == 0 && (marks == 0 || utf8.Valid(inner)) {
		return string(inner)
	}
	return unquote(quoted)
}

func (r *Reader) object(at int) (any, int) {
	var m map[string]any
	names := &r.root
	first := names
	r.depth++
	end := r.s.Object(at, func(name []byte, at int) int {
		if r.depth == 1 && r.Only != nil && !r.wanted(name) {
			return r.s.Value(at)
		}
		if names = names.next(name); m == nil {
			first = names
			m = make(map[string]any, first.size)
		}
		v, end := r.value(at)
		m[names.name] = v
		return end
	})
	if r.depth--; end < 0 {
		return nil, -1
	}
	if m == nil {
		m = map[string]any{}
	}
	first.size = len(m)
	if r.seen != nil {
		r.seen(m, names.names())
	}
	return m, end
}

// wanted reports whether a member is one of Only. One with an escape in its name may be.
func (r *Reader) wanted(name []byte) bool {
	return slices.Contains(r.Only, string(name[1:len(name)-1])) || bytes.IndexByte(name, '\\') >= 0 || !utf8.Valid(name)
}

// A sequence is the names of an object, up to one of them. The empty one is the zero value.
type sequence struct {
	before *sequence
	quoted []byte // the last name as documents have it
	name   string
	depth  int
	longer []*sequence // those with one name more
	all    []string    // of names, once it was asked
	size   int         // how many members the last object had that began so
}

// maxBranches is how many sequences are held that go on from one: keys that are data could be any.
const maxBranches = 32

// next returns the sequence with one more name, which has its quotes.
func (q *sequence) next(quoted []byte) *sequence {
	for _, longer := range q.longer {
		if bytes.Equal(longer.quoted, quoted) {
			return longer
		}
	}
	_, marks := jsonscan.String(quoted, 0)
	longer := &sequence{before: q, quoted: bytes.Clone(quoted), name: text(quoted, marks), depth: q.depth + 1}
	if len(q.longer) < maxBranches {
		q.longer = append(q.longer, longer)
	}
	return longer
}

// names returns the names in order, always the same slice.
func (q *sequence) names() []string {
	if q.all == nil && q.depth > 0 {
		q.all = make([]string, q.depth)
		for p := q; p.depth > 0; p = p.before {
			q.all[p.depth-1] = p.name
		}
	}
	return slices.Clip(q.all)
}
