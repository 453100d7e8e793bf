package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// configFile is what config.yaml says.
type configFile struct {
	path     string
	top      layer // settings for every profile, and which profile is current
	profiles []profile
	warnings []string
}

// fileDocument holds config.yaml:
//
//	cloud: work
//	output: json
//	profiles:
//	  - name: work
//	    auth-url: https://cloud.example.com/v3
type fileDocument struct {
	Profiles []map[string]yamlfile.Scalar `yaml:"profiles"`
	Top      map[string]yamlfile.Scalar   `yaml:",inline"`
}

// readConfigFile reads config.yaml. No file, or no place for one, is an empty one.
func readConfigFile(path string, table []Setting) (*configFile, error) {
	f := &configFile{path: path, top: newLayer()}
	if path == "" {
		return f, nil
	}
	yamlfile.Sweep(path)
	data, err := yamlfile.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	var doc fileDocument
	if err := yamlfile.Decode(path, data, &doc); err != nil {
		return nil, err
	}
	if yamlfile.HasMore(data) {
		f.warnings = append(f.warnings, path+": only the first document counts; what is below the next --- is ignored")
	}
	f.readTop(doc.Top, table)
	for _, entry := range doc.Profiles {
		f.readProfile(entry, table)
	}
	f.checkMode()
	return f, nil
}

func (f *configFile) warn(line int, format string, a ...any) {
	f.warnings = append(f.warnings, yamlfile.At(f.path, line)+": "+fmt.Sprintf(format, a...))
}

// readTop reads the settings of every profile. A connection can't be among them: it would reach into the sandbox.
func (f *configFile) readTop(entries map[string]yamlfile.Scalar, table []Setting) {
	known := []string{"profiles"}
	for _, s := range table {
		if !s.FlagOnly && !s.Connection() {
			known = append(known, s.Name)
		}
	}
	for _, key := range byLine(entries) {
		entry := entries[key]
		if s, ok := find(key); ok && s.Connection() {
			f.warn(entry.Line, "%s belongs in a profile; it is ignored here", key)
			continue
		}
		if f.known(key, entry, known) {
			f.top.set(key, value{text: entry.Text, source: Source{FromFile, f.path}, where: yamlfile.At(f.path, entry.Line)})
		}
	}
}

// readProfile reads one profile. Its secrets may also be named by the files that hold them: password-file.
func (f *configFile) readProfile(entries map[string]yamlfile.Scalar, table []Setting) {
	name := entries["name"].Text
	if !f.checkName(name, entries) {
		return
	}
	p := profile{name: name, from: f.path, layer: newLayer()}
	known := []string{"name"}
	for _, s := range table {
		if s.FlagOnly || s.Group == GroupProfile {
			continue
		}
		known = append(known, s.Name)
		if s.Secret {
			known = append(known, s.fileKey(), s.commandKey())
		}
	}
	for _, key := range byLine(entries) {
		entry := entries[key]
		if key == "name" || !f.known(key, entry, known) {
			continue
		}
		v := value{text: entry.Text, source: Source{FromProfile, name}, where: yamlfile.At(f.path, entry.Line)}
		row := Setting{Type: File}
		if setting, isFile := strings.CutSuffix(key, fileSuffix); isFile {
			v.via, key = viaFile, setting
		} else if setting, isCommand := strings.CutSuffix(key, commandSuffix); isCommand {
			v.via, key, row = viaCommand, setting, Setting{Type: Command}
		} else {
			row, _ = find(key)
		}
		v.text = row.tidy(v.text)
		if old, there := p.values[key]; !there || v.via < old.via { // the secret itself, its file, its command
			p.set(key, v)
		}
	}
	f.profiles = append(f.profiles, p)
}

// checkName refuses a profile without a name, a second one of the same name, and another sandbox.
func (f *configFile) checkName(name string, entries map[string]yamlfile.Scalar) bool {
	line := 0
	if keys := byLine(entries); len(keys) > 0 {
		line = entries[keys[0]].Line
	}
	same := func(p profile) bool { return p.name == name }
	switch {
	case name == "":
		f.warn(line, "a profile without a name is ignored")
	case name == SandboxName:
		f.warn(line, "sandbox is always the built-in sandbox; this profile is ignored")
	case slices.ContainsFunc(f.profiles, same):
		f.warn(line, "profile %q is there twice; this one is ignored", name)
	default:
		return true
	}
	return false
}

// known reports whether the entry can be used, and warns where it can't. An empty value counts as not given.
func (f *configFile) known(key string, entry yamlfile.Scalar, known []string) bool {
	switch {
	case !slices.Contains(known, key):
		f.warn(entry.Line, "unknown key %q is ignored%s", key, didYouMean(key, known))
	case entry.Odd:
		f.warn(entry.Line, "%s is not a single value; it is ignored", key)
	default:
		return entry.Text != ""
	}
	return false
}

// checkMode warns of secrets that others may read. Windows has no such bits.
func (f *configFile) checkMode() {
	holds := slices.ContainsFunc(f.profiles, func(p profile) bool {
		return slices.ContainsFunc(secrets(), func(name string) bool {
			v, ok := p.values[name]
			return ok && v.via == viaText
		})
	})
	if !holds || runtime.GOOS == "windows" {
		return
	}
	if info, err := os.Stat(f.path); err == nil && info.Mode().Perm()&0o044 != 0 {
		f.warnings = append(f.warnings, fmt.Sprintf(
			"%s holds secrets and others can read it; mend it with: chmod 600 %s", f.path, f.path))
	}
}

// byLine returns the keys in the order of the file.
func byLine(entries map[string]yamlfile.Scalar) []string {
	return slices.SortedFunc(maps.Keys(entries), func(a, b string) int {
		if d := entries[a].Line - entries[b].Line; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}
