package codec

import "strings"

const (
	atomAlias = "atom"

	// jsonAlias is the prefix of our own marks: json:type and json:member say what JSON had where XML alone has no way
	// to say it, and only there. Every other reader ignores them.
	jsonAlias = "json"
	jsonSpace = "urn:novactl:json"

	// unknownSpace begins the namespace of an alias that the schema doesn't have: XML needs one, JSON doesn't tell it.
	unknownSpace = "urn:openstack:extension:"

	networkElement = "network" // the root of one network's addresses
)

// owner returns the alias that a name belongs to: the one that it was found under, unless another that shares the
// namespace names it.
func (c *Codec) owner(alias, local string) string {
	if alias == "" {
		return alias
	}
	if owner, ok := c.owners[qname{alias, local}]; ok {
		return owner
	}
	return alias
}

// sharedNames returns the owners of names that may be found under another alias of the same namespace.
func sharedNames(spaces []Space) map[qname]string {
	owners := map[qname]string{}
	for _, s := range spaces {
		for _, other := range spaces {
			if other.URI != s.URI || other.Alias == s.Alias {
				continue
			}
			for _, local := range s.Names {
				owners[qname{other.Alias, local}] = s.Alias
			}
		}
	}
	return owners
}

// spaceOf returns the namespace that the prefix alias is declared as.
func (c *Codec) spaceOf(alias string) string {
	if alias == jsonAlias {
		return jsonSpace
	}
	for _, s := range c.schema.Spaces {
		if s.Alias == alias {
			return s.URI
		}
	}
	return unknownSpace + alias
}

// aliasOf returns the alias of a namespace, and whether the schema has it, among the documents' own or the others.
func (c *Codec) aliasOf(uri string) (string, bool) {
	for _, own := range c.schema.Own {
		if uri == own {
			return "", true
		}
	}
	if uri == jsonSpace {
		return jsonAlias, true
	}
	for _, s := range c.schema.Spaces {
		if s.URI == uri {
			return s.Alias, true
		}
	}
	return strings.CutPrefix(uri, unknownSpace)
}
