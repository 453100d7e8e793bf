package yamlfile

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Tree is a file of settings as a tree that keeps its comments and its order.
type Tree struct{ root *yaml.Node }

// ParseTree reads the tree of a file, which may be empty. Who edits it has read the file before, so its values are of the right types.
func ParseTree(path string, data []byte) (Tree, error) {
	var doc yaml.Node
	if err := Decode(path, data, &doc); err != nil {
		return Tree{}, err
	}
	if HasMore(data) {
		return Tree{}, &Error{Message: path + " has a second document (---), which would be lost", Advice: "Put it into a file of its own."}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode { // no file, or comments alone
		empty := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", HeadComment: strings.TrimSpace(string(data))}
		return Tree{&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{empty}}}, nil
	}
	return Tree{&doc}, nil
}

// Bytes returns the file as it is now. It must be readable into the value that check points to, as the file was before.
func (f Tree) Bytes(check any) ([]byte, error) {
	if len(f.Top().node.Content) == 0 {
		return f.comments(), nil
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(f.root); err != nil { // the library's own words would quote the value
		return nil, &Error{Message: "a value is no UTF-8 text, and can't be written as YAML", Advice: "A secret can be in a file of its own: config set NAME-file PATH."}
	}
	if err := enc.Close(); err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal(out.Bytes(), check); err != nil { // an alias may have lost its anchor
		return nil, &Error{Message: "what is to be changed is referred to from elsewhere in the file", Advice: "Change it by hand."}
	}
	return out.Bytes(), nil
}

// comments returns all that is left of a file without keys.
func (f Tree) comments() []byte {
	var out []byte
	for _, n := range []*yaml.Node{f.root, f.Top().node} {
		for _, text := range []string{n.HeadComment, n.FootComment} {
			if text != "" {
				out = append(out, text+"\n"...)
			}
		}
	}
	return out
}

// Top returns the file's own keys.
func (f Tree) Top() Map { return Map{f.root.Content[0]} }

// Profile returns the first profile of a name, as when it is read. Where there is none it is made, or has no keys.
func (f Tree) Profile(name string, create bool) (m Map, made bool) {
	for _, item := range f.profiles() {
		if item.Kind == yaml.MappingNode && (Map{item}).Text("name") == name {
			return Map{item}, false
		}
	}
	m = Map{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}}
	if !create {
		return m, false
	}
	m.Set("name", name, Text)
	list := f.Top().find("profiles")
	if list == nil || list.Kind != yaml.SequenceNode {
		list = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		f.Top().Drop("profiles")
		f.Top().put("profiles", list)
	}
	list.Content = append(list.Content, m.node)
	return m, true
}

// DropProfile takes every profile of a name out: a second one would come to light after the first.
func (f Tree) DropProfile(name string) (found bool) {
	list := f.Top().find("profiles")
	if list == nil {
		return false
	}
	list.Content = slices.DeleteFunc(list.Content, func(item *yaml.Node) bool {
		same := item.Kind == yaml.MappingNode && (Map{item}).Text("name") == name
		found = found || same
		return same
	})
	if len(list.Content) == 0 {
		f.Top().Drop("profiles")
	}
	return found
}

func (f Tree) profiles() []*yaml.Node {
	if list := f.Top().find("profiles"); list != nil {
		return list.Content
	}
	return nil
}

// Kind is what a value is, as YAML tags it.
type Kind string

// The kinds of values.
const (
	Text Kind = "!!str"
	Bool Kind = "!!bool"
	Int  Kind = "!!int"
)

// Map is a mapping of the tree: keys and values in turn.
type Map struct{ node *yaml.Node }

// find returns the value of a key, or nil.
func (m Map) find(key string) *yaml.Node {
	for i := 0; i+1 < len(m.node.Content); i += 2 {
		if m.node.Content[i].Value == key {
			return m.node.Content[i+1]
		}
	}
	return nil
}

// Has reports whether the key is there.
func (m Map) Has(key string) bool { return m.find(key) != nil }

// Text returns the value of a key as it is written, or "".
func (m Map) Text(key string) string {
	if v := m.find(key); v != nil {
		return v.Value
	}
	return ""
}

// Set gives a key a Scalar, where the key stands if it is there already. A text that YAML would read as something
// else gets quotes.
func (m Map) Set(key, text string, kind Kind) {
	fresh := yaml.Node{Kind: yaml.ScalarNode, Tag: string(kind), Value: text}
	old := m.find(key)
	if old == nil {
		m.put(key, &fresh)
		return
	}
	fresh.HeadComment, fresh.LineComment, fresh.FootComment = old.HeadComment, old.LineComment, old.FootComment
	*old = fresh
}

// put adds a key; before profiles, which read better at the end.
func (m Map) put(key string, v *yaml.Node) {
	at := len(m.node.Content)
	if i := slices.IndexFunc(m.node.Content, func(n *yaml.Node) bool { return n.Value == "profiles" && n.Kind == yaml.ScalarNode }); i >= 0 && i%2 == 0 {
		at = i
	}
	m.node.Content = slices.Insert(m.node.Content, at, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, v)
}

// Drop takes a key out, every time that it is there.
func (m Map) Drop(key string) (found bool) {
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
