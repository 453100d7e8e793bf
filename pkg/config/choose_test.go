package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A profile that was named supplies the whole connection; an openrc beside it sets region and interface only, and the passcode, which no profile
// can hold.
func TestNamedProfileBesideAnOpenrc(t *testing.T) {
	t.Parallel()
	want := Connection{
		Profile: "play", AuthURL: "https://play.example.com/v3", Username: "player", APIKey: "play-key",
		Region: "poison", Interface: "admin", Passcode: "poison",
	}
	for name, choose := range map[string]func(*user){
		"flag":          func(u *user) { u.args = []string{"--cloud", "play"} },
		"NOVACTL_CLOUD": func(u *user) { u.env = append(u.env, "NOVACTL_CLOUD=play") },
		"OS_CLOUD":      func(u *user) { u.env = append(u.env, "OS_CLOUD=play") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.config(twoProfiles)
			u.env = poison(false)
			choose(u)
			if diff := cmp.Diff(want, u.connection()); diff != "" {
				t.Errorf("connection (-want +got):\n%s", diff)
			}
		})
	}
}

// In CI the profile is named and the secret comes as NOVACTL_PASSWORD. Where the cloud is, no variable changes.
func TestNamedProfileAndOurOwnNames(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config(twoProfiles)
	u.args = []string{"--cloud=play"}
	u.env = []string{
		"NOVACTL_PASSWORD=ours", "NOVACTL_INSECURE=1",
		"NOVACTL_AUTH_URL=https://poison.example.com", "NOVACTL_ENDPOINT=https://poison.example.com",
	}
	want := Connection{
		Profile: "play", AuthURL: "https://play.example.com/v3", Username: "player", Password: "ours",
		Interface: "public", Insecure: true,
	}
	if diff := cmp.Diff(want, u.connection()); diff != "" {
		t.Errorf("connection (-want +got):\n%s", diff)
	}
	says(t, strings.Join(u.load().Warnings, "\n"), "NOVACTL_AUTH_URL is ignored", "NOVACTL_ENDPOINT is ignored")
}

// An explicit flag wins over the profile that was named beside it.
func TestFlagsOverANamedProfile(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config(twoProfiles)
	u.args = []string{"--cloud=play", "--auth-url=https://flag.example.com", "--region=IAD"}
	if conn := u.connection(); conn.AuthURL != "https://flag.example.com" || conn.Region != "IAD" || conn.APIKey != "play-key" {
		t.Errorf("auth URL %s, region %s", conn.AuthURL, conn.Region)
	}
}

// A password of one cloud is never sent to another: where the environment or a flag names another identity service,
// the profile that is merely current gives way as a whole.
func TestCurrentProfileIsPutAside(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name      string
		env, args []string
		want      Connection
	}{
		{
			name: "openrc of another cloud", env: []string{"OS_AUTH_URL=https://other.example.com/v3", "OS_USERNAME=me"},
			want: Connection{AuthURL: "https://other.example.com/v3", Username: "me", Interface: "public"},
		}, {
			name: "flag", args: []string{"--auth-url=https://other.example.com/v3"},
			want: Connection{AuthURL: "https://other.example.com/v3", Interface: "public"},
		}, {
			name: "openrc of the same cloud", env: []string{"OS_AUTH_URL=https://WORK.example.com/v3/", "OS_USERNAME=me"},
			want: Connection{
				Profile: "work", AuthURL: "https://WORK.example.com/v3/", Username: "me", Password: "work-secret",
				Region: "WRK", Interface: "internal",
			},
		}, {
			name: "no address", env: []string{"OS_PASSWORD=mine"},
			want: Connection{
				Profile: "work", AuthURL: "https://work.example.com/v3", Username: "worker", Password: "mine",
				Region: "WRK", Interface: "internal",
			},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.config(twoProfiles)
			u.env, u.args = tc.env, tc.args
			if diff := cmp.Diff(tc.want, u.connection()); diff != "" {
				t.Errorf("connection (-want +got):\n%s", diff)
			}
		})
	}
}

