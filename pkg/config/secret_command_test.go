package config

import (
	"strings"
	"testing"
)

// A secret may come from a command, which a profile or our own variable names; the secret itself and its file win over it.
func TestSecretFromACommand(t *testing.T) {
	t.Parallel()
	const profile = "cloud: p\nprofiles:\n  - {name: p, auth-url: 'https://cloud.example.com', username: u, "
	for name, tt := range map[string]struct {
		file string
		env  []string
		want string
	}{
		"profile":             {file: profile + "password-command: 'echo  from a command'}", want: "from a command"},
		"only its first line": {file: profile + `password-command: "printf 'one\\r\\ntwo'"}`, want: "one"},
		"the secret wins":     {file: profile + "password-command: false, password: plain}", want: "plain"},
		"the file wins":       {file: profile + "password-command: false, password-file: ~/key}", want: "from-file"},
		"environment":         {file: profile + "password: plain}", env: []string{"NOVACTL_PASSWORD_COMMAND=echo env"}, want: "env"},
	} {
		u := newUser(t)
		u.write("key", "from-file\n")
		u.config(tt.file + "\n")
		u.env = tt.env
		if got := u.connection().Password; got != tt.want {
			t.Errorf("%s: the password is %q, want %q", name, got, tt.want)
		}
	}
}

// What goes wrong with the command is said, and not what it printed.
func TestSecretCommandFails(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]string{
		"false":            "false failed",
		"true":             "true printed nothing",
		"/no/such/program": "no such file",
		`sh -c 'echo SECRET; echo why >&2; exit 3'`: "exit status 3: why",
		`"open`: "quote",
	} {
		u := newUser(t)
		u.env = []string{"OS_AUTH_URL=https://cloud.example.com", "OS_USERNAME=u", "NOVACTL_PASSWORD_COMMAND=" + command}
		err := u.failure()
		if text := err.Error(); !strings.Contains(text, want) || !strings.Contains(text, "NOVACTL_PASSWORD_COMMAND") || strings.Contains(text, "SECRET") {
			t.Errorf("%s: %s", command, text)
		}
	}
}

// The command of a passcode is run only when the cloud asks for one.
func TestPasscodeFromACommand(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env = []string{"OS_AUTH_URL=https://cloud.example.com", "OS_USERNAME=u", "OS_PASSWORD=p", "NOVACTL_PASSCODE_COMMAND=echo 123456"}
	c := u.load()
	conn, err := c.Connection()
	if err != nil || conn.Passcode != "" {
		t.Errorf("%q, %v", conn.Passcode, err)
	}
	if got, err := c.LatePasscode(); got != "123456" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
