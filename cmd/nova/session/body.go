package session

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// bodyReader reads the declaration of a body.
type bodyReader struct {
	*Nova
	rest string
}

// Body makes a document of members that a row declares, each a word:
//
//	name  name=dest         the value of an argument or option, of this name or another; null where there is none
//	name?                   only where there is a value: text, a number, an option that is on
//	name~                   only where that isn't null
//	name!                   only where the line has the option, its value be empty or not
//	name@26  name@0-35{…}   only in these versions of the API
//	name{…}                 an object; name{…}|null: null where nothing is in it; name{…}|list: the one item of a list
//
// What stands behind = may also be one of these:
//
//	'text'  null            what is the same in each line
//	dest||text              text, or null, or '' for an empty text, where there is no value
//	!dest                   whether an option is off
//	flavor.id  flavor:id    the id of what the argument finds, as text; a member of it, as it is
//	dest|pairs              what a reader of readers.go makes of it
func (s *Nova) Body(declaration string) (*pytext.Dict, error) {
	d := pytext.NewDict()
	return d, s.Fill(d, declaration)
}

// Fill adds members that are declared to a document.
func (s *Nova) Fill(d *pytext.Dict, declaration string) error {
	return (&bodyReader{s, declaration}).object(d)
}

// object reads members up to the end of their object.
func (b *bodyReader) object(d *pytext.Dict) error {
	for {
		b.rest = strings.TrimLeft(b.rest, " \t\n")
		if b.rest == "" || b.rest[0] == '}' {
			b.rest = strings.TrimPrefix(b.rest, "}")
			return nil
		}
		end := strings.IndexAny(b.rest+" ", " \t\n{}")
		word := b.rest[:end]
		b.rest = b.rest[end:]
		if strings.HasPrefix(b.rest, "{") {
			if err := b.inner(d, word); err != nil {
				return err
			}
			continue
		}
		name, value, there, err := b.member(word)
		if err != nil {
			return err
		}
		if there {
			d.Set(name, value)
		}
	}
}

// inner reads an object within another.
func (b *bodyReader) inner(d *pytext.Dict, name string) error {
	b.rest = b.rest[1:]
	inner := pytext.NewDict()
	if err := b.object(inner); err != nil {
		return err
	}
	var value any = inner
	if rest, ok := strings.CutPrefix(b.rest, "|list"); ok {
		value, b.rest = []any{inner}, rest
	}
	if rest, ok := strings.CutPrefix(b.rest, "|null"); ok {
		b.rest = rest
		if len(inner.Keys()) == 0 {
			value = nil
		}
	}
	name, versions, _ := strings.Cut(name, "@")
	if b.holds(versions) {
		d.Set(name, value)
	}
	return nil
}

// member reads a member or a parameter; there says whether it belongs into the document.
func (s *Nova) member(word string) (name string, value any, there bool, err error) {
	word, versions, _ := strings.Cut(word, "@")
	if !s.holds(versions) {
		return "", nil, false, nil
	}
	marked, source, hasSource := strings.Cut(word, "=")
	name = strings.TrimRight(marked, "?!~")
	if !hasSource {
		source = destOf(name)
	}
	mark := marked[len(name):]
	dest, _, _ := strings.Cut(strings.TrimSuffix(source, ".id"), "|")
	if mark == "?" && isEmpty(s.Args.Value(dest)) || mark == "!" && !s.Args.Given(dest) {
		return name, nil, false, nil
	}
	value, err = s.valueOf(source)
	there = mark != "?" && mark != "~" || mark == "?" && !isEmpty(value) || mark == "~" && value != nil
	return name, value, there, err
}

// destOf is the name that the value of an option has.
func destOf(option string) string { return strings.ReplaceAll(option, "-", "_") }

// valueOf is what stands behind the = of a member.
func (s *Nova) valueOf(source string) (any, error) {
	if source == "null" {
		return nil, nil
	}
	if text, ok := strings.CutPrefix(source, "'"); ok {
		return strings.TrimSuffix(text, "'"), nil
	}
	if dest, ok := strings.CutPrefix(source, "!"); ok {
		return !s.Args.Bool(dest), nil
	}
	if dest, ok := strings.CutSuffix(source, ".id"); ok {
		return s.segment(dest)
	}
	if dest, member, ok := strings.Cut(source, ":"); ok && !strings.Contains(dest, "|") {
		r, err := s.Found(dest)
		if err != nil {
			return nil, err
		}
		v, _ := r.Get(member)
		return v, nil
	}
	if dest, instead, ok := strings.Cut(source, "||"); ok {
		v := s.Args.Value(dest)
		switch {
		case !isEmpty(v):
			return v, nil
		case instead == "null":
			return nil, nil
		}
		return strings.Trim(instead, "'"), nil
	}
	if dest, reader, ok := strings.Cut(source, "|"); ok {
		return s.read(dest, reader)
	}
	return s.Args.Value(source), nil
}

// isEmpty reports that there is nothing in a value. A number is something, be it 0.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case bool:
		return !v
	case []string:
		return len(v) == 0
	case []any:
		return len(v) == 0
	case *pytext.Dict:
		return len(v.Keys()) == 0
	}
	return false
}
