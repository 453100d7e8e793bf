package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
)

// documentedEnv is the table of environment names, written out again: losing a name must be a visible change.
var documentedEnv = map[string]string{
	"auth-url":                      "OS_AUTH_URL NOVA_URL RS_AUTH_URL",
	"username":                      "OS_USERNAME NOVA_USERNAME RS_USERNAME",
	"user-id":                       "OS_USER_ID",
	"password":                      "OS_PASSWORD NOVA_PASSWORD",
	"passcode":                      "OS_PASSCODE",
	"api-key":                       "OS_API_KEY RS_API_KEY",
	"token":                         "OS_TOKEN OS_AUTH_TOKEN",
	"project-id":                    "OS_PROJECT_ID OS_TENANT_ID",
	"project-name":                  "OS_PROJECT_NAME OS_TENANT_NAME NOVA_PROJECT_ID",
	"user-domain-id":                "OS_USER_DOMAIN_ID OS_DEFAULT_DOMAIN",
	"user-domain-name":              "OS_USER_DOMAIN_NAME",
	"project-domain-id":             "OS_PROJECT_DOMAIN_ID OS_DEFAULT_DOMAIN",
	"project-domain-name":           "OS_PROJECT_DOMAIN_NAME",
	"application-credential-id":     "OS_APPLICATION_CREDENTIAL_ID",
	"application-credential-name":   "OS_APPLICATION_CREDENTIAL_NAME",
	"application-credential-secret": "OS_APPLICATION_CREDENTIAL_SECRET",
	"region":                        "OS_REGION_NAME NOVA_REGION_NAME RS_REGION_NAME",
	"endpoint":                      "OS_ENDPOINT_OVERRIDE NOVACLIENT_BYPASS_URL",
	"interface":                     "OS_INTERFACE OS_ENDPOINT_TYPE NOVA_ENDPOINT_TYPE",
	"service-name":                  "NOVA_SERVICE_NAME",
	"compute-api-version":           "OS_COMPUTE_API_VERSION",
	"cacert":                        "OS_CACERT",
	"cert":                          "OS_CERT",
	"key":                           "OS_KEY",
	"insecure":                      "NOVACLIENT_INSECURE",
}

// A sourced openrc of any age signs in: every documented name reaches the connection, the earlier ones first, and
// our own before all.
func TestEnvironmentNames(t *testing.T) {
	t.Parallel()
	for setting, documented := range documentedEnv {
		names := append([]string{"NOVACTL_" + strings.ToUpper(strings.ReplaceAll(setting, "-", "_"))}, strings.Fields(documented)...)
		for i, name := range names {
			t.Run(setting+"/"+name, func(t *testing.T) {
				t.Parallel()
				u := newUser(t)
				u.env = append(u.env, basics(setting)...)
				for j := len(names) - 1; j > i; j-- {
					u.env = append(u.env, names[j]+"="+sample(setting, false))
				}
				u.env = append(u.env, name+"="+sample(setting, true))
				if got := connectionFields(u.connection())[setting]; got != sample(setting, true) {
					t.Errorf("%s gives %q, want %q", name, got, sample(setting, true))
				}
			})
		}
	}
}

// basics are what a connection needs beside the setting under test.
func basics(setting string) []string {
	var env []string
	if setting != "auth-url" {
		env = append(env, "OS_AUTH_URL=https://cloud.example.com/v3")
	}
	if setting == "key" {
		env = append(env, "OS_CERT=/cert.pem")
	}
	if strings.HasPrefix(setting, "application-credential-") && setting != "application-credential-secret" {
		env = append(env, "OS_APPLICATION_CREDENTIAL_SECRET=s")
	}
	return env
}

// sample is a value that the setting takes, the one wanted or another.
func sample(setting string, wanted bool) string {
	pick := func(yes, no string) string {
		if wanted {
			return yes
		}
		return no
	}
	switch setting {
	case "auth-url", "endpoint":
		return pick("https://wanted.example.com/v2.0", "https://other.example.com/v2.0")
	case "interface":
		return pick("internal", "admin")
	case "insecure":
		return pick("true", "false")
	}
	return pick("wanted", "other")
}

