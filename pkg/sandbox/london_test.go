package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// London has an identity service of its own, as a UK account has: its catalog has London alone, its tokens are good there alone, and what is
// made there is nowhere else.
func TestLondon(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const body = `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`
	access := at[map[string]any](t, u.json(u.want(200, u.send("POST", "/LON/v2.0/tokens", body))), "access")
	london := at[string](t, access, "token", "id")
	if london == u.token || at[string](t, access, "user", "RAX-AUTH:defaultRegion") != "LON" {
		t.Errorf("%v", access["user"])
	}
	if again := at[string](t, u.json(u.want(200, u.send("POST", "/LON/v2.0/tokens", body))), "access", "token", "id"); again != london {
		t.Error("who signs in again gets another token")
	}
	for _, s := range at[[]any](t, access, "serviceCatalog") {
		for _, e := range at[[]any](t, s.(map[string]any), "endpoints") {
			if region, has := e.(map[string]any)["region"]; has && region != "LON" {
				t.Errorf("%v", e)
			}
		}
	}
	u.want(401, u.send("GET", "/LON/v2/010101/servers", ""))
	u.want(401, u.compute("GET", "/servers", "", "X-Auth-Token", london))
	u.want(401, u.send("GET", "/v2.0/tenants", "", "X-Auth-Token", london))
	made := u.json(u.want(202, u.send("POST", "/LON/v2/010101/servers",
		`{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2"}}`, "X-Auth-Token", london)))
	id := at[string](t, made, "server", "id")
	if diff := cmp.Diff([]string{"web"}, u.names("servers", u.send("GET", "/LON/v2/010101/servers", "", "X-Auth-Token", london))); diff != "" {
		t.Error(diff)
	}
	u.want(404, u.compute("GET", "/servers/"+id, ""))
	if diff := cmp.Diff([]string{}, u.ids()); diff != "" {
		t.Error(diff)
	}
}

// A seed puts servers there too, but no user's default region is.
func TestLondonSeeded(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.want(204, u.send("POST", "/_sandbox/reset", `{"servers":[{"name":"web","region":"LON","image":"`+precise+`","flavor":"2"}]}`))
	access := u.json(u.want(200, u.send("POST", "/LON/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)))
	token := at[string](t, access, "access", "token", "id")
	if diff := cmp.Diff([]string{"web"}, u.names("servers", u.send("GET", "/LON/v2/010101/servers", "", "X-Auth-Token", token))); diff != "" {
		t.Error(diff)
	}
}

// Its Identity v3 is as much its own: a token of it is good in London alone, whose services are all that its catalog has.
func TestLondonV3(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const body = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"sandbox","domain":{"id":"default"},"password":"sandbox"}}},"scope":{"project":{"id":"010101"}}}}`
	r := u.want(201, u.send("POST", "/LON/v3/auth/tokens", body, "X-Auth-Token", ""))
	london := r.header.Get("X-Subject-Token")
	for _, s := range at[[]any](t, u.json(r), "token", "catalog") {
		service := s.(map[string]any)
		for _, e := range at[[]any](t, service, "endpoints") {
			endpoint := e.(map[string]any)
			if path := u.path(at[string](t, endpoint, "url")); endpoint["region"] != "LON" || !strings.HasPrefix(path, "/LON/") {
				t.Errorf("%v: %v", service["type"], endpoint)
			}
		}
	}
	u.want(200, u.send("GET", "/LON/v2.1/servers", "", "X-Auth-Token", london))
	u.want(200, u.send("GET", "/LON/v3/auth/projects", "", "X-Auth-Token", london))
	u.want(401, u.send("GET", "/DFW/v2.1/servers", "", "X-Auth-Token", london))
	u.want(401, u.send("GET", "/v3/auth/projects", "", "X-Auth-Token", london))
	for _, version := range []string{"/LON/v3", "/LON/v2.0"} {
		if r := u.send("GET", version, "", "X-Auth-Token", ""); !strings.Contains(r.body, `"http://cloud.test`+version+`/"`) {
			t.Errorf("%s: %s", version, r.body)
		}
	}
}
