package config

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// profileIn makes the profile of a cloud in a region, or in the first one where there is none. It does so as
// openstacksdk's loader: the vendor's values, over them the cloud's, over them the region's.
func (f cloudFiles) profileIn(name string, region value) (profile, error) {
	path := f.clouds.path
	if _, ok := f.clouds.Clouds[name]; !ok {
		path = f.secure.path
	}
	p := profile{name: name, from: path, layer: newLayer()}
	var own cloudEntry
	own.update(f.clouds.Clouds[name])
	own.update(f.secure.Clouds[name])
	if own.err != nil {
		return p, own.err
	}
	all, vendorNote, err := f.vendorOf(own)
	if err != nil {
		return p, err
	}
	known := own.knownRegions()
	if len(known) == 0 {
		known = all.knownRegions()
	}
	all.update(own)
	chosen, err := chooseRegion(name, region, known)
	if err != nil {
		return p, err
	}
	all.update(chosen.values)
	if chosen.name != "" {
		all.top["region_name"] = value{text: chosen.name, where: all.top["region_name"].where}
	}
	if err := all.expand(); err != nil {
		return p, err
	}
	p.fill(all)
	if vendorNote != "" && !p.has("auth-url") {
		err = &Error{Message: "profile " + name + " has no auth URL: " + vendorNote, Advice: "Add its auth_url in " + path + "."}
	}
	return p, err
}

// chooseRegion returns the region that is asked for, or the first. Where the cloud says which regions it has, another is an error: it would
// be looked for in the catalog, and found where nobody thinks of it.
func chooseRegion(cloud string, region value, known []cloudRegion) (cloudRegion, error) {
	switch i := slices.IndexFunc(known, func(r cloudRegion) bool { return r.name == region.text }); {
	case i >= 0:
		return known[i], nil
	case len(known) == 0:
		return cloudRegion{}, nil
	case region.text == "":
		return known[0], nil
	}
	var names []string
	for _, r := range known {
		names = append(names, r.name)
	}
	return cloudRegion{}, &Error{
		Message: fmt.Sprintf("profile %s has no region %q (%s)", cloud, region.text, region.location()),
		Advice:  "Its regions are " + strings.Join(names, ", ") + "; choose one with --region.",
	}
}

// vendorOf returns what the vendor that an entry names says of its clouds; and a note where the vendor isn't known.
func (f cloudFiles) vendorOf(own cloudEntry) (all cloudEntry, note string, err error) {
	all.update(cloudEntry{})
	name := firstEntry(own.top, "profile", "cloud").text
	if name == "" {
		return all, "", nil
	}
	if entry, ok := f.public.Public[name]; ok {
		all.update(entry)
		return all, "", all.err
	}
	if entry, ok := publicVendor(name); ok {
		all.update(entry)
		return all, "", nil
	}
	return all, fmt.Sprintf("novactl doesn't know the address of the vendor %q", name), nil
}

// braces are the names in braces that openstacksdk replaces by the cloud's own values.
var braces = regexp.MustCompile(`\{[^{}]*\}`)

// expand puts the cloud's values where the texts name them, as in https://{region_name}.example.com.
func (c cloudEntry) expand() error {
	var mistakes error
	replace := func(part map[string]value, key string) {
		v := part[key]
		v.text = braces.ReplaceAllStringFunc(v.text, func(name string) string {
			known, ok := c.top[strings.ReplaceAll(strings.Trim(name, "{}"), "-", "_")]
			if !ok {
				mistakes = errors.Join(mistakes, &Error{Message: v.where + ": " + key + " names " + name + ", which the cloud doesn't have"})
			}
			return known.text
		})
		part[key] = v
	}
	for _, key := range []string{"compute_endpoint_override", "compute_endpoint"} {
		if _, ok := c.top[key]; ok {
			replace(c.top, key)
		}
	}
	for _, part := range []map[string]value{c.top, c.auth} {
		if _, ok := part["auth_url"]; ok {
			replace(part, "auth_url")
		}
	}
	return mistakes
}

// fill sets the profile's settings from the entry's keys.
func (p *profile) fill(c cloudEntry) {
	all := maps.Clone(c.top)
	maps.Copy(all, c.auth)
	authType := firstEntry(all, "auth_type", "auth_plugin").text
	p.method = signInMethod(authType)
	p.unsupported = unsupported(authType, all["system_scope"].text, all["trust_id"].text)
	keys := cloudKeys()
	switch {
	case isEndpointToken(authType):
		keys["endpoint"] = []string{"endpoint", "url"}
		delete(keys, "auth-url")
	case plainAuthType(authType) == "password" && strings.HasPrefix(authType, "v2"):
		slices.Reverse(keys["project-id"])
		slices.Reverse(keys["project-name"])
	}
	for setting, names := range keys {
		if v := firstEntry(all, names...); v.text != "" {
			row, _ := find(setting)
			v.text, v.source = row.tidy(v.text), Source{FromProfile, p.name}
			p.set(setting, v)
		}
	}
	p.setTimeout(all)
	p.setVerify(all)
	p.passwordIsKey()
}

// setTimeout sets the time for one request: api_timeout, in seconds, which any service's timeout overrides.
func (p *profile) setTimeout(all map[string]value) {
	v, ok := all["api_timeout"]
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if strings.HasSuffix(key, "_timeout") && key != "api_timeout" {
			v, ok = all[key], true
		}
	}
	if ok {
		p.set("timeout", value{text: v.text + "s", source: Source{FromProfile, p.name}, where: v.where})
	}
}

// setVerify sets whether the certificate is checked. Only a truth value switches the check off, and False in quotes, which Python
// programs write for one: openstacksdk takes any other text for the path of a file, and goes on checking.
func (p *profile) setVerify(all map[string]value) {
	off := false
	where := ""
	if v, ok := all["verify"]; ok {
		no, err := parseBool(v.text)
		off, where = err == nil && no == "false" && (!v.quoted || v.text == "False"), v.where
	}
	if v, ok := all["insecure"]; ok {
		yes, err := parseBool(v.text)
		if err == nil && yes == "true" && (!v.quoted || strings.EqualFold(v.text, "true")) {
			off, where = true, v.where
		}
	}
	if off {
		p.set("insecure", value{text: "true", source: Source{FromProfile, p.name}, where: where})
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

// cloudKeys returns the names that openstacksdk has for our settings. The first one there is counts.
func cloudKeys() map[string][]string {
	return map[string][]string{
		"auth-url":                      {"auth_url"},
		"endpoint":                      {"compute_endpoint_override", "compute_endpoint"},
		"region":                        {"compute_region_name", "region_name", "region"},
		"interface":                     {"compute_endpoint_type", "compute_interface", "endpoint_type", "interface"},
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
	}
}
