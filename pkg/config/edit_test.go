package config

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// edited is config.yaml after a change that was made and saved, and the notices about it.
func (u *user) edited(change func(*Edit) error) (file, notices string) {
	u.t.Helper()
	e, err := u.load().Edit()
	if err != nil {
		u.t.Fatal(err)
	}
	if err := change(e); err != nil {
		u.t.Fatal(err)
	}
	if err := e.Save(); err != nil {
		u.t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(u.home, ".config/novactl/config.yaml"))
	if err != nil {
		u.t.Fatal(err)
	}
	return string(data), strings.Join(e.Notices, "\n")
}

const edited = `# mine
cloud: work # the usual one
output: json
profiles:
  # the first
  - name: work
    auth-url: https://work.example.com
    api-key: k
  - name: lab
    auth-url: https://lab.example.com
`

// A change of config.yaml lands where the setting belongs, and leaves the rest as it was, comments too.
func TestEdit(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name      string
		before    string
		args, env []string
		change    func(*Edit) error
		old, now  string // what of the file is replaced by what
		says      []string
	}{
		{"a general setting goes to the top", edited, nil, nil, func(e *Edit) error { return e.Set("output", "csv") }, "output: json", "output: csv", nil},
		{"a new one before the profiles", edited, nil, nil, func(e *Edit) error { return e.Set("wait-timeout", "1h") }, "profiles:", "wait-timeout: 1h\nprofiles:", nil},
		{"a bool has one form", edited, nil, nil, func(e *Edit) error { return e.Set("no-headers", "yes") }, "profiles:", "no-headers: true\nprofiles:", nil},
		{"a connection's goes to the current profile", edited, nil, nil, func(e *Edit) error { return e.Set("region", "DFW") }, "api-key: k\n", "api-key: k\n    region: DFW\n", nil},
		{"a profile that a flag names gets either", edited, []string{"--cloud=lab"}, nil, func(e *Edit) error { return e.Set("output", "csv") }, "lab.example.com\n", "lab.example.com\n    output: csv\n", nil},
		{"digits stay what was typed", edited, nil, nil, func(e *Edit) error { return e.Set("project-id", "010101") }, "api-key: k\n", "api-key: k\n    project-id: \"010101\"\n", nil},
		{"a profile is made", edited, []string{"--cloud=new"}, nil, func(e *Edit) error { return e.Set("username", "me") }, "https://lab.example.com\n", "https://lab.example.com\n  - name: new\n    username: me\n", []string{`made profile "new"`}},
		{"the first one too", "# mine\n", []string{"--cloud=new"}, nil, func(e *Edit) error { return e.Set("username", "me") }, "# mine\n", "# mine\nprofiles:\n  - name: new\n    username: me\n", nil},
		{"a weaker secret", edited, nil, nil, func(e *Edit) error { return e.Set("password", "p") }, "api-key: k\n", "api-key: k\n    password: p\n", []string{"api-key wins over its password", "config unset api-key --cloud work"}},
		{"the file of a secret takes its place", edited, nil, nil, func(e *Edit) error { return e.Set("api-key-file", "~/k") }, "api-key: k", "api-key-file: ~/k", nil},
		{"the environment wins", edited, nil, []string{"NOVACTL_OUTPUT=id"}, func(e *Edit) error { return e.Set("output", "csv") }, "output: json", "output: csv", []string{"NOVACTL_OUTPUT in the environment wins"}},
		{"unset", edited, nil, nil, func(e *Edit) error { return e.Unset("output") }, "output: json\n", "", nil},
		{"unset a secret", edited, nil, nil, func(e *Edit) error { return e.Unset("api-key") }, "    api-key: k\n", "", nil},
		{"unset what is not there", edited, nil, nil, func(e *Edit) error { return e.Unset("region") }, "", "", []string{"region is not set in profile \"work\""}},
		{"use", edited, nil, nil, func(e *Edit) error { return e.Use("lab") }, "cloud: work", "cloud: lab", nil},
		{"set cloud is use", edited, nil, []string{"OS_CLOUD=work"}, func(e *Edit) error { return e.Set("cloud", "sandbox") }, "cloud: work", "cloud: sandbox", []string{"OS_CLOUD=work in the environment wins"}},
		{"delete", edited, nil, nil, func(e *Edit) error { return e.Delete("lab") }, "  - name: lab\n    auth-url: https://lab.example.com\n", "", nil},
		{"delete the current one", edited, nil, nil, func(e *Edit) error { return e.Delete("work") },
			"cloud: work # the usual one\noutput: json\nprofiles:\n  # the first\n  - name: work\n    auth-url: https://work.example.com\n    api-key: k\n", "output: json\nprofiles:\n",
			[]string{"there is none now"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.args, u.env = tc.args, tc.env
			u.config(tc.before)
			got, notices := u.edited(tc.change)
			want := tc.before
			if tc.old != "" {
				want = strings.Replace(tc.before, tc.old, tc.now, 1)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the file (-want +got):\n%s", diff)
			}
			says(t, notices, tc.says...)
			if tc.says == nil && notices != "" && !strings.HasPrefix(notices, "made") {
				t.Errorf("a notice without need: %s", notices)
			}
		})
	}
}

