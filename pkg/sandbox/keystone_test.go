package sandbox

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// v3 signs in by Identity v3 with these members of "identity" and this scope ("": none), without a token of its own.
func (u *cloudUnderTest) v3(status int, identity, scope string, headers ...string) reply {
	u.t.Helper()
	body := `{"auth":{"identity":{` + identity + `}`
	if scope != "" {
		body += `,"scope":` + scope
	}
	return u.want(status, u.send("POST", "/v3/auth/tokens", body+`}}`, slices.Concat([]string{"X-Auth-Token", ""}, headers)...))
}

// byPassword are the members of a sign-in with a user's password, which is the user's name.
func byPassword(user string) string {
	return `"methods":["password"],"password":{"user":{"name":"` + user + `","domain":{"id":"default"},"password":"` + user + `"}}`
}

func projectScope(id string) string {
	return `{"project":{"name":"` + id + `","domain":{"name":"Default"}}}`
}

// v3Token is the token of a sign-in with a password to a project.
func (u *cloudUnderTest) v3Token(user, project string) string {
	u.t.Helper()
	return u.v3(201, byPassword(user), projectScope(project)).header.Get("X-Subject-Token")
}

// Whoever wants to sign in finds out at the root of the host that there is v3.
func TestIdentityDiscovery(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.token = ""
	doc := u.json(u.want(300, u.send("GET", "/", "", "Accept", "application/json")))
	var ids []string
	for _, v := range at[[]any](t, doc, "versions", "values") {
		ids = append(ids, at[string](t, v.(map[string]any), "id"))
	}
	if diff := cmp.Diff([]string{"v3.14", "v2.0"}, ids); diff != "" {
		t.Error(diff)
	}
	for token, want := range map[string]int{"": 1, u.v3Token("sandbox", "010101"): 2} {
		doc := u.json(u.want(200, u.send("GET", "/DFW/", "", "X-Auth-Token", token)))
		if got := len(at[[]any](t, doc, "versions")); got != want {
			t.Errorf("%d versions, want %d", got, want)
		}
	}
	for _, path := range []string{"/v3", "/v3/"} {
		if id := at[string](t, u.json(u.want(200, u.send("GET", path, ""))), "version", "id"); id != "v3.14" {
			t.Errorf("%s: %s", path, id)
		}
	}
}

// A token says whose it is and what it is for, as Keystone's do; the catalog leads to Compute v2.1, and to v2 as the guide has it.
func TestV3Token(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.v3(201, byPassword("sandbox"), projectScope("010101"))
	token := at[map[string]any](t, u.json(r), "token")
	urls := map[string]string{}
	for _, s := range token["catalog"].([]any) {
		for _, e := range at[[]any](t, s.(map[string]any), "endpoints") {
			if e := e.(map[string]any); e["region"] == "DFW" && e["interface"] == "public" {
				urls[at[string](t, s.(map[string]any), "type")] = e["url"].(string)
			}
		}
	}
	if urls["compute"] != "http://cloud.test/DFW/v2.1" || urls["compute_legacy"] != "http://cloud.test/DFW/v2/010101" || urls["identity"] != "http://cloud.test/v3" {
		t.Errorf("%v", urls)
	}
	domain := map[string]any{"id": "default", "name": "Default"}
	want := map[string]any{
		"methods": []any{"password"}, "issued_at": "2013-12-10T12:00:00.000000Z", "expires_at": "2013-12-11T12:00:00.000000Z", "is_domain": false,
		"user":    map[string]any{"id": "170454", "name": "sandbox", "domain": domain, "password_expires_at": nil},
		"project": map[string]any{"id": "010101", "name": "010101", "domain": domain},
	}
	var roles []string
	for _, role := range token["roles"].([]any) {
		roles = append(roles, at[string](t, role.(map[string]any), "name"))
	}
	if diff := cmp.Diff([]string{"member", "reader"}, roles); diff != "" {
		t.Error(diff)
	}
	delete(token, "catalog")
	delete(token, "audit_ids")
	delete(token, "roles")
	if diff := cmp.Diff(want, token); diff != "" {
		t.Error(diff)
	}
	id := r.header.Get("X-Subject-Token")
	u.want(200, u.send("GET", "/DFW/v2.1/servers", "", "X-Auth-Token", id))
	u.want(200, u.send("GET", "/DFW/v2/010101/servers", "", "X-Auth-Token", id))
	u.want(200, u.send("HEAD", "/v3/auth/tokens", "", "X-Auth-Token", id, "X-Subject-Token", u.token))
	u.want(204, u.send("DELETE", "/v3/auth/tokens", "", "X-Auth-Token", id, "X-Subject-Token", id))
	u.want(401, u.send("GET", "/DFW/v2.1/servers", "", "X-Auth-Token", id))
}