// rackspace and rackspace-uk work with credentials in the environment, but never with another cloud's.
func TestBuiltInRackspace(t *testing.T) {
	t.Parallel()
	const us, uk = "https://identity.api.rackspacecloud.com/v2.0", "https://lon.identity.api.rackspacecloud.com/v2.0"
	for _, tc := range []struct {
		name, cloud string
		env         []string
		want        Connection
		lacks       string // what CheckCredentials says
	}{
		{
			name: "RS names", cloud: "rackspace", env: []string{"RS_USERNAME=me", "RS_API_KEY=k", "RS_REGION_NAME=ORD"},
			want: Connection{Profile: "rackspace", AuthURL: us, Username: "me", APIKey: "k", Region: "ORD", Interface: "public"},
		}, {
			name: "the same address, with a slash", cloud: "rackspace-uk", env: []string{"OS_AUTH_URL=" + uk + "/", "OS_USERNAME=me", "OS_PASSWORD=p"},
			want: Connection{Profile: "rackspace-uk", AuthURL: uk, Username: "me", Password: "p", Interface: "public"},
		}, {
			name: "another cloud's openrc", cloud: "rackspace",
			env:  []string{"OS_AUTH_URL=https://private.example.com", "OS_USERNAME=me", "OS_PASSWORD=p", "OS_ENDPOINT_OVERRIDE=https://private.example.com"},
			want: Connection{Profile: "rackspace", AuthURL: us, Interface: "public"}, lacks: "OS_AUTH_URL",
		}, {
			name: "the other side of the ocean", cloud: "rackspace-uk", env: []string{"OS_AUTH_SYSTEM=rackspace", "OS_USERNAME=me", "OS_PASSWORD=k"},
			want: Connection{Profile: "rackspace-uk", AuthURL: uk, Interface: "public"}, lacks: "OS_AUTH_SYSTEM",
		}, {
			name: "our own names beside another cloud's openrc", cloud: "rackspace",
			env:  []string{"OS_AUTH_URL=https://private.example.com", "OS_PASSWORD=p", "NOVACTL_USERNAME=me", "NOVACTL_API_KEY=k"},
			want: Connection{Profile: "rackspace", AuthURL: us, Username: "me", APIKey: "k", Interface: "public"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.env, u.args = tc.env, []string{"--cloud", tc.cloud}
			c := u.load()
			conn, err := c.Connection()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, conn); diff != "" {
				t.Errorf("connection (-want +got):\n%s", diff)
			}
			err = c.CheckCredentials()
			if tc.lacks == "" && err != nil {
				t.Errorf("credentials: %v", err)
			}
			if tc.lacks != "" {
				says(t, asError(t, err).Advice, tc.lacks, "NOVACTL_USERNAME")
			}
		})
	}
}

// OS_PASSWORD holds the API key for Rackspace's own variables.
func TestRackspaceVariables(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ variable, authURL string }{
		{"OS_AUTH_SYSTEM=rackspace", "https://identity.api.rackspacecloud.com/v2.0"},
		{"OS_AUTH_SYSTEM=rackspace_uk", "https://lon.identity.api.rackspacecloud.com/v2.0"},
		{"OS_AUTH_TYPE=rackspace_apikey", ""},
		{"NOVA_RAX_AUTH=1", ""},
	} {
		t.Run(tc.variable, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.env = []string{tc.variable, "OS_USERNAME=me", "OS_PASSWORD=k"}
			want := Connection{AuthURL: tc.authURL, Username: "me", APIKey: "k", Interface: "public"}
			if tc.authURL == "" {
				says(t, u.failure().Message, "no cloud")
			} else if diff := cmp.Diff(want, u.connection()); diff != "" {
				t.Errorf("without an address (-want +got):\n%s", diff)
			}
			u.env = append(u.env, "OS_AUTH_URL=https://proxy.example.com/v2.0")
			want.AuthURL = "https://proxy.example.com/v2.0"
			if diff := cmp.Diff(want, u.connection()); diff != "" {
				t.Errorf("with an address (-want +got):\n%s", diff)
			}
			u.env = append(u.env, "OS_API_KEY=real")
			if conn := u.connection(); conn.APIKey != "real" || conn.Password != "" {
				t.Errorf("OS_API_KEY beside it: %q, password %q", conn.APIKey, conn.Password)
			}
		})
	}
}

// Without any cloud the hint names the three ways on.
func TestNoCloud(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	err := u.failure()
	says(t, err.Message, "no cloud")
	says(t, err.Advice, "--cloud sandbox", "OS_AUTH_URL", ".config/novactl/config.yaml")

	u.env = []string{"OS_ENDPOINT_OVERRIDE=https://cloud.example.com/v2/1"}
	says(t, u.failure().Message, "no auth URL")
	u.env = append(u.env, "OS_TOKEN=t")
	if conn := u.connection(); conn.Token != "t" || conn.Endpoint == "" {
		t.Errorf("an endpoint with a token is enough: %v", conn)
	}
}

// An unknown profile names the likely and the known ones. Settings that need no cloud can still be read, so that
// `profile use` mends it.
func TestUnknownProfile(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config(strings.Replace(twoProfiles, "cloud: work", "cloud: wrok", 1))
	u.write("work/clouds.yaml", "clouds: {devstack: {}}")
	c := u.load()
	if got := c.Get("output"); got != "yaml" {
		t.Errorf("output is %q, want the file's", got)
	}
	_, err := c.Connection()
	says(t, asError(t, err).Message, `"wrok"`, "config.yaml, line 2")
	says(t, asError(t, err).Advice, "Did you mean work?", "sandbox, work, play, devstack, rackspace, rackspace-uk")

	u.env = []string{"OS_AUTH_URL=https://cloud.example.com", "OS_PASSWORD=p"}
	u.args = []string{"--cloud=sandbx"}
	says(t, u.failure().Advice, "Did you mean sandbox?")
}