// What can't be set is refused with its reason, and the file stays untouched.
func TestEditRefusals(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		args   []string
		change func(*Edit) error
		says   string
	}{
		{"no such setting", nil, func(e *Edit) error { return e.Set("outptu", "json") }, "did you mean output?"},
		{"a flag's name", nil, func(e *Edit) error { return e.Set("columns", "id") }, "no setting"},
		{"a bad value", nil, func(e *Edit) error { return e.Set("output", "jsn") }, "did you mean json?"},
		{"nothing", nil, func(e *Edit) error { return e.Set("output", "") }, "empty"},
		{"the sandbox", []string{"--cloud=sandbox"}, func(e *Edit) error { return e.Set("output", "json") }, "built in"},
		{"a profile of clouds.yaml", []string{"--cloud=dev"}, func(e *Edit) error { return e.Set("region", "DFW") }, "kept in"},
		{"its deletion", nil, func(e *Edit) error { return e.Delete("dev") }, "kept in"},
		{"the deletion of what is built in", nil, func(e *Edit) error { return e.Delete("rackspace") }, "built in"},
		{"an unknown profile", nil, func(e *Edit) error { return e.Use("wrok") }, `no profile "wrok"`},
		{"what others refer to", nil, func(e *Edit) error {
			if err := e.Unset("output"); err != nil {
				return err
			}
			return e.Save()
		}, "by hand"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.args = tc.args
			text := "output: &o json\nprofiles: [{name: work, output: *o}]\n"
			path := u.config(text)
			u.write("work/clouds.yaml", "clouds: {dev: {auth: {auth_url: 'https://cloud.example.com'}}}")
			e, err := u.load().Edit()
			if err != nil {
				t.Fatal(err)
			}
			says(t, asError(t, tc.change(e)).Error()+asError(t, tc.change(e)).Advice, tc.says)
			if data, err := os.ReadFile(path); err != nil || string(data) != text {
				t.Errorf("the file is now %q (%v)", data, err)
			}
		})
	}
}

// Who saves a secret into a file that others could read has one that they can't any more.
func TestEditCloses(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no such bits")
	}
	u := newUser(t)
	path := u.config(edited)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	u.edited(func(e *Edit) error { return e.Set("password", "p") })
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// Comments are somebody's notes: they stay when the last key goes, and when the first one comes.
func TestEditKeepsComments(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		before, want string
		change       func(*Edit) error
	}{
		"the last key":          {"# mine\noutput: json # why\n", "# mine\n", func(e *Edit) error { return e.Unset("output") }},
		"the last key, after":   {"output: json\n# mine\n", "# mine\n", func(e *Edit) error { return e.Unset("output") }},
		"the last profile":      {"# mine\nprofiles:\n  - name: a\n", "# mine\n", func(e *Edit) error { return e.Delete("a") }},
		"the first key":         {"# mine\n", "# mine\noutput: csv\n", func(e *Edit) error { return e.Set("output", "csv") }},
		"nothing":               {"", "output: csv\n", func(e *Edit) error { return e.Set("output", "csv") }},
		"comments all around":   {"# a\n\n# b\noutput: json # c\n# d\nwire: xml\n# e\n", "# a\n\n# b\noutput: csv # c\n# d\nwire: xml\n# e\n", func(e *Edit) error { return e.Set("output", "csv") }},
		"the key before a note": {"output: json\n\n# about the wire\nwire: xml\n", "# about the wire\nwire: xml\n", func(e *Edit) error { return e.Unset("output") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.config(tc.before)
			got, _ := u.edited(tc.change)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What a profile says is shown without its secrets, and of a secret's file the path.
func TestProfileSettingsHideSecrets(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("profiles: [{name: a, auth-url: 'https://me:hidden@a.example.com', password: hidden}, {name: b, token-file: ~/t}]\n")
	for name, want := range map[string]string{
		"a": "auth-url=https://me:xxxxx@a.example.com password=" + notShown,
		"b": "token-file=~/t",
	} {
		_, entries, err := u.load().ProfileSettings(name)
		var got []string
		for _, e := range entries {
			got = append(got, e.Name+"="+e.Value)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" || err != nil {
			t.Errorf("%s: %s %v", name, diff, err)
		}
	}
}

// A file that is named from one folder is found from every other.
func TestEditMakesPathsAbsolute(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.args = []string{"--cloud=new"}
	got, _ := u.edited(func(e *Edit) error { return e.Set("cacert", "ca.pem") })
	says(t, got, "cacert: "+filepath.Join(u.home, "work", "ca.pem"))
}
