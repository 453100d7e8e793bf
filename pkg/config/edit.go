package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// Edit is config.yaml on its way to being changed. What it doesn't change stays, comments too. Nothing is written
// before Save.
type Edit struct {
	Notices []string // what the person should know of what was done

	config *Config
	before []byte // what the file held; nil: there was none
	doc    yamlfile.Tree
}

// ErrChanged says that another process has changed the file since it was read: read it again, with Edit.
var ErrChanged = errors.New("another process has changed the configuration file")

// Edit reads config.yaml to change it; no file is an empty one. Errors are *Error.
func (c *Config) Edit() (*Edit, error) {
	path := c.Path()
	if path == "" {
		return nil, &Error{Message: "no place for a configuration file: HOME is not set", Advice: "Set HOME or XDG_CONFIG_HOME to an absolute path."}
	}
	data, err := yamlfile.Read(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	doc, err := yamlfile.ParseTree(path, data)
	return &Edit{config: c, before: data, doc: doc}, err
}

// Save replaces the file as a whole: 0600, whatever it was before. Where it isn't any more what Edit read, nothing is
// written, and the error is ErrChanged.
func (e *Edit) Save() error {
	data, err := e.doc.Bytes(&fileDocument{})
	if err != nil {
		return err
	}
	path := e.config.Path()
	release := yamlfile.Lock(path)
	defer release()
	now, err := yamlfile.Read(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case !bytes.Equal(now, e.before):
		return ErrChanged
	}
	return yamlfile.Write(path, data)
}

// Set gives a key a value: a setting's name, or the name of a file that holds a secret (password-file). A setting of
// the connection goes into the profile in effect, any other to the top of the file; a profile that is named by a flag
// gets either. A profile that isn't there is made. What the key can't be is an *Error.
func (e *Edit) Set(key, text string) error {
	s, err := editable(key)
	if err != nil {
		return err
	}
	if text == "" {
		return &Error{Message: "the value of " + key + " is empty", Advice: "To take it out: novactl config unset " + key}
	}
	if s.Group == GroupProfile {
		return e.Use(text)
	}
	if key == s.Name {
		if text, err = s.written(text); err != nil {
			return &Error{Message: "bad value of " + key, Err: err}
		}
	}
	if s.Type == File || s.Secret && key == s.fileKey() {
		text = e.absolute(text)
	}
	profile, err := e.profileFor(s)
	if err != nil {
		return err
	}
	m := e.doc.Top()
	if profile != "" {
		var made bool
		if m, made = e.doc.Profile(profile, true); made {
			e.notice("made profile %q in %s", profile, e.config.Path())
		}
	}
	if s.Secret {
		m.Drop(s.Name)
		m.Drop(s.fileKey())
		m.Drop(s.commandKey())
	}
	m.Set(key, text, s.Type.kind())
	e.explain(s, key, profile, m)
	return nil
}

// Unset takes a key out of where Set puts it; of a secret, its file too.
func (e *Edit) Unset(key string) error {
	s, err := editable(key)
	if err != nil {
		return err
	}
	profile, err := e.profileFor(s)
	if err != nil {
		return err
	}
	m, where := e.doc.Top(), e.config.Path()
	if profile != "" {
		m, _ = e.doc.Profile(profile, false)
		where = fmt.Sprintf("profile %q of %s", profile, where)
	}
	found := m.Drop(s.Name)
	if s.Secret {
		found = m.Drop(s.fileKey()) || found
		found = m.Drop(s.commandKey()) || found
	}
	if !found {
		e.notice("%s is not set in %s", key, where)
	}
	return nil
}

// editable returns the setting of a key of the file. The *Error about any other names the nearest.
func editable(key string) (Setting, error) {
	var known []string
	for _, s := range Settings() {
		if s.FlagOnly {
			continue
		}
		if key == s.Name || s.Secret && (key == s.fileKey() || key == s.commandKey()) {
			return s, nil
		}
		known = append(known, s.Name)
	}
	return Setting{}, &Error{
		Message: fmt.Sprintf("there is no setting %q%s", key, didYouMean(key, known)),
		Advice:  "The settings are " + strings.Join(known, ", ") + ".",
	}
}

// written returns a value as the file has it: checked, and as it was typed but for yes and no.
func (s Setting) written(text string) (string, error) {
	value, err := s.parse(text)
	if err != nil || s.Type != Bool && s.Choices == nil {
		return text, err
	}
	return value, nil
}

// absolute makes the path of a file good from any folder. A ~ stays: it is expanded when it is read.
func (e *Edit) absolute(path string) string {
	if strings.HasPrefix(path, "~/") {
		return path
	}
	if full, err := filepath.Abs(filepath.Join(e.config.resolved.in.Dir, path)); err == nil && !filepath.IsAbs(path) {
		return full
	}
	return path
}

// profileFor returns the profile that a setting is kept in; "" is the top of the file.
func (e *Edit) profileFor(s Setting) (profile string, err error) {
	c := e.config
	name := c.Get("cloud")
	named := c.Source("cloud").Layer == FromFlag
	switch {
	case s.Group == GroupProfile, !named && !s.Connection():
		return "", nil
	case name == "":
		return "", &Error{
			Message: s.Name + " belongs in a profile, and none is chosen",
			Advice:  "Name one with --cloud NAME; it is made if it isn't there.",
		}
	}
	return name, e.writable(name)
}

// writable refuses profiles that aren't config.yaml's to change.
func (e *Edit) writable(name string) error {
	if name == SandboxName {
		return &Error{Message: "the profile sandbox is built in: nothing in it can be changed", Advice: "Name another with --cloud."}
	}
	ours := func(p profile) bool { return p.name == name }
	if slices.ContainsFunc(e.config.resolved.file.profiles, ours) {
		return nil
	}
	all, err := e.config.resolved.allProfiles()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.name == name && p.from != builtIn {
			return &Error{Message: fmt.Sprintf("profile %q is kept in %s", name, p.from), Advice: "Change it there."}
		}
	}
	return nil // a new one, or the credentials of a built-in one
}

// explain notes why a value that was set isn't the one that counts.
func (e *Edit) explain(s Setting, key, profile string, m yamlfile.Map) {
	c := e.config
	if source := c.Source(s.Name); source.Layer == FromEnvironment {
		e.notice("%s in the environment wins over it", source.Name)
	}
	if !s.Secret {
		return
	}
	for _, other := range secrets() {
		if other == s.Name {
			return
		}
		if m.Has(other) || m.Has(other+fileSuffix) || m.Has(other+commandSuffix) {
			e.notice("the profile's %s wins over its %s; take it out with: novactl config unset %s --cloud %s", other, key, other, profile)
			return
		}
	}
}

func (e *Edit) notice(format string, a ...any) {
	e.Notices = append(e.Notices, fmt.Sprintf(format, a...))
}
