package config

import "slices"

// via says how a layer holds a value.
type via int

const (
	viaText    via = iota // the text is the value
	viaFile               // the text is the path of a file that holds it
	viaStdin              // standard input holds it
	viaCommand            // the text is the command that prints it
)

// value holds a setting's value in one layer.
type value struct {
	text   string
	via    via
	source Source
	where  string // the file and line, for messages; "": the source says enough
}

// location returns where a person finds the value.
func (v value) location() string {
	if v.where != "" {
		return v.where
	}
	return v.source.String()
}

// layer is what one source says: by setting.
type layer struct {
	values      map[string]value
	method      string // the secret that the source itself says to sign in with, or ""
	unsupported string // what of it this program can't do, or ""
}

func newLayer() layer { return layer{values: map[string]value{}} }

//
//go:noinline
func (l layer) set(name string, v value) { l.values[name] = v }

//
//go:noinline
func (l layer) has(name string) bool {
	_, ok := l.values[name]
	return ok
}

func (l layer) text(name string) string { return l.values[name].text }

func (l layer) drop(names ...string) {
	for _, name := range names {
		delete(l.values, name)
	}
}

// fromStdin returns the source of the secret that standard input holds, or "".
func (l layer) fromStdin() string {
	for _, v := range l.values {
		if v.via == viaStdin {
			return v.source.Name
		}
	}
	return ""
}

// alternatives returns settings that say the same thing in different ways.
func alternatives() [][]string {
	return [][]string{
		{"username", "user-id"},
		{"project-id", "project-name"},
		{"user-domain-id", "user-domain-name"},
		{"project-domain-id", "project-domain-name"},
		{"application-credential-id", "application-credential-name"},
		{"domain-id", "domain-name"},
		secrets(),
	}
}

// secrets returns the ways to sign in, the strongest first.
func secrets() []string {
	return []string{"api-key", "password", "token", "application-credential-secret"}
}

// dropWeakerAlternatives lets a setting in one layer put aside its alternatives in the weaker ones: the id of a project
// from the environment would else win over the name of another given as a flag. The strongest layer is first.
func dropWeakerAlternatives(layers []layer) {
	for _, names := range alternatives() {
		strongest := slices.IndexFunc(layers, func(l layer) bool { return slices.ContainsFunc(names, l.has) })
		if strongest < 0 {
			continue
		}
		for _, weaker := range layers[strongest+1:] {
			weaker.drop(names...)
		}
	}
	for _, l := range layers {
		l.keepOneSecret()
	}
}

// keepOneSecret keeps one secret of a layer: the one its method says, or the strongest.
func (l layer) keepOneSecret() {
	preference := slices.Concat([]string{l.method}, secrets())
	strongest := slices.IndexFunc(preference, l.has)
	if strongest < 0 {
		return
	}
	for _, name := range secrets() {
		if name != preference[strongest] {
			l.drop(name)
		}
	}
}

// strongest returns the value that wins.
func strongest(layers []layer, name string) (value, bool) {
	for _, l := range layers {
		if v, ok := l.values[name]; ok {
			return v, true
		}
	}
	return value{}, false
}
