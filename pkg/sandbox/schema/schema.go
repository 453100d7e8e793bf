// Package schema checks documents of requests by rules, and says what is wrong in the words of the validator that OpenStack's services
// use, so that a client that matches on them finds them.
//
// Rules are text, so that a table of them is read as one. A rule is words that are checked one after another:
//
//	string integer null …   the types that a value may have, before all others
//	1..255 ..60             how many characters a text may have
//	#1..                    the range of a number
//	/…/                     a regular expression that a text fits, without blanks
//	a,b  a,                 the texts that a value may be one of
//	uuid ipv4 ipv6 base64 name    forms of texts
//	[]rule  {}rule:9        a list, or an object with any names, of what fits the rule of that name; of so many at most
//	=rule                   the rule of that name, or the object of that name
//	a|b                     either of the rules of these names
package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
)

// Problem is the first thing that is wrong with a document.
type Problem struct {
	Member string // the member, or the index in a list, where it is; "": the document itself
	Value  jsontext.Value
	Text   string
	Whole  bool // the text says it all
}

// Message is the problem as a refusal has it.
func (p *Problem) Message() string {
	if p.Whole || p.Member == "" {
		return p.Text
	}
	return fmt.Sprintf("Invalid input for field/attribute %s. Value: %s. %s", p.Member, Str(p.Value), p.Text)
}

// in says in which member a problem is, unless it is deeper.
func (p *Problem) in(member string) *Problem {
	if p != nil && p.Member == "" {
		p.Member = member
	}
	return p
}

// Rules are rules and objects by name.
type Rules struct {
	rules   map[string]string
	objects map[string][]member
}

// member is a member that an object may have, from a version on, and up to one.
type member struct {
	name, rule   string
	since, until int // 0: the first, the last
	must         bool
}

// Parse reads rules: a line is "name = rule", or begins an object, whose members follow, indented: "name rule", with ! behind the name of one
// that has to be there, and "@19-56" behind the rule of one that versions 19 to 56 have.
func Parse(text string) Rules {
	all := Rules{map[string]string{}, map[string][]member{}}
	object := ""
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case len(words) > 2 && words[1] == "=":
			all.rules[words[0]] = strings.Join(words[2:], " ")
		case line[0] != '\t':
			object = words[0]
			all.objects[object] = nil
		default:
			all.objects[object] = append(all.objects[object], parseMember(words))
		}
	}
	return all
}

func parseMember(words []string) member {
	m := member{rule: "any"}
	m.name, m.must = strings.CutSuffix(words[0], "!")
	if last := words[len(words)-1]; last[0] == '@' {
		since, until, _ := strings.Cut(last[1:], "-")
		m.since, _ = strconv.Atoi(since)
		m.until, _ = strconv.Atoi(until)
		words = words[:len(words)-1]
	}
	if len(words) > 1 {
		m.rule = strings.Join(words[1:], " ")
	}
	return m
}

// Has reports an object of that name.
func (all Rules) Has(name string) bool {
	_, has := all.objects[name]
	return has
}

// Check checks a value by the rule or object of a name, in a version; nil: it fits.
func (all Rules) Check(name string, version int, v jsontext.Value) *Problem {
	if members, isObject := all.objects[name]; isObject {
		return all.object(members, version, v)
	}
	rule, known := all.rules[name]
	if !known {
		rule = name
	}
	return all.rule(rule, version, v)
}

// object checks the members that are there, and then for those that aren't, or aren't to be. A name that ends in … takes any.
func (all Rules) object(members []member, version int, v jsontext.Value) *Problem {
	o, isObject := document.ObjectOf(v)
	if !isObject {
		return wrong(v, "is not of type 'object'")
	}
	missing, known, open := "", map[string]bool{}, false
	for _, m := range members {
		given, there := o[m.name]
		switch {
		case version < m.since || m.until != 0 && version > m.until:
		case m.name == "…":
			open = true
		case there:
			known[m.name] = true
			if p := all.rule(m.rule, version, given); p != nil {
				return p.in(m.name)
			}
		case m.must && missing == "":
			missing = m.name
		}
	}
	if missing != "" {
		return &Problem{Value: v, Text: fmt.Sprintf("'%s' is a required property", missing)}
	}
	var more []string
	for name := range o {
		if !known[name] && !open {
			more = append(more, name)
		}
	}
	if len(more) == 0 {
		return nil
	}
	return &Problem{Value: v, Text: Unexpected(more)}
}

// several quotes names, sorted, and chooses the verb for their number.
func several(names []string, one, more string) (string, string) {
	quoted := make([]string, 0, len(names))
	for _, name := range sorted(names) {
		quoted = append(quoted, quote(name))
	}
	if len(names) == 1 {
		more = one
	}
	return strings.Join(quoted, ", "), more
}

// Unexpected says that there are members, or parameters, that are not to be.
func Unexpected(names []string) string {
	which, verb := several(names, "was", "were")
	return fmt.Sprintf("Additional properties are not allowed (%s %s unexpected)", which, verb)
}
