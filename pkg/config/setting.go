package config

import (
	"slices"
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// Type says what a setting's value must look like.
type Type string

// The types of values. Numbers and durations must be above zero.
const (
	String   Type = "string"
	Int      Type = "int"
	Float    Type = "float"
	Duration Type = "duration" // Go's form: 90s, 30m, 1h30m
	Bool     Type = "bool"     // true, yes, on, 1, and their opposites
	List     Type = "list"     // separated by commas
	File     Type = "path"     // a leading ~/ is the home directory
	URL      Type = "url"      // http or https, with a host
	Command  Type = "command"  // a program and its arguments, with a shell's quotes
)

// kind returns what YAML is to take a value for.
func (t Type) kind() yamlfile.Kind {
	switch t {
	case Bool:
		return yamlfile.Bool
	case Int:
		return yamlfile.Int
	}
	return yamlfile.Text
}

// Group is what a setting is about. It orders the help, and decides what the environment may change (trust.go).
type Group string

// The groups of settings. All but the first and the last two make up the connection.
const (
	GroupProfile    Group = "profile"    // which profile
	GroupAddress    Group = "address"    // where the cloud is: auth-url and endpoint
	GroupLocation   Group = "location"   // where in the cloud: region and interface
	GroupCredential Group = "credential" // who asks
	GroupFactor     Group = "factor"     // what is shown once beside the credentials; no profile can hold it for long
	GroupChannel    Group = "channel"    // TLS, and which service of the catalog
	GroupOutput     Group = "output"
	GroupGeneral    Group = "general"
)

// Setting is one row of the table.
type Setting struct {
	Name     string   // the flag and the file's key: "wait-timeout"
	Short    string   // the flag's letter, or ""
	Env      []string // environment names, the first one set wins; NOVACTL_<NAME> is the first
	Default  string
	Type     Type
	Choices  []string // the values allowed; nil: any of the type
	Group    Group
	Secret   bool // never printed; its flags are NAME-file and NAME-stdin
	FlagOnly bool // a flag of single commands: no environment name, no key in the file
	Help     string
}

// Connection reports whether the setting is part of how a cloud is reached.
func (s Setting) Connection() bool {
	return s.Group != GroupProfile && s.Group != GroupOutput && s.Group != GroupGeneral
}

// Flags returns the long names of the setting's flags: its name, or two for a secret.
func (s Setting) Flags() []string {
	if s.Secret {
		return []string{s.fileKey(), s.Name + stdinSuffix}
	}
	return []string{s.Name}
}

const (
	envPrefix     = "NOVACTL_"
	fileSuffix    = "-file"
	stdinSuffix   = "-stdin"
	commandSuffix = "-command"
)

// FileEnv returns the environment name of a secret's file, such as NOVACTL_PASSWORD_FILE; "" for other settings.
func (s Setting) FileEnv() string {
	if s.Secret {
		return envName(s.fileKey())
	}
	return ""
}

// CommandEnv returns the environment name of the command that prints a secret, such as NOVACTL_PASSWORD_COMMAND; "" for other settings.
func (s Setting) CommandEnv() string {
	if s.Secret {
		return envName(s.commandKey())
	}
	return ""
}

// commandKey returns the key that names the command which prints a secret. There is no flag for it: it would be typed each time.
func (s Setting) commandKey() string { return s.Name + commandSuffix }

// fileKey returns the flag and the key that name a file holding the secret.
func (s Setting) fileKey() string { return s.Name + fileSuffix }

// envName returns our own environment name for a key: NOVACTL_WAIT_TIMEOUT for wait-timeout.
func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}

// Settings returns the whole table, in the order of the reference page. It is made once: don't change it.
func Settings() []Setting { return table() }

var table = sync.OnceValue(func() []Setting {
	all := slices.Concat(connectionRows(), credentialRows(), identityV3Rows(), federationRows(), channelRows(), outputRows(), generalRows())
	for i := range all {
		if !all[i].FlagOnly {
			all[i].Env = append([]string{envName(all[i].Name)}, all[i].Env...)
		}
	}
	return all
})

// byName says by name where a row of the table is. It is made once: a command asks for some of them again and again.
var byName = sync.OnceValue(func() map[string]int {
	rows := make(map[string]int, len(table()))
	for i := range table() {
		rows[table()[i].Name] = i
	}
	return rows
})

// SettingOf returns the row of a name; a setting without a name where there is none.
func SettingOf(name string) Setting {
	s, _ := find(name)
	return s
}

// find returns the row of a name.
func find(name string) (Setting, bool) {
	i, ok := byName()[name]
	if !ok {
		return Setting{}, false
	}
	return table()[i], true
}