// What is missing or wrong is refused in Keystone's words.
func TestV3Refused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const no = "The request you have made requires authentication."
	for _, test := range []struct {
		identity, scope, message string
		status                   int
	}{
		{byPassword("nobody"), "", no, 401},
		{strings.Replace(byPassword("sandbox"), "default", "other", 1), "", no, 401},
		{byPassword("sandbox"), projectScope("020202"), no, 401},
		{byPassword("sandbox"), `{"system":{"all":true}}`, no, 401},
		{byPassword("sandbox"), `{"domain":{"id":"default"}}`, no, 401},
		{`"methods":["token"],"token":{"id":"nonsense"}`, "", no, 401},
		{`"methods":["foo"]`, "", "Expecting to find foo in identity.", 400},
		{`"methods":["password"]`, "", "Expecting to find password in identity.", 400},
	} {
		doc := u.json(u.v3(test.status, test.identity, test.scope))
		if got := at[string](t, doc, "error", "message"); !strings.HasPrefix(got, test.message) {
			t.Errorf("%s %s: %s", test.identity, test.scope, got)
		}
	}
	u.want(400, u.send("POST", "/v3/auth/tokens", `{}`))
	u.want(400, u.send("POST", "/v3/auth/tokens", `{"auth":{}}`))
}

// Projects are kept apart, by the token and by the path; the administrator may sign in to each.
func TestV3Scopes(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	web := u.create("web")
	other := u.v3Token("sandbox2", "020202")
	u.want(404, u.send("GET", "/DFW/v2.1/servers/"+web, "", "X-Auth-Token", other))
	u.want(400, u.send("GET", "/DFW/v2.1/010101/servers/"+web, "", "X-Auth-Token", other))
	u.want(403, u.send("GET", "/v3/projects", "", "X-Auth-Token", other))
	u.want(403, u.send("GET", "/v3/auth/tokens", "", "X-Auth-Token", other, "X-Subject-Token", u.token))
	admin := u.v3Token("admin", "010101")
	u.want(200, u.send("GET", "/DFW/v2.1/servers/"+web, "", "X-Auth-Token", admin))
	projects := at[[]any](t, u.json(u.want(200, u.send("GET", "/v3/projects", "", "X-Auth-Token", admin))), "projects")
	if len(projects) != 3 {
		t.Errorf("%v", projects)
	}
	for _, scope := range []string{`{"system":{"all":true}}`, `{"domain":{"name":"Default"}}`, `"unscoped"`} {
		u.v3(201, byPassword("admin"), scope)
	}
	unscoped := u.v3(201, byPassword("sandbox"), `"unscoped"`)
	if doc := at[map[string]any](t, u.json(unscoped), "token"); doc["catalog"] != nil || doc["project"] != nil || doc["roles"] != nil {
		t.Errorf("%v", doc)
	}
	from := `"methods":["token"],"token":{"id":"` + unscoped.header.Get("X-Subject-Token") + `"}`
	scoped := u.v3(201, from, projectScope("010101"))
	u.want(200, u.send("GET", "/DFW/v2.1/servers/"+web, "", "X-Auth-Token", scoped.header.Get("X-Subject-Token")))
}

