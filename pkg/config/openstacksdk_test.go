package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// sdkCase is a connection as a person writes it: testdata/openstacksdk/cases.yaml.
type sdkCase struct {
	Name, Cloud, Region    string
	Clouds, Secure, Public string
	Env                    map[string]string
	Differs                string // why novactl does otherwise on purpose
	Novactl                map[string]string
}

// sdkResult is what openstacksdk's loader made of it: testdata/openstacksdk/recorded.json.
type sdkResult struct {
	Error                                     string
	AuthType                                  string `json:"auth_type"`
	Auth                                      map[string]string
	Region, Interface, Endpoint, Microversion string
	ServiceName                               string `json:"service_name"`
	Timeout                                   any
	Verify, Cert                              any
}

// A person who has a clouds.yaml or an openrc reaches the cloud that the OpenStack tools reach, as the same user, in the same project
// and region: anything else deletes servers in another one.
func TestOpenStackSDK(t *testing.T) {
	t.Parallel()
	cases, recorded := readSDKCases(t)
	for _, tc := range cases {
		t.Run(tc.Name, func(t *testing.T) {
			t.Parallel()
			want, ok := recorded[tc.Name]
			if !ok {
				t.Fatal("openstacksdk was never asked: run record.py")
			}
			got := tc.connect(t)
			expected := want.summary()
			if tc.Differs != "" {
				if cmp.Equal(expected, got) {
					t.Errorf("it doesn't differ from openstacksdk's: take %q out", tc.Differs)
				}
				maps.Copy(expected, tc.Novactl)
				filled(expected)
			}
			if expected["error"] != "" && got["error"] != "" {
				return // the words are ours
			}
			if diff := cmp.Diff(expected, got); diff != "" {
				t.Errorf("connection (-openstacksdk +novactl):\n%s", diff)
			}
		})
	}
}

func readSDKCases(t *testing.T) ([]sdkCase, map[string]sdkResult) {
	t.Helper()
	var cases []sdkCase
	var recorded struct{ Results map[string]sdkResult }
	for name, decode := range map[string]func([]byte) error{
		"cases.yaml":    func(data []byte) error { return yaml.Unmarshal(data, &cases) },
		"recorded.json": func(data []byte) error { return json.Unmarshal(data, &recorded) },
	} {
		data, err := os.ReadFile(filepath.Join("testdata", "openstacksdk", name))
		if err == nil {
			err = decode(data)
		}
		if err != nil {
			t.Fatal(name, err)
		}
	}
	if len(cases) < 50 {
		t.Fatalf("only %d cases", len(cases))
	}
	return cases, recorded.Results
}

// connect returns what novactl makes of the case, without what is empty.
func (tc sdkCase) connect(t *testing.T) map[string]string {
	t.Helper()
	u := newUser(t)
	for name, text := range map[string]string{"clouds": tc.Clouds, "secure": tc.Secure, "clouds-public": tc.Public} {
		if text != "" {
			u.write(".config/openstack/"+name+".yaml", text)
		}
	}
	for name, text := range tc.Env {
		u.env = append(u.env, name+"="+text)
	}
	if tc.Cloud != "" {
		u.env = append(u.env, "OS_CLOUD="+tc.Cloud)
	}
	if tc.Region != "" {
		u.env = append(u.env, "OS_REGION_NAME="+tc.Region)
	}
	c := u.load()
	conn, err := c.Connection()
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	timeout, cacert := "", conn.CACert
	if conn.Insecure {
		cacert = "" // it isn't read then
	}
	if c.Source("timeout").Layer != FromDefault {
		timeout = strings.TrimSuffix(c.Get("timeout"), "s")
	}
	return filled(map[string]string{
		"auth_url": conn.AuthURL, "endpoint": conn.Endpoint, "region": conn.Region, "interface": conn.Interface,
		"application_credential_id": conn.ApplicationCredentialID, "application_credential_secret": conn.ApplicationCredentialSecret,
		"username": conn.Username, "password": conn.Password, "token": conn.Token,
		"project_id": conn.ProjectID, "project_name": conn.ProjectName,
		"user_domain_id": conn.UserDomainID, "user_domain_name": conn.UserDomainName,
		"domain_id": conn.DomainID, "domain_name": conn.DomainName,
		"project_domain_id": conn.ProjectDomainID, "project_domain_name": conn.ProjectDomainName,
		"service_name": conn.ServiceName, "microversion": conn.ComputeAPIVersion,
		"timeout": timeout, "cacert": cacert, "cert": conn.Cert, "checked": fmt.Sprint(!conn.Insecure),
	})
}

// summary returns the same of openstacksdk. It takes a text of verify for the path of a file of authorities, and goes on checking.
func (r sdkResult) summary() map[string]string {
	if r.Error != "" {
		return map[string]string{"error": r.Error}
	}
	m := map[string]string{
		"region": r.Region, "interface": strings.TrimSuffix(r.Interface, "URL"), "endpoint": r.Endpoint, "service_name": r.ServiceName,
		"microversion": r.Microversion, "checked": fmt.Sprint(r.Verify != false),
	}
	for key, v := range map[string]any{"cacert": r.Verify, "cert": r.Cert} {
		if pair, ok := v.([]any); ok {
			v = pair[0]
		}
		if path, ok := v.(string); ok && strings.HasPrefix(path, "/") {
			m[key] = path
		}
	}
	if r.Timeout != nil {
		m["timeout"] = fmt.Sprint(r.Timeout)
	}
	maps.Copy(m, r.Auth)
	for _, kind := range []string{"id", "name"} { // as keystoneauth fills the domains in
		fallback := m["default_domain_"+kind]
		delete(m, "default_domain_"+kind)
		for _, whose := range []string{"user_domain_", "project_domain_"} {
			if m[whose+kind] == "" {
				m[whose+kind] = fallback
			}
		}
	}
	return filled(m)
}

func filled(m map[string]string) map[string]string {
	for key, text := range m {
		if text == "" {
			delete(m, key)
		}
	}
	return m
}

// Every region that a cloud of clouds.yaml doesn't have is refused with those that it has, whoever asks for it; --region as well.
func TestRegionThatTheCloudHasNot(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--cloud", "c", "--region", "three"}, {"--cloud", "c"}, {}} {
		u := newUser(t)
		u.write(".config/openstack/clouds.yaml", "clouds: {c: {regions: [one, two], auth: {auth_url: 'https://c.example/v3', username: u, password: p}}}")
		u.args = args
		if !slices.Contains(args, "--region") {
			u.env = []string{"OS_REGION_NAME=three"}
		}
		err := u.failure()
		says(t, err.Error(), `profile c has no region "three"`)
		says(t, err.Hint(), "one, two")
	}
}
