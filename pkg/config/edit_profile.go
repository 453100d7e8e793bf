package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// Use makes a profile the one that commands use where none is named. Its name must be known.
func (e *Edit) Use(name string) error {
	c := e.config
	if _, err := c.resolved.lookup(value{text: name}); err != nil {
		return err
	}
	e.doc.Top().Set("cloud", name, yamlfile.Text)
	if source := c.Source("cloud"); source.Layer == FromEnvironment {
		e.notice("%s=%s in the environment wins over it", source.Name, c.Get("cloud"))
	}
	return nil
}

// Add sets the keys of a profile, which is made if it isn't there.
func (e *Edit) Add(name string, entries map[string]string) error {
	if err := e.writable(name); err != nil {
		return err
	}
	m, made := e.doc.Profile(name, true)
	if made {
		e.notice("made profile %q in %s", name, e.config.Path())
	}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		s, err := editable(key)
		if err != nil {
			return err
		}
		if s.Secret {
			for _, other := range []string{s.Name, s.fileKey(), s.commandKey()} {
				m.Drop(other)
			}
		}
		m.Set(key, entries[key], s.Type.kind())
	}
	return nil
}

// Delete takes a profile out of config.yaml, with its secrets. Where it was the current one, none is then.
func (e *Edit) Delete(name string) error {
	c := e.config
	if _, err := c.resolved.lookup(value{text: name}); err != nil {
		return err
	}
	if err := e.writable(name); err != nil {
		return err
	}
	if !e.doc.DropProfile(name) {
		return &Error{Message: fmt.Sprintf("profile %q is built in: there is nothing of it to delete", name)}
	}
	if top := e.doc.Top(); top.Text("cloud") == name {
		top.Drop("cloud")
		e.notice("profile %q was the current one; there is none now", name)
	}
	return nil
}

// ProfileSettings returns what a profile itself says, in the table's order, by the keys of the file; a secret only
// that it is there. An unknown name is an *Error.
func (c *Config) ProfileSettings(name string) (ProfileInfo, []Entry, error) {
	p, err := c.resolved.lookup(value{text: name})
	if err != nil {
		return ProfileInfo{}, nil, err
	}
	if p.err != nil {
		return ProfileInfo{}, nil, p.err
	}
	var entries []Entry
	for _, s := range c.resolved.table {
		v, ok := p.values[s.Name]
		if !ok {
			continue
		}
		e := Entry{Name: s.Name, Value: s.shown(v.text), Source: Source{FromProfile, name}, Secret: s.Secret}
		switch {
		case s.Secret && v.via == viaFile:
			e.Name = s.fileKey()
		case s.Secret && v.via == viaCommand:
			e.Name = s.commandKey()
		case s.Secret:
			e.Value = notShown
		}
		entries = append(entries, e)
	}
	return p.info(c.Profile()), entries, nil
}
