package config

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// cloudsDocument holds clouds.yaml, secure.yaml or clouds-public.yaml, the files of the OpenStack tools.
type cloudsDocument struct {
	Clouds map[string]cloud `yaml:"clouds"`
	Public map[string]cloud `yaml:"public-clouds"`

	path string
}

// cloud is one connection. Tools differ on which keys stand under auth, so both are read as one.
type cloud struct {
	Auth    map[string]scalar `yaml:"auth"`
	Regions []region          `yaml:"regions"`
	Rest    map[string]scalar `yaml:",inline"`
}

// region is one of a list: its name, or an object that has the name.
type region struct{ name scalar }

// UnmarshalYAML reads either.
func (r *region) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return n.Decode(&r.name)
	}
	var object struct {
		Name scalar `yaml:"name"`
	}
	err := n.Decode(&object)
	r.name = object.Name
	return err
}

// cloudProfiles returns the profiles of clouds.yaml, by name.
func (in Input) cloudProfiles(env environment) ([]profile, error) {
	clouds, err := in.readClouds(env, "OS_CLIENT_CONFIG_FILE", "clouds")
	if err != nil || len(clouds.Clouds) == 0 {
		return nil, err
	}
	secure, err := in.readClouds(env, "OS_CLIENT_SECURE_FILE", "secure")
	if err != nil {
		return nil, err
	}
	public, err := in.readClouds(env, "OS_CLIENT_VENDOR_FILE", "clouds-public")
	if err != nil {
		return nil, err
	}
	var profiles []profile
	for _, name := range slices.Sorted(maps.Keys(clouds.Clouds)) {
		entries := map[string]value{}
		clouds.collect(entries, clouds.Clouds[name])
		secure.collect(entries, secure.Clouds[name])
		profiles = append(profiles, cloudProfile(name, clouds.path, entries, public))
	}
	return profiles, nil
}

// readClouds reads the first such file where the OpenStack tools look: the one that the variable names, else in the
// current directory, the user's, and the system's. Each of the three files is looked for by itself.
func (in Input) readClouds(env environment, variable, base string) (cloudsDocument, error) {
	for _, path := range in.cloudsPaths(env, variable, base) {
		data, _, err := readFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			if env[variable] != "" { // another file's cloud of the same name may be quite another cloud
				return cloudsDocument{}, &Error{Message: variable + " names a file that is not there: " + path,
					Advice: "Mend or unset " + variable + "."}
			}
			continue
		}
		if err != nil {
			return cloudsDocument{}, err
		}
		doc := cloudsDocument{path: path}
		return doc, decodeYAML(path, data, &doc)
	}
	return cloudsDocument{}, nil
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

// collect adds a cloud's entries; those that are there already yield.
func (d cloudsDocument) collect(entries map[string]value, c cloud) {
	for _, part := range []map[string]scalar{c.Rest, c.Auth} {
		for key, entry := range part {
			if !entry.odd && entry.text != "" {
				entries[key] = value{text: entry.text, where: at(d.path, entry.line)}
			}
		}
	}
	if len(c.Regions) > 0 && !c.Regions[0].name.odd { // the first is what the OpenStack tools take where none is chosen
		entries["regions"] = value{text: c.Regions[0].name.text, where: at(d.path, c.Regions[0].name.line)}
	}
}

// cloudProfile makes a profile of the entries, over those of the vendor that they name.
func cloudProfile(name, path string, entries map[string]value, public cloudsDocument) profile {
	vendor := firstEntry(entries, "profile", "cloud").text
	all := map[string]value{}
	public.collect(all, public.Public[vendor])
	maps.Copy(all, entries)
	if address, ok := rackspaceAddress(strings.ReplaceAll(vendor, "_", "-")); ok && all["auth_url"].text == "" {
		all["auth_url"] = value{text: address}
	}
	p := profile{name: name, from: path, layer: newLayer()}
	authType := firstEntry(all, "auth_type", "auth_plugin").text
	p.method, p.unsupported = signInMethod(authType), unsupported(authType, all["system_scope"].text, all["trust_id"].text)
	for setting, keys := range cloudKeys() {
		if v := firstEntry(all, keys...); v.text != "" {
			v.source = Source{FromProfile, name}
			p.set(setting, v)
		}
	}
	p.readVerify(all["verify"])
	p.passwordIsKey()
	return p
}

// readVerify turns verify round: ours is insecure.
func (p *profile) readVerify(v value) {
	if verify, err := parseBool(v.text); err == nil && verify == "false" {
		p.set("insecure", value{text: "true", source: Source{FromProfile, p.name}, where: v.where})
	}
}

func firstEntry(entries map[string]value, keys ...string) value {
	for _, key := range keys {
		if v, ok := entries[key]; ok {
			return v
		}
	}
	return value{}
}

// cloudKeys returns the names that the OpenStack tools give our settings. The first one there is counts.
func cloudKeys() map[string][]string {
	return map[string][]string{
		"auth-url":                      {"auth_url"},
		"endpoint":                      {"compute_endpoint_override", "endpoint_override"},
		"region":                        {"region_name", "region", "regions"},
		"interface":                     {"interface", "endpoint_type"},
		"username":                      {"username", "user_name"},
		"user-id":                       {"user_id"},
		"password":                      {"password"},
		"api-key":                       {"api_key", "apikey"},
		"token":                         {"token", "auth_token"},
		"project-id":                    {"project_id", "tenant_id"},
		"project-name":                  {"project_name", "tenant_name"},
		"user-domain-id":                {"user_domain_id", "domain_id"},
		"user-domain-name":              {"user_domain_name", "domain_name"},
		"project-domain-id":             {"project_domain_id", "domain_id"},
		"project-domain-name":           {"project_domain_name", "domain_name"},
		"default-domain":                {"default_domain"},
		"application-credential-id":     {"application_credential_id"},
		"application-credential-name":   {"application_credential_name"},
		"application-credential-secret": {"application_credential_secret"},
		"service-name":                  {"compute_service_name"},
		"compute-api-version":           {"compute_default_microversion", "compute_api_version"},
		"cacert":                        {"cacert"},
		"cert":                          {"cert"},
		"key":                           {"key"},
		"insecure":                      {"insecure"},
	}
}
