package config

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yamlFile is config.yaml as a tree that keeps its comments and its order.
type yamlFile struct{ root *yaml.Node }

// parseYAMLFile reads the tree. Load has read the file before, so its values are of the right types.
func parseYAMLFile(path string, data []byte) (yamlFile, error) {
	var doc yaml.Node
	if err := decodeYAML(path, data, &doc); err != nil {
		return yamlFile{}, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode { // no file, or comments alone
		empty := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", HeadComment: strings.TrimSpace(string(data))}
		return yamlFile{&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{empty}}}, nil
	}
	return yamlFile{&doc}, nil
}

func (f yamlFile) bytes() ([]byte, error) {
	if len(f.top().node.Content) == 0 {
		return f.comments(), nil
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(f.root), enc.Close()); err != nil {
		return nil, err
	}
	var again fileDocument // an alias may have lost its anchor
	if err := yaml.Unmarshal(out.Bytes(), &again); err != nil {
		return nil, &Error{Message: "what is to be changed is referred to from elsewhere in the file", Advice: "Change it by hand."}
	}
	return out.Bytes(), nil
}

// comments returns all that is left of a file without keys.
func (f yamlFile) comments() []byte {
	var out []byte
	for _, n := range []*yaml.Node{f.root, f.top().node} {
		for _, text := range []string{n.HeadComment, n.FootComment} {
			if text != "" {
				out = append(out, text+"\n"...)
			}
		}
	}
	return out
}

// top returns the file's own keys.
func (f yamlFile) top() yamlMap { return yamlMap{f.root.Content[0]} }

// profile returns the first profile of a name, as when it is read. Where there is none it is made, or has no keys.
func (f yamlFile) profile(name string, create bool) (m yamlMap, made bool) {
	for _, item := range f.profiles() {
		if item.Kind == yaml.MappingNode && (yamlMap{item}).text("name") == name {
			return yamlMap{item}, false
		}
	}
	m = yamlMap{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}}
	if !create {
		return m, false
	}
	m.set("name", name, String)
	list := f.top().find("profiles")
	if list == nil || list.Kind != yaml.SequenceNode {
		list = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		f.top().drop("profiles")
		f.top().put("profiles", list)
	}
	list.Content = append(list.Content, m.node)
	return m, true
}

// dropProfile takes every profile of a name out: a second one would come to light after the first.
func (f yamlFile) dropProfile(name string) (found bool) {
	list := f.top().find("profiles")
	if list == nil {
		return false
	}
	list.Content = slices.DeleteFunc(list.Content, func(item *yaml.Node) bool {
		same := item.Kind == yaml.MappingNode && (yamlMap{item}).text("name") == name
		found = found || same
		return same
	})
	if len(list.Content) == 0 {
		f.top().drop("profiles")
	}
	return found
}

func (f yamlFile) profiles() []*yaml.Node {
	if list := f.top().find("profiles"); list != nil {
		return list.Content
	}
	return nil
}

// yamlMap is a mapping of the tree: keys and values in turn.
type yamlMap struct{ node *yaml.Node }

// find returns the value of a key, or nil.
func (m yamlMap) find(key string) *yaml.Node {
	for i := 0; i+1 < len(m.node.Content); i += 2 {
		if m.node.Content[i].Value == key {
			return m.node.Content[i+1]
		}
	}
	return nil
}

func (m yamlMap) has(key string) bool { return m.find(key) != nil }

// text returns the value of a key as it is written, or "".
func (m yamlMap) text(key string) string {
	if v := m.find(key); v != nil {
		return v.Value
	}
	return ""
}

// set gives a key a scalar, where the key stands if it is there already. A text that YAML would read as something
// else gets quotes.
func (m yamlMap) set(key, text string, kind Type) {
	tag := "!!str"
	switch kind {
	case Bool:
		tag = "!!bool"
	case Int:
		tag = "!!int"
	}
	fresh := yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}
	old := m.find(key)
	if old == nil {
		m.put(key, &fresh)
		return
	}
	fresh.HeadComment, fresh.LineComment, fresh.FootComment = old.HeadComment, old.LineComment, old.FootComment
	*old = fresh
}

// put adds a key; before profiles, which read better at the end.
func (m yamlMap) put(key string, v *yaml.Node) {
	at := len(m.node.Content)
	if i := slices.IndexFunc(m.node.Content, func(n *yaml.Node) bool { return n.Value == "profiles" && n.Kind == yaml.ScalarNode }); i >= 0 && i%2 == 0 {
		at = i
	}
	m.node.Content = slices.Insert(m.node.Content, at, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, v)
}

func (m yamlMap) drop(key string) (found bool) {
	for i := 0; i+1 < len(m.node.Content); {
		if m.node.Content[i].Value != key {
			i += 2
			continue
		}
		gone := m.node.Content[i]
		m.node.Content = slices.Delete(m.node.Content, i, i+2)
		switch { // a comment at the top may be about the whole
		case len(m.node.Content) == 0:
			m.node.HeadComment, m.node.FootComment = gone.HeadComment, gone.FootComment
		case i == 0 && m.node.Content[0].HeadComment == "":
			m.node.Content[0].HeadComment = gone.HeadComment
		}
		found = true
	}
	return found
}
