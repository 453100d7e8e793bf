package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const twoProfiles = `
cloud: work
output: yaml
wait-timeout: 20m
profiles:
  - name: work
    auth-url: https://work.example.com/v3
    username: worker
    password: work-secret
    region: WRK
    interface: internal
    output: csv
  - name: play
    auth-url: https://play.example.com/v3
    username: player
    api-key: play-key
`

// Flag, then our variable, then other tools', then the profile, then the file, then the default; and `config list`
// tells which.
func TestPrecedence(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name          string
		env, args     []string
		file          string
		setting, want string
		source        string // "": not checked
	}{
		{name: "default", setting: "output", want: "table", source: "default"},
		{name: "no default", setting: "region", want: "", source: "default"},
		{name: "file over default", file: twoProfiles, setting: "wait-timeout", want: "20m0s"},
		{name: "profile over file", file: twoProfiles, setting: "output", want: "csv", source: "profile work"},
		{
			name: "the file's own settings under a profile without them", file: twoProfiles, args: []string{"--cloud=play"},
			setting: "output", want: "yaml",
		},
		{
			name: "environment over profile", file: twoProfiles, env: []string{"NOVACTL_OUTPUT=json"},
			setting: "output", want: "json", source: "environment NOVACTL_OUTPUT",
		},
		{
			name: "flag over environment", env: []string{"NOVACTL_OUTPUT=json"}, args: []string{"-o", "id"},
			setting: "output", want: "id", source: "flag --output",
		},
		{
			name: "our name over others", env: []string{"OS_REGION_NAME=ORD", "NOVACTL_REGION=IAD"},
			setting: "region", want: "IAD", source: "environment NOVACTL_REGION",
		},
		{
			name: "the first of the others", env: []string{"RS_REGION_NAME=SYD", "NOVA_REGION_NAME=ORD"},
			setting: "region", want: "ORD", source: "environment NOVA_REGION_NAME",
		},
		{
			name: "an empty variable is none", env: []string{"NOVACTL_REGION=", "OS_REGION_NAME=", "RS_REGION_NAME=SYD"},
			setting: "region", want: "SYD", source: "environment RS_REGION_NAME",
		},
		{
			name: "an empty flag is one", env: []string{"OS_REGION_NAME=ORD"}, args: []string{"--region="},
			setting: "region", want: "", source: "flag --region",
		},
		{
			name: "a flag that says the default", file: twoProfiles, args: []string{"--output=table"},
			setting: "output", want: "table", source: "flag --output",
		},
		{
			name: "environment over the current profile", file: twoProfiles, env: []string{"OS_USERNAME=boss"},
			setting: "username", want: "boss", source: "environment OS_USERNAME",
		},
		{
			name: "the cloud itself: flag", file: twoProfiles, env: []string{"NOVACTL_CLOUD=sandbox", "OS_CLOUD=gone"},
			args: []string{"--cloud=play"}, setting: "username", want: "player", source: "profile play",
		},
		{
			name: "the cloud itself: our variable", file: twoProfiles, env: []string{"NOVACTL_CLOUD=play", "OS_CLOUD=gone"},
			setting: "username", want: "player", source: "profile play",
		},
		{
			name: "the cloud itself: OS_CLOUD", file: twoProfiles, env: []string{"OS_CLOUD=play"},
			setting: "cloud", want: "play", source: "environment OS_CLOUD",
		},
		{
			name: "the cloud itself: current", file: twoProfiles,
			setting: "username", want: "worker", source: "profile work",
		},
		{
			name: "no cloud, whatever is current", file: twoProfiles, args: []string{"--cloud="},
			setting: "username", want: "", source: "default",
		},
		{
			name: "forms of values", env: []string{"OS_ENDPOINT_TYPE=publicURL"},
			setting: "interface", want: "public", source: "environment OS_ENDPOINT_TYPE",
		},
		{
			name: "a name given as a flag puts aside an id", env: []string{"OS_PROJECT_ID=1234", "OS_PROJECT_NAME=old"},
			args: []string{"--project-name=new"}, setting: "project-id", want: "", source: "default",
		},
		{
			name: "id and name of one source stand together", env: []string{"OS_PROJECT_ID=1234", "OS_PROJECT_NAME=old"},
			setting: "project-name", want: "old", source: "environment OS_PROJECT_NAME",
		},
		{
			name: "home directory in a file", file: "cloud: p\nprofiles: [{name: p, cacert: ~/ca.pem}]",
			setting: "cacert", want: "HOME/ca.pem", source: "profile p",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.env, u.args = tc.env, tc.args
			if tc.file != "" {
				u.config(tc.file)
			}
			if tc.want == "HOME/ca.pem" {
				tc.want = u.home + "/ca.pem"
			}
			c := u.load()
			if got := c.Get(tc.setting); got != tc.want {
				t.Errorf("%s is %q, want %q", tc.setting, got, tc.want)
			}
			if got := c.Source(tc.setting).String(); tc.source != "" && got != tc.source {
				t.Errorf("%s comes from %q, want %q", tc.setting, got, tc.source)
			}
		})
	}
}

