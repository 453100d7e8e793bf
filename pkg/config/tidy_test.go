package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What an editor of Windows, docker's --env-file or a hasty hand leave around a value goes where the value can't have it; a name
// and a password stay as they are, unless the address says that all have quotes.
func TestTidyEnvironment(t *testing.T) {
	t.Parallel()
	const address = "https://cloud.example.com/v3"
	for _, tc := range []struct {
		name string
		env  []string
		want Connection
		odd  string
	}{
		{
			name: "carriage returns",
			env: []string{
				"OS_AUTH_URL=" + address + "\r", "OS_USERNAME=me\r", "OS_PASSWORD=p w\r", "OS_INTERFACE=internalURL\r", "OS_REGION_NAME=one\r",
				"OS_AUTH_TYPE=password\r", "OS_CACERT=/ca.pem\r", "OS_INSECURE=true\r",
			},
			want: Connection{Username: "me", Password: "p w", Interface: "internal", Region: "one", CACert: "/ca.pem", Insecure: true},
		}, {
			name: "quotes around all",
			env:  []string{`OS_AUTH_URL="` + address + `"`, `OS_USERNAME="me"`, `OS_PASSWORD="p w"`, `OS_PROJECT_NAME='P'`, `OS_REGION_NAME="one"`},
			want: Connection{Username: "me", Password: "p w", ProjectName: "P", Region: "one"},
		}, {
			name: "quotes around some",
			env:  []string{"OS_AUTH_URL=" + address, `OS_USERNAME='me'`, `OS_PASSWORD="p"`, `OS_PROJECT_ID="0a1b"`, `OS_INTERFACE="internal"`, `OS_INSECURE='yes'`},
			want: Connection{Username: "'me'", Password: `"p"`, ProjectID: "0a1b", Interface: "internal", Insecure: true},
			odd:  "OS_USERNAME has quotes around its value, OS_PASSWORD has quotes around its value",
		}, {
			name: "blanks",
			env:  []string{"OS_AUTH_URL= " + address + "\t", "OS_USERNAME= me", "OS_PASSWORD=p ", "OS_PROJECT_ID=0a1b ", "OS_COMPUTE_API_VERSION= 2.60 "},
			want: Connection{Username: " me", Password: "p ", ProjectID: "0a1b", ComputeAPIVersion: "2.60"},
			odd:  "OS_USERNAME has blanks around its value, OS_PASSWORD has blanks around its value",
		}, {
			name: "one quote is no pair",
			env:  []string{"OS_AUTH_URL=" + address, `OS_USERNAME="`, `OS_PASSWORD="p'`},
			want: Connection{Username: `"`, Password: `"p'`},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.env = tc.env
			tc.want.AuthURL = address
			if tc.want.Interface == "" {
				tc.want.Interface = "public"
			}
			if diff := cmp.Diff(tc.want, u.connection()); diff != "" {
				t.Errorf("connection (-want +got):\n%s", diff)
			}
			if got := u.load().CredentialDoubts(); got != tc.odd {
				t.Errorf("odd: %q, want %q", got, tc.odd)
			}
		})
	}
}

// Where a path should be, a text that is none may be a key: no error, list or profile shows it, wherever it came from.
func TestKeyInPlaceOfPath(t *testing.T) {
	t.Parallel()
	const body = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7secretsecret"
	texts := map[string]string{
		"PEM":          "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
		"folded PEM":   "-----BEGIN PRIVATE KEY----- " + body + " -----END PRIVATE KEY-----",
		"its body":     body + "\n" + body,
		"DER, base64":  strings.Repeat("MIIEvgIBADAN", 8),
		"a long line":  strings.Repeat("a", 300) + "secretsecret",
		"a long value": strings.Repeat("secretsecret/", 100),
	}
	for what, text := range texts {
		quoted := `"` + strings.ReplaceAll(text, "\n", `\n`) + `"`
		for _, key := range []string{"key", "cert", "cacert", "password-file"} {
			for where, set := range map[string]func(*user){
				"config.yaml": func(u *user) {
					u.config("cloud: w\nprofiles: [{name: w, auth-url: 'https://c.example/v3', username: u, " + key + ": " + quoted + "}]")
				},
				"clouds.yaml": func(u *user) {
					u.write(".config/openstack/clouds.yaml", "clouds: {w: {"+key+": "+quoted+", auth: {auth_url: 'https://c.example/v3', username: u, password: p}}}")
					u.args = []string{"--cloud=w"}
				},
				"the environment": func(u *user) {
					u.env = []string{"OS_AUTH_URL=https://c.example/v3", "OS_USERNAME=u", envName(key) + "=" + text}
				},
				"a flag": func(u *user) {
					u.env = []string{"OS_AUTH_URL=https://c.example/v3", "OS_USERNAME=u"}
					u.args = []string{"--" + key + "=" + text}
				},
			} {
				if key == "password-file" && where == "clouds.yaml" {
					continue
				}
				t.Run(what+" as "+key+" in "+where, func(t *testing.T) {
					t.Parallel()
					u := newUser(t)
					set(u)
					c := u.load()
					_, err := c.Connection()
					said := asError(t, err).Error() + asError(t, err).Hint() + strings.Join(c.Warnings, "")
					says(t, said, key, "no path of a file")
					for _, e := range c.Entries() {
						said += e.Value
					}
					if _, entries, err := c.ProfileSettings("w"); err == nil {
						for _, e := range entries {
							said += e.Value
						}
					}
					for _, secret := range []string{"secretsecret", "MIIE"} {
						if strings.Contains(said, secret) {
							t.Errorf("it shows the text: %s", said)
						}
					}
				})
			}
		}
	}
}

// A path in a block of YAML has a line end behind it, and is one all the same.
func TestPathInBlock(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.config("cloud: w\nprofiles:\n  - name: w\n    auth-url: https://c.example/v3\n    cert: |\n      /etc/cert.pem\n")
	if got := u.connection().Cert; got != "/etc/cert.pem" {
		t.Errorf("cert %q", got)
	}
}
