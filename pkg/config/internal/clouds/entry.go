package clouds

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// Value is a value of an entry.
type Value struct {
	Text   string // a list is joined by commas
	Quoted bool   // written in quotes: a text, whatever it looks like
	Where  string // the file and the line
	line   int    // before the file's path is known
}

// Entry is one cloud of a file, or what a vendor says of its clouds. Dashes in keys are read as underscores.
type Entry struct {
	Top     map[string]Value
	Auth    map[string]Value
	regions []region
	err     error // why it can't be used; the entries beside it can
}

// region is one of the regions that a cloud has, and what is different in it.
type region struct {
	name   string
	values Entry
}

// UnmarshalYAML reads the entry. It never fails: what is wrong is the entry's own error, and no other's.
func (c *Entry) UnmarshalYAML(n *yaml.Node) error {
	*c = Entry{Top: map[string]Value{}, Auth: map[string]Value{}}
	var members map[string]yaml.Node
	if n.Decode(&members) != nil {
		c.err = mistakenEntry(n, "a cloud is a map of keys and values")
		return nil //nolint:nilerr // the error is kept in the entry
	}
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(members))) { // the spelling with dashes wins
		node := members[key]
		switch key = strings.ReplaceAll(key, "-", "_"); key {
		case "auth":
			c.readAuth(&node)
		case "regions":
			c.readRegions(&node)
		default:
			readKey(c.Top, key, &node)
		}
	}
	return nil
}

func (c *Entry) readAuth(n *yaml.Node) {
	var members map[string]yaml.Node
	if n.Decode(&members) != nil {
		c.err = mistakenEntry(n, "auth is a map of keys and values")
		return
	}
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(members))) {
		node := members[key]
		readKey(c.Auth, strings.ReplaceAll(key, "-", "_"), &node)
	}
}

// readKey reads one value; what is none, such as a list of networks, is left out, and so is an empty one.
func readKey(to map[string]Value, key string, n *yaml.Node) {
	var s yamlfile.Scalar
	if n.Decode(&s) == nil && !s.Odd && s.Text != "" {
		to[key] = Value{Text: s.Text, Quoted: s.Quoted, line: s.Line}
	}
}

// readRegions reads a list whose items are names, or maps of name and values. A single name is a list of one.
func (c *Entry) readRegions(n *yaml.Node) {
	var items []yaml.Node
	switch {
	case n.Tag == "!!null":
		return
	case n.Kind == yaml.ScalarNode:
		items = []yaml.Node{*n}
	case n.Decode(&items) != nil:
		c.err = mistakenEntry(n, "regions is a list")
		return
	}
	for _, item := range items {
		r, err := readRegion(&item)
		if err != nil {
			c.err = err
			return
		}
		c.regions = append(c.regions, r)
	}
}

func readRegion(n *yaml.Node) (region, error) {
	var name yamlfile.Scalar
	if n.Kind == yaml.ScalarNode {
		err := n.Decode(&name)
		return region{name: name.Text}, err
	}
	var members map[string]yaml.Node
	if n.Decode(&members) != nil {
		return region{}, mistakenEntry(n, "a region is a name, or a map with name and values")
	}
	r := region{}
	for key, node := range members {
		switch key {
		case "name":
			if node.Decode(&name) != nil || name.Odd {
				return r, mistakenEntry(n, "the name of a region is a text")
			}
			r.name = name.Text
		case "values":
			_ = node.Decode(&r.values) // never fails
		default:
			return r, mistakenEntry(n, fmt.Sprintf("a region has a name and values, and no %q", key))
		}
	}
	if r.name == "" {
		return r, mistakenEntry(n, "a region without a name")
	}
	return r, r.values.err
}

// mistakenEntry is an error that doesn't know its file yet.
func mistakenEntry(n *yaml.Node, message string) error {
	return &entryError{line: n.Line, message: message}
}

// entryError is what is wrong with an entry, in which line.
type entryError struct {
	line    int
	message string
}

// Error returns what is wrong.
func (e *entryError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.message) }

// in returns the entry with the file's path in its values and its error.
func (c Entry) in(path string) Entry {
	for _, part := range []map[string]Value{c.Top, c.Auth} {
		for key, v := range part {
			v.Where = yamlfile.At(path, v.line)
			part[key] = v
		}
	}
	if e, ok := c.err.(*entryError); ok { //nolint:errorlint // it is made here, and never wrapped
		c.err = &yamlfile.Error{Message: yamlfile.At(path, e.line) + ": " + e.message}
	}
	for i, r := range c.regions {
		c.regions[i].values = r.values.in(path)
	}
	return c
}

// update lays another entry over this one, key by key.
func (c *Entry) update(over Entry) {
	if c.Top == nil {
		*c = Entry{Top: map[string]Value{}, Auth: map[string]Value{}}
	}
	maps.Copy(c.Top, over.Top)
	maps.Copy(c.Auth, over.Auth)
	if len(over.regions) > 0 {
		c.regions = over.regions
	}
	if c.err == nil {
		c.err = over.err
	}
}

// knownRegions returns the regions that the entry says it has: regions, else region_name, which may have several.
func (c Entry) knownRegions() []region {
	if len(c.regions) > 0 {
		return c.regions
	}
	var known []region
	for name := range strings.SplitSeq(c.Top["region_name"].Text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			known = append(known, region{name: name})
		}
	}
	return known
}