// A setting from the file's top names the file, which `config list` shows.
func TestFileSource(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	path := u.config(twoProfiles)
	if got := u.load().Source("wait-timeout"); got != (Source{FromFile, path}) {
		t.Errorf("source %v", got)
	}
}

func TestTypedValues(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env = []string{"NOVACTL_DEBUG=yes", "NOVACTL_PAGE_SIZE=0100"}
	u.args = []string{"--sandbox-speed=2.5", "--columns=id, name,,status", "--no-headers"}
	c := u.load()
	type values struct {
		Debug, NoHeaders, Insecure bool
		PageSize                   int
		Speed                      float64
		Wait, Poll                 time.Duration
		Columns                    []string
	}
	got := values{
		c.Bool("debug"), c.Bool("no-headers"), c.Bool("insecure"), c.Int("page-size"), c.Float("sandbox-speed"),
		c.Duration("wait-timeout"), c.Duration("poll-interval"), c.List("columns"),
	}
	want := values{true, true, false, 100, 2.5, 30 * time.Minute, 0, []string{"id", "name", "status"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}

// A bad value says where it stands. One of the connection stops only what needs a connection: the commands that
// mend the profile must run.
func TestBadValues(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, file   string
		env          []string
		onConnection bool
		says         []string
	}{
		{name: "variable", env: []string{"NOVACTL_OUTPUT=jsn"}, says: []string{"environment NOVACTL_OUTPUT", `"jsn"`, "did you mean json?"}},
		{name: "file", file: "cloud: sandbox\nwire: yaml\n", says: []string{"config.yaml, line 2", `"yaml"`, "json, xml"}},
		{
			name: "profile", file: "cloud: p\nprofiles:\n  - name: p\n    auth-url: nowhere\n", onConnection: true,
			says: []string{"auth-url", "config.yaml, line 4", "https://"},
		},
		{name: "openrc", env: []string{"OS_AUTH_URL=user:hidden@nowhere"}, onConnection: true, says: []string{"environment OS_AUTH_URL"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.env = tc.env
			u.config(tc.file)
			c, err := Load(u.input())
			if tc.onConnection != (err == nil) {
				t.Fatalf("Load: %v", err)
			}
			if tc.onConnection {
				_, err = c.Connection()
			}
			says(t, asError(t, err).Error(), tc.says...)
			if text := err.Error(); len(tc.env) > 0 && strings.Contains(text, "hidden") {
				t.Errorf("%q shows a password", text)
			}
		})
	}
}

// The format of an error must be known where Load itself fails.
func TestEarly(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("not: [yaml")
	u.env = []string{"NOVACTL_OUTPUT=json", "NOVACTL_WIRE=jsn", "OS_PASSWORD=hidden"}
	for setting, want := range map[string]string{"output": "json", "wire": "json", "interface": "public", "password": "", "nothing": ""} {
		if got := u.input().Early(setting); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	u.args = []string{"-o", "xml"}
	if got := u.input().Early("output"); got != "xml" {
		t.Errorf("with a flag output is %q", got)
	}
}
