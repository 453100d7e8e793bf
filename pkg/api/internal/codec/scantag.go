package codec

import (
	"errors"
	"fmt"
	"strings"
)

// readStartTag reads a start tag and opens its element, unless the tag ends it too.
func (s *scanner) readStartTag() (*element, error) {
	s.pos += len("<")
	tag := s.readName()
	if !isName(tag) {
		return nil, errors.New("not a name after <")
	}
	ended, err := s.readAttributes()
	if err != nil {
		return nil, err
	}
	if s.count++; s.count > maxElements {
		return nil, errTooBig
	}
	if len(s.open) == maxDepth {
		return nil, errTooDeep
	}
	undo := s.scope.position()
	s.declareSpaces(tag)
	el := s.pool.element()
	el.name = s.scope.elementName(tag)
	if err := s.keepAttributes(el); err != nil {
		return nil, err
	}
	if len(s.open) > 0 {
		parent := s.open[len(s.open)-1].el
		parent.children = append(parent.children, el)
	}
	s.open = append(s.open, frame{el: el, tag: tag, undo: undo})
	if len(s.open) == 1 {
		s.ended = s.started(el, s.scope.rootAlias)
		s.pool = pool{} // the root stays
	}
	if ended {
		s.closeElement()
	}
	return el, nil
}

// readAttributes reads what follows a tag's name, up to its end, into s.raw. It reports whether the tag ends the
// element.
func (s *scanner) readAttributes() (ended bool, err error) {
	s.raw = s.raw[:0]
	for {
		before := s.pos
		s.skipSpace()
		if s.pos == len(s.src) {
			return false, errCut
		}
		switch s.src[s.pos] {
		case '>':
			s.pos++
			return false, nil
		case '/':
			if !strings.HasPrefix(s.src[s.pos:], "/>") {
				return false, errors.New("/ without >")
			}
			s.pos += len("/>")
			return true, nil
		}
		if s.pos == before {
			return false, errors.New("no space before an attribute")
		}
		if err := s.readAttribute(); err != nil {
			return false, err
		}
	}
}

func (s *scanner) readAttribute() error {
	if len(s.raw) == maxAttrs {
		return errTooBig
	}
	name := s.readName()
	if !isName(name) {
		return errors.New("not a name of an attribute")
	}
	s.skipSpace()
	if s.pos == len(s.src) {
		return errCut
	}
	if s.src[s.pos] != '=' {
		return fmt.Errorf("the attribute %s has no value", name)
	}
	s.pos++
	s.skipSpace()
	value, err := s.readQuoted()
	if err != nil {
		return err
	}
	s.raw = append(s.raw, rawAttr{name, value})
	return nil
}

// readQuoted reads an attribute's value. White space that is written as such is blanks, as XML has it.
func (s *scanner) readQuoted() (string, error) {
	if s.pos == len(s.src) {
		return "", errCut
	}
	quote := s.src[s.pos]
	if quote != '"' && quote != '\'' {
		return "", errors.New("an attribute's value is not quoted")
	}
	end := strings.IndexByte(s.src[s.pos+1:], quote)
	if end < 0 {
		s.pos = len(s.src)
		return "", errCut
	}
	raw := s.src[s.pos+1 : s.pos+1+end]
	if strings.IndexByte(raw, '<') >= 0 {
		return "", errors.New("< in an attribute's value")
	}
	value, err := unescape(newlines(raw), true)
	if err != nil {
		return "", err
	}
	s.pos += 1 + end + 1
	return value, nil
}

// declareSpaces puts the namespaces that the start tag declares into the scope.
func (s *scanner) declareSpaces(tag string) {
	for _, a := range s.raw {
		if prefix, ok := declared(a.name); ok && (prefix == "" || a.value != "") {
			s.scope.bind(prefix, a.value)
		}
	}
	if len(s.open) == 0 {
		s.scope.setRoot(tag)
	}
}

// declared returns the prefix that an attribute declares: "" for xmlns itself.
func declared(attribute string) (string, bool) {
	if attribute == "xmlns" {
		return "", true
	}
	return strings.CutPrefix(attribute, "xmlns:")
}

func (s *scanner) keepAttributes(el *element) error {
	if len(s.raw) == 0 {
		return nil
	}
	el.attrs = s.pool.cutAttrs(len(s.raw))
	for i, a := range s.raw {
		if _, ok := declared(a.name); ok {
			continue
		}
		for _, b := range s.raw[:i] {
			if a.name == b.name {
				return fmt.Errorf("the attribute %s is repeated", a.name)
			}
		}
		el.set(s.scope.attributeName(a.name), a.value)
	}
	return nil
}

// readName reads up to what can't be in a name; isName says whether it is one.
func (s *scanner) readName() string {
	start := s.pos
	for s.pos < len(s.src) && nameByte[s.src[s.pos]] {
		s.pos++
	}
	return s.src[start:s.pos]
}

// nameByte has the bytes of names: more than ASCII goes unexamined.
var nameByte = func() (table [256]bool) {
	for c := range table {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c >= 0x80:
			table[c] = true
		}
	}
	for _, c := range []byte("_-.:") {
		table[c] = true
	}
	return table
}()

// isName reports whether it is a name with at most one prefix.
func isName(s string) bool {
	if prefix, local, ok := strings.Cut(s, ":"); ok {
		return isNCName(prefix) && isNCName(local)
	}
	return isNCName(s)
}

// isNCName reports whether it is a name without a prefix.
func isNCName(s string) bool {
	if s == "" || s[0] == '-' || s[0] == '.' || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	for i := range len(s) {
		if s[i] == ':' || !nameByte[s[i]] {
			return false
		}
	}
	return true
}
