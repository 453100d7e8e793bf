package config

import (
	"path/filepath"

	"github.com/novactl/novactl/pkg/config/internal/clouds"
)

// readClouds returns the profiles of clouds.yaml and secure.yaml, by name. The files are those that variables name, else the first ones
// where the OpenStack tools look: in the current directory, the user's, and the system's. Each of the files is looked for by itself.
func (in Input) readClouds(env environment) ([]profile, error) {
	files, err := clouds.Read(
		in.cloudsLocation(env, "OS_CLIENT_CONFIG_FILE", "clouds"),
		in.cloudsLocation(env, "OS_CLIENT_SECURE_FILE", "secure"),
		in.cloudsLocation(env, "OS_CLIENT_VENDOR_FILE", "clouds-public"))
	if err != nil {
		return nil, err
	}
	var profiles []profile
	for _, name := range files.Names() {
		profiles = append(profiles, cloudProfile(files, name))
	}
	return profiles, nil
}

// cloudProfile returns the profile of a cloud, in the region that counts where none is asked for.
func cloudProfile(files clouds.Files, name string) profile {
	p, err := profileIn(files, name, value{})
	p.err = err
	p.inRegion = func(region value) (profile, error) { return profileIn(files, name, region) }
	return p
}

func (in Input) cloudsLocation(env environment, variable, base string) clouds.Location {
	if named := env[variable]; named != "" {
		return clouds.Location{Paths: []string{named}, Variable: variable}
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
	return clouds.Location{Paths: paths}
}
