package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/authtype"
	"github.com/novactl/novactl/pkg/config/internal/clouds"
	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// profileIn makes the profile of a cloud in a region, or in the first one where none is asked for.
func profileIn(files clouds.Files, name string, region value) (profile, error) {
	p := profile{name: name, from: files.Path(name), layer: newLayer()}
	entry, vendorNote, err := files.In(name, clouds.Wanted{Region: region.text, Where: region.location()})
	if err != nil {
		return p, err
	}
	p.fill(entry)
	if vendorNote != "" && !p.has("auth-url") {
		err = &Error{Message: "profile " + name + " has no auth URL: " + vendorNote, Advice: "Add its auth_url in " + p.from + "."}
	}
	return p, err
}

// fill sets the profile's settings from the entry's keys.
func (p *profile) fill(c clouds.Entry) {
	all := maps.Clone(c.Top)
	maps.Copy(all, c.Auth)
	authType := clouds.First(all, "auth_type", "auth_plugin").Text
	p.method = authtype.Secret(authType)
	p.unsupported = authtype.Unsupported(authType)
	endpointToken := authtype.IsEndpointToken(authType)
	tenantFirst := authtype.Plain(authType) == "password" && strings.HasPrefix(authType, "v2")
	for _, keys := range cloudKeys {
		names := strings.Fields(keys.theirs)
		switch {
		case endpointToken && keys.setting == "endpoint":
			names = []string{"endpoint", "url"}
		case endpointToken && keys.setting == "auth-url":
			continue
		case tenantFirst && (keys.setting == "project-id" || keys.setting == "project-name"):
			slices.Reverse(names)
		}
		if v := clouds.First(all, names...); v.Text != "" {
			row, _ := find(keys.setting)
			p.set(keys.setting, value{text: row.tidy(v.Text), source: Source{FromProfile, p.name}, where: v.Where})
		}
	}
	if v, ok := p.values["interface"]; ok { // of several the first is wanted, and the others are for clouds without it
		v.text, _, _ = strings.Cut(v.text, ",")
		p.set("interface", v)
	}
	p.setTimeout(all)
	p.setVerify(all)
	p.passwordIsKey()
}

// setTimeout sets the time for one request: api_timeout, in seconds, which any service's timeout overrides.
func (p *profile) setTimeout(all map[string]clouds.Value) {
	v, ok := all["api_timeout"]
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if strings.HasSuffix(key, "_timeout") && key != "api_timeout" {
			v, ok = all[key], true
		}
	}
	if ok {
		p.set("timeout", value{text: v.Text + "s", source: Source{FromProfile, p.name}, where: v.Where})
	}
}

// setVerify sets whether the certificate is checked. Only a truth value switches the check off, and False in quotes, which Python
// programs write for one: openstacksdk takes any other text for the path of a file, and goes on checking.
func (p *profile) setVerify(all map[string]clouds.Value) {
	off := false
	where := ""
	if v, ok := all["verify"]; ok {
		no, err := parse.Bool(v.Text)
		off, where = err == nil && no == "false" && (!v.Quoted || v.Text == "False"), v.Where
		if err != nil && !p.has("cacert") { // the path of a file of authorities
			p.set("cacert", value{text: v.Text, source: Source{FromProfile, p.name}, where: v.Where})
		}
	}
	if v, ok := all["insecure"]; ok {
		yes, err := parse.Bool(v.Text)
		if err == nil && yes == "true" && (!v.Quoted || strings.EqualFold(v.Text, "true")) {
			off, where = true, v.Where
		}
	}
	if off {
		p.set("insecure", value{text: "true", source: Source{FromProfile, p.name}, where: where})
	}
}

// cloudKeys are the names that openstacksdk has for our settings, with blanks between. The first one there is counts.
var cloudKeys = [...]struct{ setting, theirs string }{
	{"auth-url", "auth_url"},
	{"endpoint", "compute_endpoint_override compute_endpoint"},
	{"region", "compute_region_name region_name region"},
	{"interface", "compute_endpoint_type compute_interface endpoint_type interface"},
	{"username", "username user_name"},
	{"user-id", "user_id"},
	{"password", "password"},
	{"passcode", "passcode"},
	{"api-key", "api_key apikey"},
	{"token", "token auth_token"},
	{"project-id", "project_id tenant_id"},
	{"project-name", "project_name tenant_name"},
	{"user-domain-id", "user_domain_id domain_id"},
	{"user-domain-name", "user_domain_name domain_name default_domain_name"},
	{"project-domain-id", "project_domain_id domain_id"},
	{"project-domain-name", "project_domain_name domain_name default_domain_name"},
	{"default-domain", "default_domain default_domain_id"},
	{"domain-id", "domain_id"},
	{"domain-name", "domain_name"},
	{"application-credential-id", "application_credential_id oauth2_client_id"},
	{"application-credential-name", "application_credential_name"},
	{"application-credential-secret", "application_credential_secret oauth2_client_secret"},
	{"trust-id", "trust_id"},
	{"system-scope", "system_scope"},
	{"identity-provider", "identity_provider"},
	{"protocol", "protocol"},
	{"discovery-endpoint", "discovery_endpoint"},
	{"access-token-endpoint", "access_token_endpoint"},
	{"client-id", "client_id"},
	{"client-secret", "client_secret"},
	{"openid-scope", "openid_scope"},
	{"access-token", "access_token"},
	{"service-name", "compute_service_name"},
	{"compute-api-version", "compute_default_microversion compute_api_version"},
	{"cacert", "cacert"},
	{"cert", "cert"},
	{"key", "key"},
}
