package sandbox

import (
	"net/http"
	"testing"
	"time"
)

// A cloud with a password of its own lets nobody in with those that everybody knows, neither by Identity v2.0 nor v3, but a seed's users
// with theirs.
func TestOwnPassword(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Password: "of-its-own"})
	signIn := func(auth string) int { return u.send("POST", "/v2.0/tokens", `{"auth":{`+auth+`}}`).status }
	v3 := func(user, password string) int {
		return u.send("POST", "/v3/auth/tokens", `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"`+user+
			`","domain":{"id":"default"},"password":"`+password+`"}}}}}`).status
	}
	for auth, want := range map[string]int{
		`"passwordCredentials":{"username":"sandbox","password":"of-its-own"}`:          http.StatusOK,
		`"passwordCredentials":{"username":"sandbox2","password":"of-its-own"}`:         http.StatusOK,
		`"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox","apiKey":"of-its-own"}`:    http.StatusOK,
		`"passwordCredentials":{"username":"sandbox","password":"sandbox"}`:             http.StatusUnauthorized,
		`"passwordCredentials":{"username":"admin","password":"admin"}`:                 http.StatusUnauthorized,
		`"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox","apiKey":"sandbox-key"}`:   http.StatusUnauthorized,
		`"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox2","apiKey":"sandbox2-key"}`: http.StatusUnauthorized,
	} {
		if got := signIn(auth); got != want {
			t.Errorf("%s: %d", auth, got)
		}
	}
	for _, user := range []string{"sandbox", "sandbox2", "admin"} {
		if known, own := v3(user, user), v3(user, "of-its-own"); known != http.StatusUnauthorized || own != http.StatusCreated {
			t.Errorf("%s: %d %d", user, known, own)
		}
	}
	u.want(http.StatusNoContent, u.send("POST", "/_sandbox/reset", `{"users":[{"name":"deploy","password":"hers","tenant":"030303"}]}`))
	u.clock.advance(time.Second)
	if own, builtIn := v3("deploy", "hers"), v3("deploy", "of-its-own"); own != http.StatusCreated || builtIn != http.StatusUnauthorized {
		t.Errorf("the seed's user: %d %d", own, builtIn)
	}
}
