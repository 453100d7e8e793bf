package sandbox

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Every way to sign in answers 200 with the token, the tenant, the user and where to go (guide 1.3.3, fact 2).
func TestSignIn(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	tests := map[string]struct{ body, method string }{
		"password":        {`{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`, "PASSWORD"},
		"API key":         {`{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox","apiKey":"sandbox-key"}}}`, "APIKEY"},
		"its tenant's id": {`{"auth":{"tenantId":"010101","passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`, "PASSWORD"},
		"tenant's name":   {`{"auth":{"tenantName":"010101","passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`, "PASSWORD"},
		"token":           {`{"auth":{"tenantId":"010101","token":{"id":"` + u.token + `"}}}`, "PASSWORD"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := u.in(t)
			doc := u.json(u.want(200, u.send("POST", "/v2.0/tokens", test.body)))
			token := at[map[string]any](t, doc, "access", "token")
			want := map[string]any{
				"id": token["id"], "expires": "2013-12-11T12:00:00.000Z", "tenant": map[string]any{"id": "010101", "name": "010101"},
				"RAX-AUTH:authenticatedBy": []any{test.method},
			}
			if diff := cmp.Diff(want, token); diff != "" {
				t.Error(diff)
			}
			user := at[map[string]any](t, doc, "access", "user")
			if user["name"] != "sandbox" || user["RAX-AUTH:defaultRegion"] != "DFW" || len(at[[]any](t, user, "roles")) == 0 {
				t.Errorf("user %v", user)
			}
			r := u.compute("GET", "/servers", "", "X-Auth-Token", at[string](t, token, "id"))
			u.want(200, r)
		})
	}
}

// The catalog is what a real one is: the endpoint of each region, beside a decoy of the same type and a service of another (fact 5).
func TestCatalog(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)
	services := map[string]map[string]any{}
	for _, s := range at[[]any](t, u.json(r), "access", "serviceCatalog") {
		service := s.(map[string]any)
		services[at[string](t, service, "name")] = service
	}
	region := func(name string) map[string]any {
		return map[string]any{
			"region": name, "tenantId": "010101", "publicURL": "http://cloud.test/" + name + "/v2/010101", "versionId": "2",
			"versionInfo": "http://cloud.test/" + name + "/v2", "versionList": "http://cloud.test/" + name + "/",
		}
	}
	want := map[string]any{"name": "cloudServersOpenStack", "type": "compute", "endpoints": []any{
		region("SYD"), region("ORD"), region("DFW"), region("HKG"), region("IAD"), // fact 6
	}}
	if diff := cmp.Diff(want, services["cloudServersOpenStack"]); diff != "" {
		t.Error(diff)
	}
	decoy := at[[]any](t, services["cloudServers"], "endpoints")[0].(map[string]any)
	if _, has := decoy["region"]; services["cloudServers"]["type"] != "compute" || has || decoy["versionId"] != "1.0" {
		t.Errorf("first generation: %v", services["cloudServers"])
	}
	if services["cloudFiles"]["type"] == "compute" {
		t.Errorf("other service: %v", services["cloudFiles"])
	}
}

