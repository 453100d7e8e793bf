package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json"
)

// In one source an API key beats a password. Between sources the stronger source wins, whatever it holds.
func TestWhichSecret(t *testing.T) {
	t.Parallel()
	const profile = "cloud: p\nprofiles:\n  - {name: p, auth-url: 'https://cloud.example.com', %s}\n"
	for _, tc := range []struct {
		name, file string
		env, args  []string
		want       string
	}{
		{name: "one source: key over password", env: []string{"OS_PASSWORD=p", "RS_API_KEY=k"}, want: "api-key k"},
		{name: "one source: password over token", env: []string{"OS_PASSWORD=p", "OS_TOKEN=t"}, want: "password p"},
		{name: "one profile", file: "password: p, api-key: k", want: "api-key k"},
		{name: "one set of flags", args: []string{"--password-stdin", "--api-key-file=KEY"}, want: "api-key from-file"},
		{name: "environment over profile", file: "api-key: k", env: []string{"OS_PASSWORD=p"}, want: "password p"},
		{name: "flag over environment", env: []string{"OS_API_KEY=k"}, args: []string{"--password-stdin"}, want: "password from-stdin"},
		{name: "token flag", env: []string{"OS_API_KEY=k"}, args: []string{"--token-stdin"}, want: "token from-stdin"},
		{name: "ours over others", env: []string{"OS_API_KEY=k", "NOVACTL_PASSWORD=p"}, want: "password p"},
		{name: "the auth type says", env: []string{"OS_AUTH_TYPE=v3token", "OS_PASSWORD=p", "OS_TOKEN=t"}, want: "token t"},
		{
			name: "the auth type says application credential",
			env:  []string{"OS_AUTH_TYPE=v3applicationcredential", "OS_PASSWORD=p", "OS_APPLICATION_CREDENTIAL_SECRET=s"},
			want: "application-credential-secret s",
		},
		{name: "an auth type without its secret", env: []string{"OS_AUTH_TYPE=v3token", "OS_PASSWORD=p"}, want: "password p"},
		{name: "file named by a variable", env: []string{"NOVACTL_PASSWORD_FILE=KEY"}, want: "password from-file"},
		{name: "variable over its file", env: []string{"NOVACTL_PASSWORD_FILE=KEY", "NOVACTL_PASSWORD=p"}, want: "password p"},
		{name: "file named by a profile", file: "api-key-file: ~/key", want: "api-key from-file"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.stdin = "from-stdin\n"
			key := u.write("key", "from-file\n")
			if tc.file != "" {
				u.config(fmt.Sprintf(profile, tc.file))
			} else {
				u.env = []string{"OS_AUTH_URL=https://cloud.example.com"}
			}
			u.env = append(u.env, replaceAll(tc.env, "KEY", key)...)
			u.args = replaceAll(tc.args, "KEY", key)
			fields := connectionFields(u.connection())
			var got []string
			for _, name := range secrets() {
				if fields[name] != "" {
					got = append(got, name+" "+fields[name])
				}
			}
			if strings.Join(got, ", ") != tc.want {
				t.Errorf("signs in with %q, want %q", got, tc.want)
			}
		})
	}
}

func replaceAll(list []string, old, with string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.Replace(s, "="+old, "="+with, 1))
	}
	return out
}

