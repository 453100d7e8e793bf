package compare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// cloud is a Compute v2.1 to send requests to.
type cloud struct {
	client  *http.Client
	base    string // of Compute, with /v2.1
	token   string
	names   map[string]string // what stands for names in braces
	advance func()            // lets time go by
}

// send makes one request, and returns its status, its body, and the version that it is of.
func (c *cloud) send(t testing.TB, method, path, version, body string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, c.base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Auth-Token", c.token)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("OpenStack-API-Version", "compute "+version)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := c.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

// signIn gets a token of Identity v3.
func (c *cloud) signIn(t testing.TB, url, user, password, project string) {
	t.Helper()
	domain := map[string]any{"name": "Default"}
	body, _ := json.Marshal(map[string]any{"auth": map[string]any{
		"identity": map[string]any{"methods": []string{"password"}, "password": map[string]any{
			"user": map[string]any{"name": user, "domain": domain, "password": password},
		}},
		"scope": map[string]any{"project": map[string]any{"name": project, "domain": domain}},
	}})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/auth/tokens", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := c.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if c.token = response.Header.Get("X-Subject-Token"); c.token == "" {
		t.Fatalf("sign-in: %s", response.Status)
	}
}

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA compare"

// none is the id of nothing.
const none = "99999999-9999-4999-8999-999999999999"

// newSandbox is a fresh sandbox, whose clock moves when a test waits.
func newSandbox(t testing.TB) *cloud {
	t.Helper()
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	s, err := sandbox.Open(sandbox.Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	c := &cloud{
		client: &http.Client{Transport: s.Transport()}, base: "http://sandbox.test/DFW/v2.1", advance: func() { now = now.Add(5 * time.Second) },
		names: map[string]string{
			"IMAGE": "80fbcb55-b206-41f9-9bc2-2dd7aac6c061", "FLAVOR": "2", "FLAVOR2": "3", "NET": tables.IsolatedNetworks[0].ID, "NONE": none, "PUBLICKEY": publicKey, "HOST": "compute-1",
		},
	}
	c.signIn(t, "http://sandbox.test/v3", tables.User, tables.Password, tables.Tenant)
	return c
}

// newSandboxOfAdmin is a fresh sandbox for an administrator.
func newSandboxOfAdmin(t testing.TB) *cloud {
	t.Helper()
	c := newSandbox(t)
	c.signIn(t, "http://sandbox.test/v3", "admin", "admin", "admin")
	return c
}

// newRealCloud is the one that the environment names, as an openrc does; NOVACTL_COMPARE_IMAGE, _FLAVOR, _FLAVOR2 and _NET say what to use of it.
func newRealCloud(t testing.TB) *cloud {
	t.Helper()
	c := &cloud{client: &http.Client{Timeout: 5 * time.Minute}, base: os.Getenv("NOVACTL_COMPARE_COMPUTE"), names: map[string]string{"NONE": none, "PUBLICKEY": publicKey, "HOST": "compute1"}}
	for _, name := range []string{"IMAGE", "FLAVOR", "FLAVOR2", "NET"} {
		if c.names[name] = os.Getenv("NOVACTL_COMPARE_" + name); c.names[name] == "" {
			t.Fatalf("NOVACTL_COMPARE_%s is missing", name)
		}
	}
	c.advance = func() {
		timer := time.NewTimer(500 * time.Millisecond)
		defer timer.Stop()
		<-timer.C
	}
	c.signIn(t, os.Getenv("OS_AUTH_URL"), os.Getenv("OS_USERNAME"), os.Getenv("OS_PASSWORD"), os.Getenv("OS_PROJECT_NAME"))
	return c
}

// fill puts values in place of the names in braces.
func (c *cloud) fill(text, version string) string {
	nets := ""
	if version != "2.1" && version != "2.26" {
		nets = `,"networks":[{"uuid":"` + c.names["NET"] + `"}]`
	}
	text = strings.ReplaceAll(text, "{NETS}", nets)
	for name, value := range c.names {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// waitFor waits until the server that was made last has a status and no task; "": until it is no more.
func (c *cloud) waitFor(t testing.TB, status string) {
	t.Helper()
	for range 600 {
		code, body := c.send(t, http.MethodGet, "/servers/"+c.names["SERVER"], "2.1", "")
		var doc struct {
			Server struct {
				Status string `json:"status"`
				Task   string `json:"OS-EXT-STS:task_state"`
			} `json:"server"`
		}
		_ = json.Unmarshal([]byte(body), &doc)
		if status == "" && code == http.StatusNotFound || status != "" && doc.Server.Status == status && doc.Server.Task == "" {
			return
		}
		c.advance()
	}
	t.Fatal(fmt.Errorf("the server didn't come to %q", status))
}

// tidy removes what runs leave behind: server groups, of which there may be few.
func (c *cloud) tidy(t testing.TB) {
	t.Helper()
	_, body := c.send(t, http.MethodGet, "/os-server-groups", "2.1", "")
	var doc struct {
		Groups []struct{ ID, Name string } `json:"server_groups"`
	}
	_ = json.Unmarshal([]byte(body), &doc)
	for _, g := range doc.Groups {
		if strings.HasPrefix(g.Name, "cmp") {
			c.send(t, http.MethodDelete, "/os-server-groups/"+g.ID, "2.1", "")
		}
	}
}
