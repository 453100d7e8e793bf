package nova

import "regexp/syntax"

// maxNames is how many names a pattern may stand for, to be looked up one by one.
const maxNames = 1000

// exactly returns the names that a filter's pattern fits where these are a few that can be said, as in ^web-1$ and ^(web|db)$; nil: it is
// any other pattern. Clients look names up so.
func exactly(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl) // as regexp.Compile does
	if err != nil || re.Op != syntax.OpConcat || len(re.Sub) < 2 {
		return nil
	}
	first, last := re.Sub[0].Op, re.Sub[len(re.Sub)-1].Op
	if first != syntax.OpBeginText || last != syntax.OpEndText {
		return nil
	}
	return concat(re.Sub[1 : len(re.Sub)-1])
}

// texts returns all that an expression stands for; nil: too much, or it depends on what is around it.
func texts(re *syntax.Regexp) []string {
	switch {
	case re.Flags&syntax.FoldCase != 0 && re.Op != syntax.OpConcat && re.Op != syntax.OpAlternate && re.Op != syntax.OpCapture:
		return nil
	case re.Op == syntax.OpEmptyMatch:
		return []string{""}
	case re.Op == syntax.OpLiteral:
		return []string{string(re.Rune)}
	case re.Op == syntax.OpCapture, re.Op == syntax.OpConcat:
		return concat(re.Sub)
	case re.Op == syntax.OpCharClass:
		return characters(re.Rune)
	case re.Op == syntax.OpQuest:
		return alternatives([]string{""}, re.Sub)
	case re.Op == syntax.OpAlternate:
		return alternatives(nil, re.Sub)
	}
	return nil
}

func concat(parts []*syntax.Regexp) []string {
	all := []string{""}
	for _, part := range parts {
		ends := texts(part)
		if ends == nil || len(all)*len(ends) > maxNames {
			return nil
		}
		var longer []string
		for _, text := range all {
			for _, end := range ends {
				longer = append(longer, text+end)
			}
		}
		all = longer
	}
	return all
}

func alternatives(all []string, parts []*syntax.Regexp) []string {
	for _, part := range parts {
		more := texts(part)
		if more == nil || len(all)+len(more) > maxNames {
			return nil
		}
		all = append(all, more...)
	}
	return all
}

// characters are those of a class: pairs of a first and a last one.
func characters(pairs []rune) (all []string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if int(pairs[i+1]-pairs[i])+len(all) >= maxNames {
			return nil
		}
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all
}
