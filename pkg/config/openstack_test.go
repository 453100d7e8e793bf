package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const oneCloud = "clouds: {only: {auth: {auth_url: 'https://only.example.com/v3', username: me, password: p}}}"

// The only cloud of clouds.yaml is used where nobody chose one, as openstacksdk does; not beside another, and not
// where the environment or a flag says where the cloud is.
func TestOnlyCloud(t *testing.T) {
	t.Parallel()
	const two = "clouds: {one: {auth: {auth_url: 'https://one.example.com'}}, two: {auth: {auth_url: 'https://two.example.com'}}}"
	for name, test := range map[string]struct {
		clouds    string
		env, args []string
		want      string // the auth URL; empty: none
	}{
		"one":               {clouds: oneCloud, want: "https://only.example.com/v3"},
		"one and a region":  {clouds: oneCloud, env: []string{"OS_REGION_NAME=R"}, want: "https://only.example.com/v3"},
		"two":               {clouds: two},
		"chosen":            {clouds: two, env: []string{"OS_CLOUD=two"}, want: "https://two.example.com"},
		"an openrc too":     {clouds: oneCloud, env: []string{"OS_AUTH_URL=https://rc.example.com"}, want: "https://rc.example.com"},
		"a flag too":        {clouds: oneCloud, args: []string{"--auth-url=https://flag.example.com"}, want: "https://flag.example.com"},
		"none, said so":     {clouds: oneCloud, args: []string{"--cloud="}},
		"one that is wrong": {clouds: "clouds: [", want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.write("work/clouds.yaml", test.clouds)
			u.env, u.args = test.env, test.args
			if test.want == "" {
				_ = u.failure() // which it checks to be one with a hint
				return
			}
			if got := u.connection().AuthURL; got != test.want {
				t.Errorf("auth URL %s, want %s", got, test.want)
			}
		})
	}
}

// What the environment or a flag says of who asks is not for a cloud that nobody named: a password in the environment
// must not go to the address in whatever clouds.yaml lies about. The complaint names the cloud, and naming it helps.
func TestOnlyCloudGetsNobodysSecrets(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"OS_PASSWORD", "OS_USERNAME", "OS_API_KEY", "OS_TOKEN", "OS_PROJECT_NAME", "OS_APPLICATION_CREDENTIAL_SECRET",
		"NOVACTL_PASSWORD", "NOVACTL_PASSWORD_FILE", "NOVACTL_PROJECT_ID", "--username", "--password-file", "--project-name",
	} {
		u := newUser(t)
		u.write("work/clouds.yaml", oneCloud)
		if strings.HasPrefix(said, "--") {
			u.args = []string{said + "=x"}
		} else {
			u.env = []string{said + "=x"}
		}
		err := u.failure()
		says(t, err.Message, "no cloud")
		says(t, err.Advice, said, "--cloud only")
		u.args = append(u.args, "--cloud=only", "--password-stdin")
		if u.stdin = "typed"; said == "--password-file" {
			continue // two passwords
		}
		if got := u.connection(); got.AuthURL != "https://only.example.com/v3" || got.Password != "typed" {
			t.Errorf("%s, with the cloud named: %v", said, got)
		}
	}
}

// Of a list of regions the first is taken, however it is written; it wins over region_name.
func TestRegionsOfCloudsYAML(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{
		"regions: [A, B]":                     "A",
		"regions: [{name: A, values: {}}, B]": "A",
		"regions: []":                         "",
		"{regions: [A, B], region_name: B}":   "A",
		"{regions: [{name: 010101}]}":         "010101",
	} {
		u := newUser(t)
		if keys[0] != '{' {
			keys = "{" + keys + "}"
		}
		u.write("work/clouds.yaml", "clouds: {only: {<<: "+keys+", auth: {auth_url: 'https://only.example.com/v3', username: me, password: p}}}")
		if got := u.connection().Region; got != want {
			t.Errorf("%s: region %q, want %q", keys, got, want)
		}
	}
}

// What novactl can't do is said, instead of connecting otherwise than was asked.
func TestBeyond(t *testing.T) {
	t.Parallel()
	rc := []string{"OS_AUTH_URL=https://rc.example.com/v3", "OS_USERNAME=me", "OS_PASSWORD=p"}
	for name, test := range map[string]struct {
		env    []string
		clouds string
		says   string
	}{
		"an auth type":         {env: append(rc, "OS_AUTH_TYPE=v3samlpassword"), says: "v3samlpassword"},
		"none":                 {env: append(rc, "OS_AUTH_TYPE=none"), says: "none"},
		"a cloud's auth type":  {clouds: "auth_type: v3kerberos", says: "v3kerberos"},
		"a cloud's auth type,": {env: append(rc, "OS_CLOUD=c"), clouds: "auth_type: v3kerberos", says: "profile c"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			if u.env = test.env; test.clouds != "" {
				u.write("work/clouds.yaml", "clouds: {c: {"+test.clouds+"}}")
			}
			says(t, u.failure().Message, test.says)
		})
	}
	for _, authType := range []string{"password", "v2password", "v3password", "v3_password", "v3Password"} {
		u := newUser(t)
		u.env = append(rc, "OS_AUTH_TYPE="+authType)
		if got := u.connection(); got.Password != "p" {
			t.Errorf("%s: %+v", authType, got)
		}
	}
	for _, authType := range []string{"v3totp", "v3oidcpassword", "v3oidcclientcredentials", "v3oidcaccesstoken", "v3oauth2clientcredential"} {
		u := newUser(t)
		u.env = append(rc, "OS_AUTH_TYPE="+authType, "OS_TRUST_ID=7")
		if got := u.connection(); got.TrustID != "7" {
			t.Errorf("%s: %+v", authType, got)
		}
	}
	u := newUser(t)
	u.env = append(rc, "OS_CLOUD=c", "OS_SYSTEM_SCOPE=all")
	u.write("work/clouds.yaml", "clouds: {c: {auth: {auth_url: 'https://c.example.com', username: me, password: p}}}")
	if got := u.connection().AuthURL; got != "https://c.example.com" {
		t.Errorf("what the environment says beside a cloud counts: %s", got)
	}
}

// The names that openstacksdk has for one service count, and its own before the general ones.
func TestKeysOfCompute(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.write("work/clouds.yaml", "clouds: {only: {auth: {auth_url: 'https://only.example.com/v3', username: me, password: p}, "+
		"compute_endpoint_override: 'https://nova.example.com/v2.1', compute_api_version: '2.1', compute_default_microversion: '2.60'}}")
	want := Connection{
		Profile: "only", AuthURL: "https://only.example.com/v3", Endpoint: "https://nova.example.com/v2.1", Username: "me", Password: "p",
		ComputeAPIVersion: "2.60", Interface: "public",
	}
	got := u.connection()
	got.UserDomainID, got.ProjectDomainID = "", ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	u = newUser(t)
	u.env = []string{"OS_AUTH_URL=https://rc.example.com/v3", "OS_USERNAME=me", "OS_PASSWORD=p", "OS_COMPUTE_ENDPOINT_OVERRIDE=https://nova.example.com", "OS_INSECURE=true"}
	if got := u.connection(); got.Endpoint != "https://nova.example.com" || !got.Insecure {
		t.Errorf("%+v", got)
	}
}