func connectionFields(c Connection) map[string]string {
	insecure := map[bool]string{true: "true", false: "false"}[c.Insecure]
	return map[string]string{
		"auth-url": c.AuthURL, "username": c.Username, "user-id": c.UserID, "password": c.Password, "passcode": c.Passcode,
		"api-key": c.APIKey, "token": c.Token, "project-id": c.ProjectID, "project-name": c.ProjectName,
		"user-domain-id": c.UserDomainID, "user-domain-name": c.UserDomainName,
		"project-domain-id": c.ProjectDomainID, "project-domain-name": c.ProjectDomainName,
		"application-credential-id":     c.ApplicationCredentialID,
		"application-credential-name":   c.ApplicationCredentialName,
		"application-credential-secret": c.ApplicationCredentialSecret,
		"region":                        c.Region, "endpoint": c.Endpoint, "interface": c.Interface,
		"service-name": c.ServiceName, "compute-api-version": c.ComputeAPIVersion,
		"cacert": c.CACert, "cert": c.Cert, "key": c.Key, "insecure": insecure,
	}
}

// Scripts rest on the names of flags, keys and variables: they are listed here again.
func TestPublicNames(t *testing.T) {
	t.Parallel()
	want := strings.Fields(`cloud auth-url endpoint region interface username user-id password passcode api-key token project-id
		project-name user-domain-id user-domain-name project-domain-id project-domain-name default-domain
		application-credential-id application-credential-name application-credential-secret
		trust-id system-scope domain-id domain-name identity-provider protocol discovery-endpoint access-token-endpoint client-id client-secret
		openid-scope access-token service-name
		compute-api-version cacert cert key insecure output no-headers utc pager csv-raw columns sort jq template wire page-size parallel timeout
		rate-limit-wait
		wait-timeout poll-interval debug record sandbox-speed`)
	var got []string
	for _, s := range Settings() {
		got = append(got, s.Name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
}

// The list of processes is public: no flag takes a secret itself.
func TestNoFlagTakesASecret(t *testing.T) {
	t.Parallel()
	fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	AddFlags(fs)
	AddOutputFlags(fs)
	for _, name := range []string{"password", "api-key", "token", "application-credential-secret"} {
		if fs.Lookup(name) != nil {
			t.Errorf("there is a flag --%s", name)
		}
		for _, suffix := range []string{"-file", "-stdin"} {
			if fs.Lookup(name+suffix) == nil {
				t.Errorf("there is no flag --%s%s", name, suffix)
			}
		}
	}
}

// A row that contradicts itself or another would show in help, or make a setting that can't be set.
func TestRows(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, s := range Settings() {
		if s.Help == "" || s.Group == "" || s.Type == "" {
			t.Errorf("%s has no help, group or type", s.Name)
		}
		if s.Default != "" {
			if got, err := s.parse(s.Default); err != nil {
				t.Errorf("%s: its default %q: %v", s.Name, got, err)
			}
		}
		for _, name := range slices.Concat(s.Env, s.Flags()) {
			if other, ok := seen[name]; ok && !strings.HasPrefix(name, "OS_DOMAIN_") && name != "OS_DEFAULT_DOMAIN_NAME" { // the user's and the project's
				t.Errorf("%s belongs to %s and %s", name, other, s.Name)
			}
			seen[name] = s.Name
		}
	}
}

// A bad flag is refused by the parser, with what would be right.
func TestBadFlags(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ flag, says string }{
		{"--output=jsn", "did you mean json?"},
		{"--output=", "not one of table"},
		{"--wait-timeout=90", "its unit"},
		{"--wait-timeout=0s", "above 0"},
		{"--wait-timeout=", "above 0"},
		{"--page-size=0", "above 0"},
		{"--parallel=0", "above 0"},
		{"--page-size=1e3", "whole number"},
		{"--sandbox-speed=-1", "above 0"},
		{"--sandbox-speed=NaN", "above 0"},
		{"--insecure=maybe", "true or false"},
		{"--interface=publc", "did you mean public?"},
		{"--auth-url=cloud.example.com", "https://"},
		{"--auth-url=file:///etc/passwd", "https://"},
	} {
		t.Run(tc.flag, func(t *testing.T) {
			t.Parallel()
			fs := pflag.NewFlagSet("", pflag.ContinueOnError)
			AddFlags(fs)
			err := fs.Parse([]string{tc.flag})
			if err == nil {
				t.Fatal("accepted")
			}
			says(t, err.Error(), tc.says)
		})
	}
}
