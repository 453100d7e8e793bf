package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A clouds.yaml written for the OpenStack tools is a set of profiles as it stands.
func TestCloudsYAML(t *testing.T) {
	t.Parallel()
	const clouds = `
defaults: &defaults
  region_name: RegionTwo
  interface: internal
clouds:
  dev:
    <<: *defaults
    auth:
      auth_url: https://dev.example.com/v3
      username: dev
      password: 0123
      project_name: demo
      user_domain_id: default
      project_domain_name: Default
    cacert: ~/ca.pem
    verify: false
    compute_api_version: 2.1
    image_api_version: 2
    networks: [{name: net1}]
  old:
    username: top
    auth: {auth_url: "https://old.example.com/v2.0", tenant_id: 010101, user_id: u1, token: tok}
    auth_type: v2token
    endpoint_type: publicURL
  rax:
    profile: rackspace
    auth: {username: me, api_key: key}
    region_name: DFW
  rax-password:
    profile: rackspace_uk
    auth_type: rackspace_apikey
    auth: {username: me, password: key}
  app:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://app.example.com/v3
      application_credential_id: id
      application_credential_secret: secret
  vendor:
    profile: acme
    auth: {username: me}
  one-domain:
    auth: {auth_url: "https://one.example.com/v3", username: me, password: key, project_name: demo, domain_name: Ours}
  two-domains:
    auth: {auth_url: "https://two.example.com/v3", username: me, password: key, user_domain_id: u, domain_id: d}
  bare: {}
`
	for name, want := range map[string]Connection{
		"dev": {
			AuthURL: "https://dev.example.com/v3", Username: "dev", Password: "0123-secure", ProjectName: "demo",
			UserDomainID: "default", ProjectDomainName: "Default", Region: "RegionTwo", Interface: "internal",
			Insecure: true, ComputeAPIVersion: "2.1",
		},
		"old": {
			AuthURL: "https://old.example.com/v2.0", Username: "top", UserID: "u1", ProjectID: "010101", Token: "tok", Interface: "public",
		},
		"rax": {
			AuthURL: "https://identity.api.rackspacecloud.com/v2.0", Username: "me", APIKey: "key", Region: "DFW", Interface: "public",
			ServiceName: "cloudServersOpenStack",
		},
		"rax-password": {
			AuthURL: "https://lon.identity.api.rackspacecloud.com/v2.0", Username: "me", APIKey: "key", Interface: "public",
		},
		"app": {
			AuthURL: "https://app.example.com/v3", ApplicationCredentialID: "id", ApplicationCredentialSecret: "secret", Interface: "public",
		},
		"one-domain": {
			AuthURL: "https://one.example.com/v3", Username: "me", Password: "key", ProjectName: "demo",
			UserDomainName: "Ours", ProjectDomainName: "Ours", Interface: "public",
		},
		"two-domains": {
			AuthURL: "https://two.example.com/v3", Username: "me", Password: "key", UserDomainID: "u", ProjectDomainID: "d", DomainID: "d", Interface: "public",
		},
		"vendor": {AuthURL: "https://acme.example.com/v3", Username: "me", Region: "ACME", Interface: "public"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.write("work/clouds.yaml", clouds)
			u.write(".config/openstack/secure.yaml", "clouds: {dev: {auth: {password: 0123-secure}}}")
			u.write("etc/clouds-public.yaml", "public-clouds: {acme: {auth: {auth_url: 'https://acme.example.com/v3'}, region_name: ACME}}")
			u.args = []string{"--cloud", name}
			want.Profile = name
			if name == "dev" {
				want.CACert = u.home + "/ca.pem"
			}
			if diff := cmp.Diff(want, u.connection()); diff != "" {
				t.Errorf("connection (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("bare", func(t *testing.T) {
		t.Parallel()
		u := newUser(t)
		path := u.write("work/clouds.yaml", clouds)
		u.args = []string{"--cloud=bare"}
		err := u.failure()
		says(t, err.Message, "profile bare has no auth URL")
		says(t, err.Advice, path)
	})
}

// The files are looked for where the OpenStack tools look, in their order.
func TestWhereCloudsYAMLIs(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env = []string{"XDG_CONFIG_HOME=" + u.home + "/xdg"}
	u.args = []string{"--cloud=dev"}
	for _, name := range []string{
		"etc/clouds.yaml", ".config/openstack/clouds.yaml", "xdg/openstack/clouds.yml", "work/clouds.json", "work/clouds.yaml", "named",
	} {
		u.write(name, `{"clouds": {"dev": {"auth": {"auth_url": "https://cloud.example.com", "username": "`+name+`"}}}}`)
		if name == "named" {
			u.env = append(u.env, "OS_CLIENT_CONFIG_FILE="+u.home+"/named")
		}
		if got := u.connection().Username; got != name {
			t.Errorf("with %s there, %s is read", name, got)
		}
	}
	u.env = []string{"OS_CLIENT_CONFIG_FILE=" + u.home + "/none"}
	says(t, u.failure().Message, "OS_CLIENT_CONFIG_FILE", u.home+"/none")
}

// Ours wins over clouds.yaml's, and that over the built-in one; and clouds.yaml isn't even read for ours.
func TestSameName(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.args = []string{"--cloud=rackspace"}
	u.write("work/clouds.yaml", "clouds: {rackspace: {auth: {auth_url: 'https://clouds.example.com'}}}")
	if got := u.connection().AuthURL; got != "https://clouds.example.com" {
		t.Errorf("clouds.yaml's rackspace has the auth URL %s", got)
	}
	u.write("work/clouds.yaml", "clouds: {rackspace: {auth: {username: me}}}")
	if got := u.connection().AuthURL; got != "https://identity.api.rackspacecloud.com/v2.0" {
		t.Errorf("clouds.yaml's rackspace without an address has the auth URL %s", got)
	}
	u.config("profiles: [{name: rackspace, username: me, api-key: k}]")
	u.write("work/clouds.yaml", "not: [yaml")
	want := Connection{
		Profile: "rackspace", AuthURL: "https://identity.api.rackspacecloud.com/v2.0", Username: "me", APIKey: "k", Interface: "public",
	}
	if diff := cmp.Diff(want, u.connection()); diff != "" {
		t.Errorf("connection (-want +got):\n%s", diff)
	}
}

func TestProfiles(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	path := u.config(twoProfiles)
	clouds := u.write("work/clouds.yaml", "clouds: {zed: {region_name: Z}, play: {}, abc: {auth: {user_id: u}}}")
	const us, uk = "https://identity.api.rackspacecloud.com/v2.0", "https://lon.identity.api.rackspacecloud.com/v2.0"
	builtIn := []ProfileInfo{
		{Name: "sandbox", From: "built in", AuthURL: "http://sandbox.invalid/v2.0", Username: "sandbox", Region: "DFW"},
		{Name: "rackspace", From: "built in", AuthURL: us},
		{Name: "rackspace-uk", From: "built in", AuthURL: uk},
	}
	ours := []ProfileInfo{
		{Name: "work", From: path, AuthURL: "https://work.example.com/v3", Username: "worker", Region: "WRK", Current: true},
		{Name: "play", From: path, AuthURL: "https://play.example.com/v3", Username: "player"},
	}
	theirs := []ProfileInfo{
		{Name: "abc", From: clouds, Username: "u"},
		{Name: "zed", From: clouds, Region: "Z"},
	}
	u.env = []string{"OS_USER_ID=me"} // what is settled doesn't change what is listed
	list := func(parts ...[]ProfileInfo) (all []ProfileInfo) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	got, err := u.load().Profiles()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list(builtIn[:1], ours, theirs, builtIn[1:]), got); diff != "" {
		t.Errorf("profiles (-want +got):\n%s", diff)
	}

	u.write("work/clouds.yaml", "not: [yaml")
	got, err = u.load().Profiles()
	says(t, asError(t, err).Error(), "clouds.yaml, line 1")
	if diff := cmp.Diff(list(builtIn[:1], ours, builtIn[1:]), got); diff != "" {
		t.Errorf("beside a bad clouds.yaml (-want +got):\n%s", diff)
	}
}
