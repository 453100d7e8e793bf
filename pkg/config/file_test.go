package config

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A file that can't be read is never taken as absent: a command of a profile would run with other settings.
func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	for _, name := range []string{".config/novactl/config.yaml", "work/clouds.yaml", "work/secure.yaml"} {
		for what, breakFile := range map[string]func(*user, string){
			"a directory": func(u *user, path string) { u.write(path+"/file", "") },
			"a loop": func(u *user, path string) {
				u.write(filepath.Dir(path)+"/other", "")
				if err := os.Symlink(filepath.Base(path), filepath.Join(u.home, path)); err != nil {
					u.t.Skip(err)
				}
			},
		} {
			t.Run(name+" is "+what, func(t *testing.T) {
				t.Parallel()
				u := newUser(t)
				u.args = []string{"--cloud=dev"}
				if name == "work/secure.yaml" {
					u.write("work/clouds.yaml", "clouds: {dev: {auth: {auth_url: 'https://cloud.example.com'}}}")
				}
				breakFile(u, name)
				err := u.failure()
				says(t, err.Error(), "can't read "+filepath.Join(u.home, name)+": ")
				if errors.Unwrap(err) == nil || err.Advice == "" {
					t.Errorf("no cause or no hint: %#v", err)
				}
			})
		}
	}
}

// Bad YAML names its line, and quotes nothing: the file may hold secrets.
func TestBadYAML(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, text string
		says       []string
	}{
		{"tab", "cloud: a\nprofiles:\n\t- name: hidden\n", []string{"line 3: this is not YAML: found character that cannot start any token"}},
		{"unclosed", "cloud: [hidden\n", []string{"line 1", "not YAML: did not find expected ',' or ']'"}},
		{"unclosed below", "cloud: a\noutput: json\nprofiles: [hidden\n", []string{"line 3: this is not YAML: did not find expected ',' or ']'"}},
		{"a bracket too many", "cloud: a\nprofiles: [{name: [}]\noutput: json\n", []string{"line 2: this is not YAML: did not find expected node content"}},
		{"indentation", "cloud: a\nprofiles:\n- name: hidden\n  region: x\n   username: x\n", []string{"line 5: this is not YAML: mapping values"}},
		{"in the first line", "profiles: [}\noutput: json\n", []string{"line 1: this is not YAML: did not find expected node content"}},
		{"colons", "cloud: a\noutput: hidden: x\n", []string{"line 2", "not YAML"}},
		{"a map of profiles", "profiles:\n  hidden: {password: hidden}\n", []string{"line 2", "wrong kind"}},
		{"a list", "- hidden\n", []string{"line 1", "wrong kind"}},
		{"text", "hidden\n", []string{"line 1", "wrong kind"}},
		{"twice", "output: json\noutput: hidden\n", []string{"line 2", "twice"}},
		{"unknown anchor", "profiles: [{name: a, password: *hidden}]\n", []string{"not YAML"}},
		{"binary", "\x00\x01hidden", []string{"config.yaml: this is not YAML: control characters"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.config(tc.text)
			_, err := Load(u.input())
			text := asError(t, err).Error()
			says(t, text, append(tc.says, "config.yaml")...)
			if strings.Contains(text, "hidden") || asError(t, err).Advice == "" {
				t.Errorf("%q quotes the file, or has no hint", text)
			}
		})
	}
}

// What a file says in vain is warned of, with the line and the likely key.
func TestWarnings(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	path := u.config(`otput: json
region: DFW
columns: id
wire: {a: b}
profiles:
  - name: a
    auth_url: https://cloud.example.com
    pasword: hidden
    cloud: b
  - username: nobody
  - name: a
`)
	want := []string{
		`line 1: unknown key "otput" is ignored; did you mean output?`,
		`line 2: region belongs in a profile; it is ignored here`,
		`line 3: unknown key "columns" is ignored`,
		`line 4: wire is not a single value; it is ignored`,
		`line 7: unknown key "auth_url" is ignored; did you mean auth-url?`,
		`line 8: unknown key "pasword" is ignored; did you mean password?`,
		`line 9: unknown key "cloud" is ignored`,
		`line 10: a profile without a name is ignored`,
		`line 11: profile "a" is there twice; this one is ignored`,
	}
	for i := range want {
		want[i] = path + ", " + want[i]
	}
	if diff := cmp.Diff(want, u.load().Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// Secrets that others can read are warned of; settings that others can read are nobody's business.
func TestModeOfTheFile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no such bits")
	}
	for _, tc := range []struct {
		entry string
		mode  os.FileMode
		warns bool
	}{
		{"password: p", 0o600, false},
		{"password: p", 0o640, true},
		{"password: p", 0o604, true},
		{"token: p", 0o644, true},
		{"password-file: /p", 0o644, false},
		{"username: p", 0o644, false},
	} {
		u := newUser(t)
		path := u.config("profiles: [{name: a, " + tc.entry + "}]")
		if err := os.Chmod(path, tc.mode); err != nil {
			t.Fatal(err)
		}
		warnings := strings.Join(u.load().Warnings, "\n")
		if got := strings.Contains(warnings, "chmod 600 "+path); got != tc.warns {
			t.Errorf("%s with mode %o: warned %v: %q", tc.entry, tc.mode, got, warnings)
		}
	}
}

// A value is what is written: YAML would read these as numbers, booleans and dates.
func TestValuesAreText(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("profiles: [{name: 007, auth-url: 'https://cloud.example.com', project-id: 010101, username: yes, password: 1e3, region: 2012-01-01}]")
	u.args = []string{"--cloud=007"}
	want := Connection{
		Profile: "007", AuthURL: "https://cloud.example.com", ProjectID: "010101", Username: "yes", Password: "1e3",
		Region: "2012-01-01", Interface: "public",
	}
	if diff := cmp.Diff(want, u.connection()); diff != "" {
		t.Errorf("connection (-want +got):\n%s", diff)
	}
}

// No file, an empty one and a null one are all the same.
func TestEmptyFile(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# nothing\n", "null\n", "profiles:\n", "profiles: []\noutput:\n"} {
		u := newUser(t)
		u.config(text)
		if c := u.load(); len(c.Warnings) > 0 || c.Get("output") != "table" {
			t.Errorf("%q: warnings %q, output %s", text, c.Warnings, c.Get("output"))
		}
	}
}

// The sandbox needs no home directory: a container may have none.
func TestNoHome(t *testing.T) {
	t.Parallel()
	c, err := Load(Input{Environ: []string{"NOVACTL_CLOUD=sandbox"}, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if conn, err := c.Connection(); err != nil || !conn.Sandbox {
		t.Errorf("connection %v, %v", conn, err)
	}
}
