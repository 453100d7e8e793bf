package jq

import "github.com/itchyny/gojq"

// trimEach takes away the .[] that a program begins with; false: it begins otherwise, and is as it was. What follows in a pipe sees an item
// and nothing of the others. Not so with "as", behind which the list is still there, and with operators, whose right side comes first.
func trimEach(q *gojq.Query) bool {
	for q.Term == nil {
		if q.Op != gojq.OpPipe || len(q.Patterns) > 0 || q.Left == nil {
			return false
		}
		q = q.Left
	}
	t := q.Term
	if t.Type == gojq.TermTypeQuery && len(t.SuffixList) == 0 {
		return trimEach(t.Query)
	}
	if t.Type != gojq.TermTypeIdentity || len(t.SuffixList) == 0 || !t.SuffixList[0].Iter {
		return false
	}
	rest := t.SuffixList[1:]
	if len(rest) > 0 && rest[0].Optional { // a list can always be iterated
		rest = rest[1:]
	}
	t.SuffixList = rest
	return true
}