// An application credential signs in by id or by name, does what its rules let it, and takes its tokens along when it goes.
func TestApplicationCredential(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.token = u.v3Token("sandbox", "010101")
	path := "/v3/users/170454/application_credentials"
	create := func(members string) map[string]any {
		return at[map[string]any](t, u.json(u.want(201, u.send("POST", path, `{"application_credential":{`+members+`}}`))), "application_credential")
	}
	whole, reader := create(`"name":"ci"`), create(`"name":"watch","secret":"s","access_rules":[{"service":"compute","method":"GET","path":"/v2.1/servers/**"}]`)
	u.want(409, u.send("POST", path, `{"application_credential":{"name":"ci"}}`))
	u.want(403, u.send("GET", "/v3/users/170455/application_credentials", ""))
	sign := func(status int, id, secret string) string {
		identity := `"methods":["application_credential"],"application_credential":{"id":"` + id + `","secret":"` + secret + `"}`
		return u.v3(status, identity, "").header.Get("X-Subject-Token")
	}
	sign(401, whole["id"].(string), "wrong")
	token := sign(201, whole["id"].(string), whole["secret"].(string))
	named := `"methods":["application_credential"],"application_credential":{"name":"watch","secret":"s","user":{"id":"170454"}}`
	limited := u.v3(201, named, "").header.Get("X-Subject-Token")
	u.want(200, u.send("GET", "/DFW/v2.1/limits", "", "X-Auth-Token", token))
	u.want(200, u.send("GET", "/DFW/v2.1/servers/detail", "", "X-Auth-Token", limited))
	u.want(401, u.send("GET", "/DFW/v2.1/limits", "", "X-Auth-Token", limited))
	u.want(401, u.send("POST", "/DFW/v2.1/servers", `{}`, "X-Auth-Token", limited))
	u.want(204, u.send("DELETE", path+"/"+whole["id"].(string), ""))
	u.want(401, u.send("GET", "/DFW/v2.1/limits", "", "X-Auth-Token", token))
	u.want(200, u.send("GET", path+"/"+reader["id"].(string), ""))
	u.want(404, u.send("GET", path+"/"+whole["id"].(string), ""))
}

// A user who needs two factors gets a receipt for the first, and a token for both.
func TestSecondFactor(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	admin := u.v3Token("admin", "admin")
	const secret = "GEZDGNBVGY3TQOJQ"
	u.want(201, u.send("POST", "/v3/credentials", `{"credential":{"type":"totp","user_id":"170454","blob":"`+secret+`"}}`, "X-Auth-Token", admin))
	options := `{"user":{"options":{"multi_factor_auth_enabled":true,"multi_factor_auth_rules":[["password","totp"]]}}}`
	u.want(403, u.send("PATCH", "/v3/users/170454", options))
	u.want(200, u.send("PATCH", "/v3/users/170454", options, "X-Auth-Token", admin))
	first := u.v3(401, byPassword("sandbox"), projectScope("010101"))
	receipt := first.header.Get("Openstack-Auth-Receipt")
	if diff := cmp.Diff([]any{[]any{"password", "totp"}}, u.json(first)["required_auth_methods"]); diff != "" || receipt == "" {
		t.Error(diff)
	}
	u.want(401, u.send("GET", "/DFW/v2.1/servers", "", "X-Auth-Token", receipt))
	totp := func(code string) string {
		return `"methods":["totp"],"totp":{"user":{"id":"170454","passcode":"` + code + `"}}`
	}
	u.v3(401, totp("000000"), "", "Openstack-Auth-Receipt", receipt)
	r := u.v3(201, totp(rfc6238(secret, u.clock.Now())), projectScope("010101"), "Openstack-Auth-Receipt", receipt)
	if diff := cmp.Diff([]any{"password", "totp"}, at[[]any](t, u.json(r), "token", "methods")); diff != "" {
		t.Error(diff)
	}
	u.v3(401, totp(rfc6238(secret, u.clock.Now().Add(-5*time.Minute))), "", "Openstack-Auth-Receipt", receipt)
}

// rfc6238 is a passcode, computed apart from the sandbox.
func rfc6238(secret string, at time.Time) string {
	key, _ := base32.StdEncoding.DecodeString(secret)
	h := hmac.New(sha1.New, key)
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], uint64(at.Unix())/30)
	h.Write(counter[:])
	sum := h.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	n := int(sum[offset]&0x7f)<<24 | int(sum[offset+1])<<16 | int(sum[offset+2])<<8 | int(sum[offset+3])
	return fmt.Sprintf("%06d", n%1000000)
}
