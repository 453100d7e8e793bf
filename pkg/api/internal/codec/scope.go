package codec

import "strings"

// scope is what the prefixes stand for at one point of a document, as aliases. Prefixes that nobody declares
// are aliases themselves: real documents have them (fact 43).
type scope struct {
	codec     *Codec
	aliases   map[string]string // by prefix; "" is the default namespace
	spaces    map[string]string // the namespaces, by prefix
	log       []binding         // to undo
	root      string            // the root's namespace: names in it have no alias
	rootAlias string            // the alias that the root would have elsewhere
}

type binding struct {
	prefix, alias, space string
	bound                bool
}

func newScope(c *Codec) scope {
	return scope{codec: c, aliases: map[string]string{}, spaces: map[string]string{}}
}

func (s *scope) position() int { return len(s.log) }

func (s *scope) undoTo(mark int) {
	for len(s.log) > mark {
		b := s.log[len(s.log)-1]
		s.log = s.log[:len(s.log)-1]
		if b.bound {
			s.aliases[b.prefix], s.spaces[b.prefix] = b.alias, b.space
		} else {
			delete(s.aliases, b.prefix)
			delete(s.spaces, b.prefix)
		}
	}
}

// bind lets a prefix stand for a namespace until it is undone.
func (s *scope) bind(prefix, space string) {
	alias, bound := s.aliases[prefix]
	s.log = append(s.log, binding{prefix, alias, s.spaces[prefix], bound})
	s.spaces[prefix] = space
	s.aliases[prefix] = s.aliasFor(prefix, space)
}

func (s *scope) aliasFor(prefix, space string) string {
	alias, known := s.codec.aliasOf(space)
	switch {
	case alias == jsonAlias:
		return jsonAlias // marks are marks, in a root of ours too
	case space == s.root:
		return ""
	case known:
		return alias
	}
	return prefix
}

// setRoot makes the namespace of the root, whose start tag has just been declared, the document's own.
func (s *scope) setRoot(tag string) {
	prefix, _, ok := strings.Cut(tag, ":")
	if !ok {
		prefix = ""
	}
	space, bound := s.spaces[prefix]
	switch {
	case !bound:
		s.rootAlias = prefix
		if prefix != "" {
			s.bind(prefix, "")
		}
	default:
		s.rootAlias = s.aliasFor(prefix, space)
	}
	s.root = space
	for p, uri := range s.spaces {
		s.aliases[p] = s.aliasFor(p, uri)
	}
}

func (s *scope) elementName(tag string) qname {
	prefix, local, ok := strings.Cut(tag, ":")
	if !ok {
		return qname{s.aliases[""], tag}
	}
	return s.named(prefix, local)
}

// attributeName resolves an attribute's name: without a prefix it is in no namespace.
func (s *scope) attributeName(name string) qname {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return qname{"", name}
	}
	return s.named(prefix, local)
}

func (s *scope) named(prefix, local string) qname {
	return qname{s.codec.owner(s.aliasOfPrefix(prefix), local), local}
}

func (s *scope) aliasOfPrefix(prefix string) string {
	if alias, ok := s.aliases[prefix]; ok {
		return alias
	}
	return prefix
}
