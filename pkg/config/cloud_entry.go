package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// cloudEntry is one cloud of a file, or what a vendor says of its clouds. Dashes in keys are read as underscores.
type cloudEntry struct {
	top     map[string]value
	auth    map[string]value
	regions []cloudRegion
	err     error // why it can't be used; the entries beside it can
}

// cloudRegion is one of the regions that a cloud has, and what is different in it.
type cloudRegion struct {
	name   string
	values cloudEntry
}

// UnmarshalYAML reads the entry. It never fails: what is wrong is the entry's own error, and no other's.
func (c *cloudEntry) UnmarshalYAML(n *yaml.Node) error {
	*c = cloudEntry{top: map[string]value{}, auth: map[string]value{}}
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
			readCloudKey(c.top, key, &node)
		}
	}
	return nil
}

func (c *cloudEntry) readAuth(n *yaml.Node) {
	var members map[string]yaml.Node
	if n.Decode(&members) != nil {
		c.err = mistakenEntry(n, "auth is a map of keys and values")
		return
	}
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(members))) {
		node := members[key]
		readCloudKey(c.auth, strings.ReplaceAll(key, "-", "_"), &node)
	}
}

// readCloudKey reads one value; what is none, such as a list of networks, is left out, and so is an empty one.
func readCloudKey(to map[string]value, key string, n *yaml.Node) {
	var s scalar
	if n.Decode(&s) == nil && !s.odd && s.text != "" {
		to[key] = value{text: s.text, quoted: s.quoted, line: s.line}
	}
}

// readRegions reads a list whose items are names, or maps of name and values. A single name is a list of one.
func (c *cloudEntry) readRegions(n *yaml.Node) {
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

func readRegion(n *yaml.Node) (cloudRegion, error) {
	var name scalar
	if n.Kind == yaml.ScalarNode {
		err := n.Decode(&name)
		return cloudRegion{name: name.text}, err
	}
	var members map[string]yaml.Node
	if n.Decode(&members) != nil {
		return cloudRegion{}, mistakenEntry(n, "a region is a name, or a map with name and values")
	}
	r := cloudRegion{}
	for key, node := range members {
		switch key {
		case "name":
			if node.Decode(&name) != nil || name.odd {
				return r, mistakenEntry(n, "the name of a region is a text")
			}
			r.name = name.text
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
func (c cloudEntry) in(path string) cloudEntry {
	for _, part := range []map[string]value{c.top, c.auth} {
		for key, v := range part {
			v.where = at(path, v.line)
			part[key] = v
		}
	}
	if e, ok := c.err.(*entryError); ok { //nolint:errorlint // it is made here, and never wrapped
		c.err = &Error{Message: at(path, e.line) + ": " + e.message}
	}
	for i, r := range c.regions {
		c.regions[i].values = r.values.in(path)
	}
	return c
}

// update lays another entry over this one, key by key.
func (c *cloudEntry) update(over cloudEntry) {
	if c.top == nil {
		*c = cloudEntry{top: map[string]value{}, auth: map[string]value{}}
	}
	maps.Copy(c.top, over.top)
	maps.Copy(c.auth, over.auth)
	if len(over.regions) > 0 {
		c.regions = over.regions
	}
	if c.err == nil {
		c.err = over.err
	}
}

// knownRegions returns the regions that the entry says it has: regions, else region_name, which may have several.
func (c cloudEntry) knownRegions() []cloudRegion {
	if len(c.regions) > 0 {
		return c.regions
	}
	var known []cloudRegion
	for _, name := range splitList(c.top["region_name"].text) {
		known = append(known, cloudRegion{name: name})
	}
	return known
}