// One newline at the end goes; blanks and further newlines may be part of the secret.
func TestSecretText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"pass": "pass", "pass\n": "pass", "pass\r\n": "pass", " pass \n\n": " pass \n", "pa\nss\n": "pa\nss",
	} {
		u := newUser(t)
		u.args = []string{"--cloud=sandbox", "--password-stdin"}
		u.stdin = text
		if got := u.connection().Password; got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// Standard input can be read once; a second connection must not find it empty.
func TestStdinIsReadOnce(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.args, u.stdin = []string{"--cloud=sandbox", "--password-stdin"}, "secret\n"
	c := u.load()
	if !c.UsesStdin() {
		t.Error("UsesStdin is false")
	}
	for range 2 {
		conn, err := c.Connection()
		if err != nil || conn.Password != "secret" {
			t.Errorf("password %q, %v", conn.Password, err)
		}
	}
}

// A secret that can't be read is an error that names its file, and nothing that is in it.
func TestBadSecrets(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	empty := u.write("empty", "\n")
	long := u.write("long", strings.Repeat("hidden", 1<<18))
	for _, tc := range []struct {
		args []string
		says string
	}{
		{[]string{"--password-file=" + filepath.Join(u.home, "none")}, filepath.Join(u.home, "none")},
		{[]string{"--password-file=" + u.home}, "can't read " + u.home},
		{[]string{"--password-file=" + empty}, "empty"},
		{[]string{"--password-file=" + long}, "longer than"},
		{[]string{"--password-stdin"}, "standard input is empty"},
		{[]string{"--password-stdin", "--api-key-stdin"}, "--password-stdin and --api-key-stdin"},
		{[]string{"--password-stdin", "--password-file=" + empty}, "--password-stdin"},
	} {
		u.args = append([]string{"--cloud=sandbox"}, tc.args...)
		text := u.failure().Error()
		says(t, text, tc.says)
		if strings.Contains(text, "hidden") {
			t.Errorf("%q shows the secret", text)
		}
	}
	u.args = []string{"--cloud=sandbox", "--password-stdin"}
	in := u.input()
	in.Stdin = iotest.ErrReader(errors.New("cut off"))
	c, err := Load(in)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Connection()
	says(t, asError(t, err).Error(), "standard input", "cut off")
}

// Secrets show in no list, no log and no error.
func TestSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	path := u.config("cloud: p\nprofiles:\n  - {name: p, auth-url: 'https://me:hidden@cloud.example.com', username: me, password: hidden, api-key: hidden}\n")
	u.env = []string{"OS_API_KEY=hidden", "NOVACTL_TOKEN=hidden", "OS_APPLICATION_CREDENTIAL_SECRET=hidden"}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	c := u.load()
	conn, err := c.Connection()
	if err != nil || conn.Token != "hidden" {
		t.Fatalf("the test needs a secret: %v", err)
	}
	profiles, err := c.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	connJSON, err := json.Marshal(conn)
	if err != nil {
		t.Fatal(err)
	}
	configJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{
		"entries": fmt.Sprintf("%+v", c.Entries()), "profiles": fmt.Sprintf("%+v", profiles),
		"warnings":           fmt.Sprint(c.Warnings),
		"config":             fmt.Sprintf("%v %+v %#v %s %q %x %+v", c, c, c, c, c, c, *c),
		"config in a field":  fmt.Sprintf("%+v", struct{ c *Config }{c}),
		"config as JSON":     string(configJSON),
		"connection":         fmt.Sprintf("%v %+v %#v %s %q %d %+v", conn, conn, conn, conn, conn, conn, &conn),
		"connection as JSON": strings.ReplaceAll(string(connJSON), "me:hidden@", ""), // an address is itself
	} {
		if strings.Contains(text, "hidden") {
			t.Errorf("%s: %s", what, text)
		}
	}
	for _, e := range c.Entries() {
		if e.Name == "token" && (e.Value != "set, not shown" || !e.Secret || e.Source.String() != "environment NOVACTL_TOKEN") {
			t.Errorf("token is listed as %+v", e)
		}
		if e.Name == "password" && e.Value != "" {
			t.Errorf("password is listed as %+v, but the token is used", e)
		}
	}
}

// What is missing is said with the names that count for this profile.
func TestCheckCredentials(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		env, args  []string
		says, hint string
	}{
		{env: []string{"OS_AUTH_URL=https://cloud.example.com"}, says: "no user name", hint: "OS_USERNAME"},
		{env: []string{"OS_AUTH_URL=https://cloud.example.com", "OS_USERNAME=me"}, says: "no password and no API key", hint: "--password-file"},
		{args: []string{"--cloud=bare"}, says: "for profile bare", hint: "NOVACTL_PASSWORD"},
		{args: []string{"--cloud=rackspace"}, says: "for profile rackspace", hint: "OS_USERNAME"},
	} {
		u := newUser(t)
		u.config("profiles: [{name: bare, auth-url: 'https://cloud.example.com', username: me}]")
		u.env, u.args = tc.env, tc.args
		err := asError(t, u.load().CheckCredentials())
		says(t, err.Message, tc.says)
		says(t, err.Advice, tc.hint)
	}
	u := newUser(t)
	u.args = []string{"--cloud=sandbox"}
	if err := u.load().CheckCredentials(); err != nil {
		t.Errorf("the sandbox: %v", err)
	}
}
