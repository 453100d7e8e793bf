package jq

import (
	"github.com/itchyny/gojq"
)

// rewrite puts calls of base.jq in place of the syntax of q that loses the order of members: .[], {…}, +, * and updates.
func rewrite(q *gojq.Query) {
	if q == nil {
		return
	}
	for _, def := range q.FuncDefs {
		rewrite(def.Body)
	}
	rewriteTerm(q.Term)
	rewrite(q.Left)
	rewrite(q.Right)
	rewritePatterns(q.Patterns)
	defs := q.FuncDefs
	switch q.Op {
	case gojq.OpAdd:
		*q = *funcCall("_plus", q.Left, q.Right)
	case gojq.OpMul:
		*q = *funcCall("_times", q.Left, q.Right)
	case gojq.OpAssign, gojq.OpModify, gojq.OpUpdateAdd, gojq.OpUpdateSub, gojq.OpUpdateMul, gojq.OpUpdateDiv,
		gojq.OpUpdateMod, gojq.OpUpdateAlt:
		update := &gojq.Query{Left: q.Left, Op: q.Op, Right: q.Right}
		kept := pipe(nested(update), funcCall("_inherit", funcCall("$__before")))
		*q = *nested(&gojq.Query{
			Left: &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeIdentity}}, Op: gojq.OpPipe,
			Patterns: []*gojq.Pattern{{Name: "$__before"}}, Right: kept,
		})
	default:
		return
	}
	q.FuncDefs = defs
}

func funcCall(name string, args ...*gojq.Query) *gojq.Query {
	return &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeFunc, Func: &gojq.Func{Name: name, Args: args}}}
}

func pipe(left, right *gojq.Query) *gojq.Query {
	return &gojq.Query{Left: left, Op: gojq.OpPipe, Right: right}
}

// nested returns (q).
func nested(q *gojq.Query) *gojq.Query {
	return &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeQuery, Query: q}}
}

func rewriteTerm(t *gojq.Term) {
	if t == nil {
		return
	}
	rewriteParts(t)
	rewriteIndex(t.Index)
	for _, s := range t.SuffixList {
		rewriteIndex(s.Index)
	}
	if t.Type == gojq.TermTypeObject {
		construction := *t
		construction.SuffixList = nil
		*t = gojq.Term{
			Type: gojq.TermTypeQuery, SuffixList: t.SuffixList,
			Query: pipe(&gojq.Query{Term: &construction}, funcCall("_sequence", names(t.Object))),
		}
	}
	for i := 0; i < len(t.SuffixList); i++ {
		if !t.SuffixList[i].Iter {
			continue
		}
		rest := t.SuffixList[i+1:]
		before := *t
		before.SuffixList = t.SuffixList[:i:i]
		each := funcCall("_each")
		if len(rest) > 0 && rest[0].Optional { // of the iteration alone, not of what is iterated
			each.Term.SuffixList, rest = []*gojq.Suffix{{Optional: true}}, rest[1:]
		}
		*t = gojq.Term{Type: gojq.TermTypeQuery, Query: pipe(&gojq.Query{Term: &before}, each), SuffixList: rest}
		i = -1
	}
}

// rewriteParts rewrites the queries within t.
func rewriteParts(t *gojq.Term) {
	rewriteString(t.Str)
	rewrite(t.Query)
	switch {
	case t.Func != nil:
		for _, arg := range t.Func.Args {
			rewrite(arg)
		}
	case t.Object != nil:
		for _, kv := range t.Object.KeyVals {
			rewriteString(kv.KeyString)
			rewrite(kv.KeyQuery)
			rewrite(kv.Val)
		}
	case t.Array != nil:
		rewrite(t.Array.Query)
	case t.Unary != nil:
		rewriteTerm(t.Unary.Term)
	case t.Try != nil:
		rewrite(t.Try.Body)
		rewrite(t.Try.Catch)
	case t.Label != nil:
		rewrite(t.Label.Body)
	}
	rewriteFlow(t)
}

// rewriteFlow rewrites the queries of if, reduce and foreach.
func rewriteFlow(t *gojq.Term) {
	if t.If != nil {
		rewrite(t.If.Cond)
		rewrite(t.If.Then)
		rewrite(t.If.Else)
		for _, e := range t.If.Elif {
			rewrite(e.Cond)
			rewrite(e.Then)
		}
	}
	if r := t.Reduce; r != nil {
		rewrite(r.Query)
		rewritePatterns(r.Patterns)
		rewrite(r.Start)
		rewrite(r.Update)
	}
	if f := t.Foreach; f != nil {
		rewrite(f.Query)
		rewritePatterns(f.Patterns)
		rewrite(f.Start)
		rewrite(f.Update)
		rewrite(f.Extract)
	}
}

func rewriteIndex(x *gojq.Index) {
	if x != nil {
		rewriteString(x.Str)
		rewrite(x.Start)
		rewrite(x.End)
	}
}

func rewriteString(s *gojq.String) {
	if s == nil {
		return
	}
	for _, q := range s.Queries {
		if q.Term == nil || q.Term.Str == nil { // the others are the text between
			rewrite(q)
		}
	}
}

func rewritePatterns(list []*gojq.Pattern) {
	for _, p := range list {
		if p == nil {
			continue
		}
		rewritePatterns(p.Array)
		for _, o := range p.Object {
			rewriteString(o.KeyString)
			rewrite(o.KeyQuery)
			rewritePatterns([]*gojq.Pattern{o.Val})
		}
	}
}

// names returns the array of the members that a construction names outright.
func names(object *gojq.Object) *gojq.Query {
	array := &gojq.Array{}
	for _, kv := range object.KeyVals {
		name := kv.Key
		switch {
		case len(name) > 0 && name[0] == '$' && kv.Val == nil:
			name = name[1:]
		case len(name) > 0 && name[0] == '$':
			continue
		case kv.KeyString != nil && kv.KeyString.Queries == nil:
			name = kv.KeyString.Str
		case name == "":
			continue
		}
		text := &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeString, Str: &gojq.String{Str: name}}}
		if array.Query != nil {
			text = &gojq.Query{Left: array.Query, Op: gojq.OpComma, Right: text}
		}
		array.Query = text
	}
	return &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeArray, Array: array}}
}
