package config

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
)

// cloudsDocument holds clouds.yaml, secure.yaml or clouds-public.yaml, the files of the OpenStack tools.
type cloudsDocument struct {
	Clouds map[string]cloudEntry `yaml:"clouds"`
	Public map[string]cloudEntry `yaml:"public-clouds"`

	path string
}

// cloudFiles holds the three files.
type cloudFiles struct{ clouds, secure, public cloudsDocument }

// cloudProfiles returns the profiles of clouds.yaml and secure.yaml, by name.
func (in Input) cloudProfiles(env environment) ([]profile, error) {
	var files cloudFiles
	for _, f := range []struct {
		variable, base string
		to             *cloudsDocument
	}{
		{"OS_CLIENT_CONFIG_FILE", "clouds", &files.clouds},
		{"OS_CLIENT_SECURE_FILE", "secure", &files.secure},
		{"OS_CLIENT_VENDOR_FILE", "clouds-public", &files.public},
	} {
		doc, err := in.readClouds(env, f.variable, f.base)
		if err != nil {
			return nil, err
		}
		*f.to = doc
	}
	names := map[string]bool{}
	for _, doc := range []cloudsDocument{files.clouds, files.secure} {
		for name := range doc.Clouds {
			names[name] = true
		}
	}
	var profiles []profile
	for _, name := range slices.Sorted(maps.Keys(names)) {
		profiles = append(profiles, files.profile(name))
	}
	return profiles, nil
}

// profile returns the profile of a name, in the region that counts where none is asked for.
func (f cloudFiles) profile(name string) profile {
	p, err := f.profileIn(name, value{})
	p.err = err
	p.inRegion = func(region value) (profile, error) { return f.profileIn(name, region) }
	return p
}

// readClouds reads the first such file where the OpenStack tools look: the one that the variable names, else in the
// current directory, the user's, and the system's. Each of the three files is looked for by itself.
func (in Input) readClouds(env environment, variable, base string) (cloudsDocument, error) {
	for _, path := range in.cloudsPaths(env, variable, base) {
		read := readSettings
		if env[variable] != "" { // it may be what a shell decrypts meanwhile
			read = ReadNamed
		}
		data, err := read(path)
		if errors.Is(err, fs.ErrNotExist) {
			if env[variable] != "" { // another file's cloud of the same name may be quite another cloud
				return cloudsDocument{}, &Error{
					Message: variable + " names a file that is not there: " + path,
					Advice:  "Mend or unset " + variable + ".",
				}
			}
			continue
		}
		if err != nil {
			return cloudsDocument{}, err
		}
		doc := cloudsDocument{path: path}
		err = decodeYAML(path, data, &doc)
		doc.locate()
		return doc, err
	}
	return cloudsDocument{}, nil
}

// locate tells every value of the document which file it is in.
func (d cloudsDocument) locate() {
	for _, clouds := range []map[string]cloudEntry{d.Clouds, d.Public} {
		for name, c := range clouds {
			clouds[name] = c.in(d.path)
		}
	}
}

func (in Input) cloudsPaths(env environment, variable, base string) []string {
	if named := env[variable]; named != "" {
		return []string{named}
	}
	system := in.system
	if system == "" {
		system = "/etc/openstack"
	}
	dirs := []string{in.Dir}
	if user := env.base("XDG_CONFIG_HOME", ".config"); user != "" {
		dirs = append(dirs, filepath.Join(user, "openstack"))
	}
	if home := env.home(); home != "" {
		dirs = append(dirs, filepath.Join(home, ".config", "openstack"))
	}
	var paths []string
	for _, dir := range append(dirs, system) {
		for _, extension := range []string{".yaml", ".yml", ".json"} {
			paths = append(paths, filepath.Join(dir, base+extension))
		}
	}
	return paths
}