// Who may not sign in is told in the words of the real service (fact 7, errors.tsv).
func TestSignInRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const credentials = `"passwordCredentials":{"username":"sandbox","password":"sandbox"}`
	const unknown = "Unable to authenticate user with credentials provided."
	tests := map[string]struct {
		body, kind, message string
		status              int
	}{
		"wrong password": {`{"auth":{"passwordCredentials":{"username":"sandbox","password":"x"}}}`, "unauthorized", unknown, 401},
		"no password":    {`{"auth":{"passwordCredentials":{"username":"sandbox"}}}`, "unauthorized", unknown, 401},
		"unknown user":   {`{"auth":{"passwordCredentials":{"username":"nobody","password":""}}}`, "unauthorized", unknown, 401},
		"no user":        {`{"auth":{"passwordCredentials":{}}}`, "unauthorized", unknown, 401},
		"key for password": {`{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox-key"}}}`,
			"unauthorized", unknown, 401},
		"another's key": {`{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox","apiKey":"sandbox2-key"}}}`,
			"unauthorized", unknown, 401},
		"unknown token": {`{"auth":{"token":{"id":"sandbox/PASSWORD"}}}`, "unauthorized", unknown, 401},
		"empty token":   {`{"auth":{"token":{"id":""}}}`, "unauthorized", unknown, 401},
		"another tenant": {`{"auth":{"tenantId":"020202",` + credentials + `}}`, "unauthorized",
			"Tenant with Name/Id: '020202' is not valid for User 'sandbox' (id: '170454')", 401},
		"token of another tenant": {`{"auth":{"tenantName":"020202","token":{"id":"` + u.token + `"}}}`, "unauthorized",
			"Token doesn't belong to Tenant with Id/Name: '020202'", 401},
		"no credentials": {`{"auth":{}}`, "badRequest", "Malformed request body", 400},
		"no auth":        {`{}`, "badRequest", "Malformed request body", 400},
		"not JSON":       {`{"auth":`, "badRequest", "Malformed request body", 400},
		"a list":         {`[]`, "badRequest", "Malformed request body", 400},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := u.in(t)
			doc := u.json(u.want(test.status, u.send("POST", "/v2.0/tokens", test.body)))
			want := map[string]any{test.kind: map[string]any{"code": float64(test.status), "message": test.message}}
			if diff := cmp.Diff(want, doc); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Signing in again gives the same token and expiry, also in another process, until it runs out; then a new one (fact 4).
func TestTokenLasts24Hours(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	first := u.token
	u.clock.advance(24*time.Hour - time.Second)
	again, err := Open(Options{Path: path, Clock: u.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	other := &cloudUnderTest{Cloud: again, t: t}
	if token := other.signIn(tables.User, tables.Password); token != first {
		t.Errorf("a second token %s while the first, %s, is good", token, first)
	}
	u.want(200, u.compute("GET", "/servers", ""))
	u.clock.advance(time.Second)
	u.want(401, u.compute("GET", "/servers", ""))
	u.want(401, u.send("POST", "/v2.0/tokens", `{"auth":{"token":{"id":"`+first+`"}}}`))
	u.token = u.signIn(tables.User, tables.Password)
	if u.token == first {
		t.Error("the dead token came back")
	}
	u.want(200, u.compute("GET", "/servers", ""))
}

// A token can be asked whether it is good, with and without a body: it answers as the sign-in did, less the catalog. Another user's,
// another tenant's, and one that is dead are not found.
func TestShowToken(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	theirs := u.signIn("sandbox2", "sandbox2")
	want := at[map[string]any](t, u.json(u.send("POST", "/v2.0/tokens",
		`{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)), "access")
	delete(want, "serviceCatalog")
	path := "/v2.0/tokens/" + u.token
	if diff := cmp.Diff(map[string]any{"access": want}, u.json(u.want(200, u.send("GET", path+"?belongsTo=010101", "")))); diff != "" {
		t.Error(diff)
	}
	if r := u.want(200, u.send("HEAD", path, "")); r.body != "" {
		t.Errorf("HEAD with %q", r.body)
	}
	if root := u.xml(u.want(200, u.send("GET", path, "", "Accept", "application/xml"))); root.name != "id:access" || root.child(t, "id:token").attrs["id"] != u.token {
		t.Errorf("%+v", root)
	}
	for _, wrong := range []string{path + "?belongsTo=020202", "/v2.0/tokens/" + theirs, "/v2.0/tokens/nonsense"} {
		if kind, message := u.fault(u.want(404, u.send("GET", wrong, ""))); kind != "itemNotFound" || message != "Token not found." {
			t.Errorf("%s: %s %s", wrong, kind, message)
		}
	}
	u.clock.advance(24 * time.Hour)
	u.want(401, u.send("GET", path, ""))
}

// A revoked token is dead at once, and the next sign-in gives another. Somebody else's can't be revoked.
func TestRevokeToken(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	mine, theirs := u.token, u.signIn("sandbox2", "sandbox2")
	u.want(404, u.send("DELETE", "/v2.0/tokens/"+theirs, ""))
	r := u.want(204, u.send("DELETE", "/v2.0/tokens/"+mine, ""))
	if r.body != "" {
		t.Errorf("body %q", r.body)
	}
	u.want(401, u.compute("GET", "/servers", ""))
	u.want(401, u.send("DELETE", "/v2.0/tokens/"+theirs, ""))
	if u.signIn(tables.User, tables.Password) == mine {
		t.Error("the revoked token came back")
	}
}

// What a token may do is its own tenant's, in every region.
func TestTenantsAreApart(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("mine")
	tenants := u.json(u.want(200, u.send("GET", "/v2.0/tenants", "")))
	want := map[string]any{
		"tenants": []any{map[string]any{"id": "010101", "name": "010101", "enabled": true}}, "tenants_links": []any{},
	}
	if diff := cmp.Diff(want, tenants); diff != "" {
		t.Error(diff)
	}
	theirs := []string{"X-Auth-Token", u.signIn("sandbox2", "sandbox2")}
	for _, method := range []string{"GET", "DELETE"} {
		r := u.want(404, u.send(method, "/DFW/v2/020202/servers/"+id, "", theirs...))
		if got := at[string](t, u.json(r), "itemNotFound", "message"); got != "Instance could not be found" {
			t.Errorf("%s: %q", method, got)
		}
	}
	u.want(404, u.send("GET", "/DFW/v2/020202/servers/"+id+"/ips", "", theirs...))
	if got := u.names("servers", u.send("GET", "/DFW/v2/020202/servers", "", theirs...)); len(got) > 0 {
		t.Errorf("the other tenant sees %v", got)
	}
	u.want(400, u.send("GET", "/DFW/v2/020202/servers?marker="+id, "", theirs...))
	r := u.want(400, u.send("GET", "/DFW/v2/010101/servers/"+id, "", theirs...))
	if got := at[string](t, u.json(r), "badRequest", "message"); got != "Malformed request url" {
		t.Errorf("%q", got)
	}
	u.want(404, u.send("GET", "/ORD/v2/010101/servers/"+id, "")) // regions are apart too
	u.want(200, u.send("GET", "/v2/010101/servers/"+id, ""))     // without one it is the default region
}

// Whatever needs a token refuses without a good one, before it looks for anything.
func TestTokenNeeded(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, r := range allRoutes() {
		if r.Access != service.ForSignedIn && r.Access != service.ForTenant {
			continue
		}
		path := replaceVariables(r.Path)
		for _, token := range []string{"", "nonsense", "sandbox/PASSWORD"} {
			reply := u.want(401, u.send(r.Method, path, "", "X-Auth-Token", token))
			if at[string](t, u.json(reply), faultRoot(path, "unauthorized"), "message") == "" {
				t.Errorf("%s %s says nothing", r.Method, path)
			}
		}
	}
	u.want(401, u.compute("GET", "/nothing/like/this", "", "X-Auth-Token", ""))
}
