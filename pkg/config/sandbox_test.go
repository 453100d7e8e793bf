package config

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// poison is every variable that could lead to another cloud, each with a value that must not turn up.
func poison(own bool) []string {
	var env []string
	for setting, names := range documentedEnv {
		value := "poison"
		switch setting {
		case "auth-url", "endpoint":
			value = "https://poison.example.com"
		case "interface":
			value = "admin"
		case "insecure":
			value = "true"
		}
		for _, name := range strings.Fields(names) {
			env = append(env, name+"="+value)
		}
		if own && setting != "region" && setting != "interface" {
			env = append(env, envName(setting)+"="+value)
		}
	}
	return append(env, "OS_AUTH_SYSTEM=rackspace", "OS_AUTH_TYPE=rackspace_apikey", "NOVA_RAX_AUTH=1",
		"OS_CLIENT_CONFIG_FILE=/poison")
}

// wantSandbox is what the sandbox's profile says.
func wantSandbox() Connection {
	return Connection{
		Profile: "sandbox", Sandbox: true, AuthURL: "http://sandbox.invalid/v2.0",
		Username: "sandbox", Password: "sandbox", ProjectID: "010101", Region: "DFW", Interface: "public",
	}
}

// Beside a sourced openrc, `--cloud sandbox server delete` must not reach production.
func TestSandboxTakesNothingFromTheEnvironment(t *testing.T) {
	t.Parallel()
	for name, choose := range map[string]func(*user){
		"flag":          func(u *user) { u.args = []string{"--cloud", "sandbox"} },
		"NOVACTL_CLOUD": func(u *user) { u.env = append(u.env, "NOVACTL_CLOUD=sandbox") },
		"OS_CLOUD":      func(u *user) { u.env = append(u.env, "OS_CLOUD=sandbox") },
		"current":       func(u *user) { u.config("cloud: sandbox") },
	} {
		for _, own := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, own names %v", name, own), func(t *testing.T) {
				t.Parallel()
				u := newUser(t)
				u.env = poison(own)
				choose(u)
				conn := u.connection()
				if diff := cmp.Diff(wantSandbox(), conn); diff != "" {
					t.Errorf("connection (-want +got):\n%s", diff)
				}
				if !u.load().IsSandbox() {
					t.Error("IsSandbox is false")
				}
			})
		}
	}
}

// A profile in a file can't take the sandbox's name, and settings of the file's top can't reach into it.
func TestSandboxTakesNothingFromFiles(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("auth-url: https://poison.example.com\nprofiles:\n  - {name: sandbox, auth-url: 'https://poison.example.com'}\n")
	u.write("work/clouds.yaml", "clouds: {sandbox: {auth: {auth_url: 'https://poison.example.com'}}}")
	u.args = []string{"--cloud=sandbox"}
	if diff := cmp.Diff(wantSandbox(), u.connection()); diff != "" {
		t.Errorf("connection (-want +got):\n%s", diff)
	}
	warnings := strings.Join(u.load().Warnings, "\n")
	says(t, warnings, "line 1: auth-url belongs in a profile", "line 3: sandbox is always the built-in sandbox")
}

func TestSandboxFlags(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.args = []string{"--cloud=sandbox", "--region=IAD", "--username=other"}
	if conn := u.connection(); conn.Region != "IAD" || conn.Username != "other" || !conn.Sandbox {
		t.Errorf("region %s, user %s, sandbox %v", conn.Region, conn.Username, conn.Sandbox)
	}
	u.args, u.env = []string{"--cloud=sandbox"}, []string{"NOVACTL_REGION=ORD"}
	if conn := u.connection(); conn.Region != "ORD" {
		t.Errorf("NOVACTL_REGION gives region %s", conn.Region)
	}
	for _, flag := range []string{"--auth-url", "--endpoint"} {
		u.args = []string{"--cloud=sandbox", flag + "=https://cloud.example.com"}
		says(t, u.failure().Message, "sandbox", flag)
	}
}

// With `profile use sandbox` an openrc is ignored too; a person who sourced it reads so.
func TestCurrentSandboxWarnsOfAnOpenrc(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("cloud: sandbox")
	u.env = []string{"OS_AUTH_URL=https://cloud.example.com"}
	says(t, strings.Join(u.load().Warnings, "\n"), "OS_AUTH_URL is ignored", `"sandbox"`)
	u.args = []string{"--cloud=sandbox"}
	if w := u.load().Warnings; len(w) > 0 {
		t.Errorf("who names the sandbox needs no warning: %q", w)
	}
}
