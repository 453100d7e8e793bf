package jq

import (
	"slices"
	"strings"

	"github.com/itchyny/gojq"
)

// A reading is which members of its input a program looks at, as far as that is plain from its text.
type reading struct{ members []string }

// membersRead returns the members of its input that a query looks at; false: it may look at all.
func membersRead(q *gojq.Query) ([]string, bool) {
	var r reading
	ok := r.query(q)
	return r.members, ok
}

// query notes what q looks at; false: it hands on the input whole, or does what isn't known here.
func (r *reading) query(q *gojq.Query) bool {
	if len(q.FuncDefs) > 0 || len(q.Patterns) > 0 || len(q.Imports) > 0 {
		return false
	}
	if q.Term != nil {
		return r.term(q.Term)
	}
	switch q.Op {
	case gojq.OpPipe:
		if r.selects(q.Left) {
			return r.query(q.Right)
		}
		return r.query(q.Left) // the right side sees what came of it
	case gojq.OpComma, gojq.OpAdd, gojq.OpSub, gojq.OpMul, gojq.OpDiv, gojq.OpMod, gojq.OpEq, gojq.OpNe, gojq.OpGt, gojq.OpLt, gojq.OpGe,
		gojq.OpLe, gojq.OpAnd, gojq.OpOr, gojq.OpAlt:
		return r.query(q.Left) && r.query(q.Right)
	}
	return false
}

// selects reports whether q hands on its input or nothing: it is . or select(…).
func (r *reading) selects(q *gojq.Query) bool {
	if q.Term == nil || len(q.FuncDefs) > 0 || len(q.Patterns) > 0 || len(q.Term.SuffixList) > 0 {
		return false
	}
	f := q.Term.Func
	return q.Term.Type == gojq.TermTypeIdentity || f != nil && f.Name == "select" && len(f.Args) == 1 && r.query(f.Args[0])
}

func (r *reading) term(t *gojq.Term) bool {
	rest := t.SuffixList
	switch t.Type {
	case gojq.TermTypeIdentity:
		if len(rest) == 0 || !r.member(rest[0].Index) {
			return false
		}
		rest = rest[1:]
	case gojq.TermTypeIndex:
		if !r.member(t.Index) {
			return false
		}
	default:
		if !r.made(t) {
			return false
		}
	}
	return !slices.ContainsFunc(rest, func(s *gojq.Suffix) bool { return s.Index != nil && !r.index(s.Index) })
}

// made notes what a term looks at that makes something of its input.
func (r *reading) made(t *gojq.Term) bool {
	switch t.Type {
	case gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse, gojq.TermTypeNumber:
		return true
	case gojq.TermTypeString:
		return r.text(t.Str)
	case gojq.TermTypeFunc:
		return strings.HasPrefix(t.Func.Name, "$") || t.Func.Name == "empty"
	case gojq.TermTypeQuery:
		return r.query(t.Query)
	case gojq.TermTypeArray:
		return t.Array.Query == nil || r.query(t.Array.Query)
	case gojq.TermTypeUnary:
		return r.term(t.Unary.Term)
	case gojq.TermTypeObject:
		return !slices.ContainsFunc(t.Object.KeyVals, func(kv *gojq.ObjectKeyVal) bool { return !r.keyValue(kv) })
	}
	return false
}

// keyValue notes what a member of a construction looks at. Names that are computed are for who knows all members: they have a place among
// them.
func (r *reading) keyValue(kv *gojq.ObjectKeyVal) bool {
	if kv.KeyQuery != nil || kv.KeyString != nil && kv.KeyString.Queries != nil {
		return false
	}
	if kv.Val != nil {
		return r.query(kv.Val)
	}
	switch {
	case strings.HasPrefix(kv.Key, "$"):
	case kv.Key != "":
		r.members = append(r.members, kv.Key)
	case kv.KeyString != nil:
		r.members = append(r.members, kv.KeyString.Str)
	}
	return true
}

// member notes the member that an index of the input names outright; false: it names none.
func (r *reading) member(x *gojq.Index) bool {
	if x == nil || x.End != nil || x.IsSlice {
		return false
	}
	name, text := x.Name, x.Str
	if x.Start != nil { // .["name"]
		if x.Start.Term == nil || x.Start.Term.Type != gojq.TermTypeString || len(x.Start.Term.SuffixList) > 0 {
			return false
		}
		text = x.Start.Term.Str
	}
	if text != nil {
		if text.Queries != nil {
			return false
		}
		name = text.Str
	}
	r.members = append(r.members, name)
	return true
}

// index notes what the parts of an index look at: they have the same input.
func (r *reading) index(x *gojq.Index) bool {
	return (x.Str == nil || r.text(x.Str)) && (x.Start == nil || r.query(x.Start)) && (x.End == nil || r.query(x.End))
}

func (r *reading) text(s *gojq.String) bool {
	return !slices.ContainsFunc(s.Queries, func(q *gojq.Query) bool { return !r.query(q) })
}
