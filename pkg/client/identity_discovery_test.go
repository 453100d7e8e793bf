package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Whatever form the list of versions has, v3 is found in it and signed in to.
func TestDiscovery(t *testing.T) {
	t.Parallel()
	const (
		v3 = `{"id":"v3.14","status":"stable","links":[{"rel":"self","href":"http://127.0.0.1:5000/v3/"}]}`
		v2 = `{"id":"v2.0","status":"deprecated","links":[{"rel":"describedby","href":"http://docs.example.com/"},{"rel":"self","href":"http://127.0.0.1:5000/v2.0/"}]}`
	)
	for name, test := range map[string]struct {
		root route
		want string
	}{
		"recorded":      {fromNova(t, "identity-root"), "/v3/auth/tokens"},
		"both":          {always(300, `{"versions":{"values":[`+v2+`,`+v3+`]}}`), "/v3/auth/tokens"},
		"plain list":    {always(200, `{"versions":[`+v3+`,`+v2+`]}`), "/v3/auth/tokens"},
		"v2.0 only":     {always(300, `{"versions":{"values":[`+v2+`]}}`), "/v2.0/tokens"},
		"one version":   {fromNova(t, "identity-version"), "/v3/auth/tokens"},
		"without links": {always(200, `{"versions":[{"id":"v3.0"}]}`), "/v3/auth/tokens"},
		"odd link":      {always(200, `{"versions":[{"id":"v3.0","links":[{"rel":"self","href":"http://[::1"}]}]}`), "/v3/auth/tokens"},
		"link to root":  {always(200, `{"versions":[{"id":"v3.0","links":[{"rel":"self","href":"http://127.0.0.1:5000/"}]}]}`), "/v3/auth/tokens"},
		"link of path":  {always(200, `{"versions":[{"id":"v3.0","links":[{"rel":"self","href":"/identity/v3"}]}]}`), "/identity/v3/auth/tokens"},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			"GET " + testKeystone:                               test.root,
			"POST " + testKeystone + "/v3/auth/tokens":          tokenV3Route(t, "tok-3"),
			"POST " + testKeystone + "/identity/v3/auth/tokens": tokenV3Route(t, "tok-3"),
			"POST " + testKeystone + "/v2.0/tokens":             tokenV2Route(),
		}}
		s, err := f.newClient(func(o *Options) { o.Endpoint = testNova }).Authenticate(context.Background())
		if err != nil || s.Token == "" {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]string{"GET " + testKeystone, "POST " + testKeystone + test.want}, f.seen()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if f.sent[0].Token != "" || f.sent[0].Body != "" {
			t.Errorf("%s: asking for versions sent %q %q", name, f.sent[0].Token, f.sent[0].Body)
		}
	}
}

// A root that redirects in a circle tells no versions; Identity may be at its usual place all the same.
func TestDiscoveryInACircle(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{
		"GET " + testKeystone:                      always(302, "", "Location", testKeystone+"/"),
		"POST " + testKeystone + "/v3/auth/tokens": tokenV3Route(t, "tok-3"),
	}}
	if s, err := f.newClient(func(o *Options) { o.Endpoint = testNova }).Authenticate(context.Background()); err != nil || s.Token != "tok-3" {
		t.Errorf("%q, %v", s.Token, err)
	}
}

// The password stays with the host that the user named, and encrypted, whatever host and scheme the links name. Their
// paths count where they can be right.
func TestDiscoveryKeepsOrigin(t *testing.T) {
	t.Parallel()
	const cloud = "https://cloud.example.com"
	for name, test := range map[string]struct{ root, href, want string }{
		"http in the link":        {"", "http://cloud.example.com/v3/", "/v3/auth/tokens"},
		"an inner host":           {"", "http://10.0.0.1:5000/v3/", "/v3/auth/tokens"},
		"a path that root lacks":  {"", "http://10.0.0.1:5000/identity/v3/", "/identity/v3/auth/tokens"},
		"a proxy's path":          {"/identity", "http://10.0.0.1:5000/v3/", "/identity/v3/auth/tokens"},
		"a path below":            {"/identity", "http://10.0.0.1:5000/identity/main/v3/", "/identity/main/v3/auth/tokens"},
		"elsewhere on the host":   {"/identity", "https://cloud.example.com/keystone/v3/", "/keystone/v3/auth/tokens"},
		"a name that begins same": {"/identity", "http://10.0.0.1/identity-old/v3/", "/identity/v3/auth/tokens"},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			"GET " + cloud + test.root:  always(300, `{"versions":{"values":[{"id":"v3.14","links":[{"rel":"self","href":"`+test.href+`"}]}]}}`),
			"POST " + cloud + test.want: tokenV3Route(t, "tok-3"),
		}}
		c := f.newClient(at(cloud+test.root), func(o *Options) { o.Endpoint = cloud + "/v2.1" })
		if _, err := c.Authenticate(context.Background()); err != nil {
			t.Errorf("%s: %v after %v", name, err, f.seen())
		}
		for _, sent := range f.seen() {
			if !strings.Contains(sent, " "+cloud+"/") && !strings.HasSuffix(sent, cloud) {
				t.Errorf("%s: %s", name, sent)
			}
		}
	}
}

// Where the root doesn't tell its versions, the usual places are tried: v3, and v2.0 only where v3 isn't there.
func TestDiscoveryClosed(t *testing.T) {
	t.Parallel()
	closed := map[string]route{
		"401":                always(401, `{"error":{"code":401,"message":"no"}}`),
		"403":                always(403, ``),
		"404":                absentPage,
		"405":                always(405, ``),
		"a page":             always(200, `<html><body>Welcome</body></html>`, "Content-Type", "text/html"),
		"something else":     always(200, `{"hello":"world"}`),
		"no list":            always(200, `{"versions":"none"}`),
		"empty list":         always(300, `{"versions":{"values":[]}}`),
		"nothing":            always(200, ``),
		"a redirect to away": always(302, ``, "Location", "https://www.example.com/"),
	}
	for name, root := range closed {
		for _, has := range []string{"/v3/auth/tokens", "/v2.0/tokens"} {
			f := &fakeKeystone{t: t, routes: map[string]route{"GET " + testKeystone: root}}
			want := []string{"GET " + testKeystone, "POST " + testKeystone + "/v3/auth/tokens"}
			f.routes["POST "+testKeystone+has] = tokenV3Route(t, "tok-3")
			if has == "/v2.0/tokens" {
				f.routes["POST "+testKeystone+has] = tokenV2Route()
				want = append(want, "POST "+testKeystone+has)
			}
			if _, err := f.newClient(func(o *Options) { o.Endpoint = testNova }).Authenticate(context.Background()); err != nil {
				t.Errorf("%s, %s: %v", name, has, err)
			}
			if diff := cmp.Diff(want, f.seen()); diff != "" {
				t.Errorf("%s, %s: %s", name, has, diff)
			}
		}
	}
}

// A wrong password isn't tried at v2.0 after v3 has refused it; nor is anything after the service is down.
func TestDiscoveryStops(t *testing.T) {
	t.Parallel()
	refused := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": fromNova(t, "identity-badpassword")}}
	if _, err := getServers(refused.newClient()); !transport.IsAuth(err) || len(refused.sent) != 2 {
		t.Errorf("%v after %v", err, refused.seen())
	}
	down := &fakeKeystone{t: t, routes: map[string]route{"GET " + testKeystone: always(500, ``)}}
	if _, err := getServers(down.newClient()); !transport.IsUnavailable(err) || len(down.sent) != 1 {
		t.Errorf("%v after %v", err, down.seen())
	}
	none := &fakeKeystone{t: t}
	_, err := getServers(none.newClient())
	if !errors.As(err, new(*transport.OptionError)) || len(none.sent) != 4 { // the last looks below /identity, without a secret
		t.Errorf("%v after %v", err, none.seen())
	}
}

// Credentials that only v3 knows aren't sent to v2.0; where there is nothing else, the user is told why.
func TestDiscoveryFits(t *testing.T) {
	t.Parallel()
	v2 := always(300, `{"versions":{"values":[{"id":"v2.0"}]}}`)
	for option, creds := range map[string]identity.Credentials{
		"application-credential-secret": {ApplicationCredentialID: "a", ApplicationCredentialSecret: "s"},
		"username":                      {UserID: "u", Password: "p"},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{"GET " + testKeystone: v2}}
		_, err := getServers(f.newClient(func(o *Options) { o.Credentials = creds }))
		var misfit *transport.OptionError
		if !errors.As(err, &misfit) || misfit.Option != option || len(f.sent) != 1 {
			t.Errorf("%s: %v after %v", option, err, f.seen())
		}
	}
}

// A client that has found its Identity once doesn't look for it again when its token dies.
func TestDiscoveryOnce(t *testing.T) {
	t.Parallel()
	signIns := 0
	f := &fakeKeystone{t: t}
	f.routes = map[string]route{
		"GET " + testKeystone: fromNova(t, "identity-root"),
		"POST " + testKeystone + "/v3/auth/tokens": func(r sentRequest) (*http.Response, error) {
			signIns++
			return tokenV3Route(t, []string{"tok-1", "tok-2"}[signIns-1])(r)
		},
		"GET " + testNova + "/servers": refusing(always(200, `{"servers":[]}`), "tok-1"),
	}
	if _, err := getServers(f.newClient()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"GET " + testKeystone, "POST " + testKeystone + "/v3/auth/tokens", "GET " + testNova + "/servers",
		"POST " + testKeystone + "/v3/auth/tokens", "GET " + testNova + "/servers",
	}
	if diff := cmp.Diff(want, f.seen()); diff != "" {
		t.Error(diff)
	}
}

// What a service of today says at its root, at a version, and to who signs in there (fact 84).
const (
	novaRoot    = `{"versions": [{"id": "v2.0", "status": "DEPRECATED", "version": "", "min_version": "", "links": [{"rel": "self", "href": "http://127.0.0.1:5000/v2/"}]}, {"id": "v2.1", "status": "CURRENT", "version": "2.104", "min_version": "2.1", "links": [{"rel": "self", "href": "http://127.0.0.1:5000/v2.1/"}]}]}`
	novaVersion = `{"version": {"id": "v2.1", "status": "CURRENT", "version": "2.104", "min_version": "2.1", "media-types": [{"base": "application/json", "type": "application/vnd.openstack.compute+json;version=2.1"}]}}`
	cinderRoot  = `{"versions": [{"id": "v3.0", "status": "CURRENT", "version": "3.71", "min_version": "3.0", "links": [{"rel": "self", "href": "http://127.0.0.1:5000/v3/"}], "media-types": [{"base": "application/json", "type": "application/vnd.openstack.volume+json;version=3"}]}]}`
	neutronRoot = `{"versions": [{"id": "v2.0", "status": "CURRENT", "links": [{"rel": "self", "href": "http://127.0.0.1:5000/v2.0/"}]}]}`
)

func challenge(uri string) route {
	return always(401, `{"error": {"code": 401, "title": "Unauthorized", "message": "The request you have made requires authentication."}}`, "WWW-Authenticate", uri)
}

// An auth URL that is another service's is said to be one, with where Identity is; a wrong password stays one, however Identity calls itself. Where a
// root tells that it is another's, no password goes there.
func TestOtherService(t *testing.T) {
	t.Parallel()
	away := challenge(`Keystone uri="http://cloud.example.com:5000/v3/"`)
	for name, test := range map[string]struct {
		at      string
		routes  map[string]route
		signIns int
		want    string
	}{
		"Nova's root": {"", map[string]route{"GET ": always(200, novaRoot), "GET /v2.1/auth/tokens": away}, 0,
			"127.0.0.1:5000 is not Identity, but another service, which says that Identity is at http://cloud.example.com:5000/v3: set auth-url to that"},
		"Cinder's root": {"", map[string]route{"GET ": always(300, cinderRoot), "GET /v3/auth/tokens": absentPage}, 0,
			"127.0.0.1:5000 is not Identity, but the volume service"},
		"Neutron's root": {"", map[string]route{"GET ": always(200, neutronRoot), "POST /v2.0/tokens": away}, 1,
			"127.0.0.1:5000 is not Identity, but another service, which says that Identity is at http://cloud.example.com:5000/v3"},
		"Nova": {"/v2.1", map[string]route{"GET /v2.1": always(200, novaVersion), "POST /v2.1/tokens": away}, 1,
			"127.0.0.1:5000/v2.1 is not Identity, but the compute service, which says that Identity is at http://cloud.example.com:5000/v3"},
		"Glance": {"/v2", map[string]route{"GET /v2": away, "POST /v2/tokens": challenge("Keystone uri='http://cloud.example.com:5000'")}, 1,
			"127.0.0.1:5000/v2 is not Identity, but another service, which says that Identity is at http://cloud.example.com:5000:"},
		"Identity":          {"/v3", map[string]route{"POST /v3/auth/tokens": challenge(`Keystone uri="` + testKeystone + `"`)}, 1, "requires authentication"},
		"Identity's own":    {"/v3", map[string]route{"GET /v3": fromNova(t, "identity-version"), "POST /v3/auth/tokens": away}, 1, "requires authentication"},
		"closed":            {"/v3", map[string]route{"GET /v3": always(403, ``), "POST /v3/auth/tokens": away}, 1, "requires authentication"},
		"Identity's root":   {"", map[string]route{"GET ": fromNova(t, "identity-root"), "POST /v3/auth/tokens": away}, 1, "requires authentication"},
		"no address at all": {"/v3", map[string]route{"POST /v3/auth/tokens": challenge(`Keystone uri="/v3"`)}, 1, "requires authentication"},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{}}
		for what, answer := range test.routes {
			method, path, _ := strings.Cut(what, " ")
			f.routes[method+" "+testKeystone+path] = answer
		}
		_, err := getServers(f.newClient(at(testKeystone + test.at)))
		if !contains(err, test.want) || f.signIns() != test.signIns {
			t.Errorf("%s: %v after %v", name, err, f.seen())
		}
		if transport.IsAuth(err) != (test.want == "requires authentication") {
			t.Errorf("%s: it is about the address, or else about who signs in: %v", name, err)
		}
	}
}

// A sign-in that is redirected, or answered by a server of files, is about the address: with the scheme or the host that it should have, where that is
// told, and nothing secret goes there.
func TestSignInRedirected(t *testing.T) {
	t.Parallel()
	page := always(302, "", "Location", "/login?next=/")
	identity := always(300, `{"versions":{"values":[{"id":"v3.14","links":[{"rel":"self","href":"`+testKeystone+`/identity/v3/"}]}]}}`)
	for name, test := range map[string]struct {
		at      string
		routes  map[string]route
		want    string
		signIns int
	}{
		"to https": {
			"http://cloud.example.com/identity/v3", map[string]route{
				"POST http://cloud.example.com/identity/v3/auth/tokens": always(301, "", "Location", "https://cloud.example.com/identity/v3/auth/tokens"),
			},
			"redirects to https://cloud.example.com, where nothing secret is sent unasked: if that is the cloud's, set auth-url to https://cloud.example.com/identity/v3", 1,
		},
		"to https, without a version": {
			"http://cloud.example.com", map[string]route{
				"GET http://cloud.example.com":                 always(301, "", "Location", "https://cloud.example.com/"),
				"POST http://cloud.example.com/v3/auth/tokens": always(301, "", "Location", "https://cloud.example.com/v3/auth/tokens"),
			},
			"set auth-url to https://cloud.example.com/v3", 1,
		},
		"to a page": {
			testKeystone + "/v3", map[string]route{"POST " + testKeystone + "/v3/auth/tokens": page, "GET " + testKeystone + "/identity": identity},
			"there is Identity v3: set auth-url to " + testKeystone + "/identity/v3", 1,
		},
		"files": {
			testKeystone + "/v3", map[string]route{"POST " + testKeystone + "/v3/auth/tokens": always(405, "")},
			"there is no Identity v3 at " + testKeystone + "/v3", 1,
		},
	} {
		f := &fakeKeystone{t: t, routes: test.routes}
		_, err := getServers(f.newClient(at(test.at)))
		if !errors.As(err, new(*transport.OptionError)) || !contains(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
		signIns := 0
		for i, sent := range f.seen() {
			if strings.HasPrefix(sent, "POST ") {
				signIns++
			}
			if strings.Contains(f.sent[i].Body, "https://") || strings.Contains(sent, "https://cloud.example.com") {
				t.Errorf("%s: %s", name, sent)
			}
		}
		if signIns != test.signIns {
			t.Errorf("%s: %d sign-ins: %v", name, signIns, f.seen())
		}
	}
}

// A sign-in that is answered with success by what isn't Identity gets advice: a web page is a dashboard's or a network's on the way, and where Identity is
// found on the same host, that is said. What broke off on its way from Identity says nothing about the address.
func TestSignInAnsweredByOthers(t *testing.T) {
	t.Parallel()
	page := always(200, "<!DOCTYPE html><title>Login</title>", "Content-Type", "text/html")
	refused := func(status int) route {
		return always(status, "<html><h1>Blocked</h1></html>", "Content-Type", "text/html")
	}
	identity := always(300, `{"versions":{"values":[{"id":"v3.14","links":[{"rel":"self","href":"`+testKeystone+`/identity/v3/"}]}]}}`)
	circle := always(302, "", "Location", testKeystone)
	const v3, v2 = testKeystone + "/v3", testKeystone + "/v2.0"
	for name, test := range map[string]struct {
		at         string
		routes     map[string]route
		says, hint string
	}{
		"page":             {v3, map[string]route{"POST " + v3 + "/auth/tokens": page}, "it is a web page", "a dashboard answers so"},
		"page of v2.0":     {v2, map[string]route{"POST " + v2 + "/tokens": page}, "it is a web page", "a dashboard answers so"},
		"page, no version": {testKeystone, map[string]route{"GET " + testKeystone: page, "POST " + v3 + "/auth/tokens": page}, "it is a web page", "a dashboard answers so"},
		"page of no type":  {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(200, "\n<html>")}, "it is a web page", "a dashboard answers so"},
		"page, but there":  {v3, map[string]route{"POST " + v3 + "/auth/tokens": page, "GET " + testKeystone + "/identity": identity}, "it is a web page", "there is Identity v3: set auth-url to " + testKeystone + "/identity/v3"},
		"root, but there":  {testKeystone, map[string]route{"POST " + v3 + "/auth/tokens": page, "GET " + testKeystone + "/identity": identity}, "it is a web page", "set auth-url to " + testKeystone + "/identity/v3"},
		"page with 403":    {v3, map[string]route{"POST " + v3 + "/auth/tokens": refused(403)}, "Blocked", "so it isn't about the password"},
		"page with 401":    {v3, map[string]route{"POST " + v3 + "/auth/tokens": refused(401)}, "Blocked", "so it isn't about the password"},
		"401 of v2.0":      {v2, map[string]route{"POST " + v2 + "/tokens": refused(401)}, "Blocked", "so it isn't about the password"},
		"401 of Identity":  {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(401, `{"error":{"code":401,"message":"no"}}`)}, "no", "check the user name"},
		"401, but there":   {v3, map[string]route{"POST " + v3 + "/auth/tokens": refused(401), "GET " + testKeystone + "/identity": identity}, "Blocked", "set auth-url to " + testKeystone + "/identity/v3"},
		"empty":            {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(200, "")}, "it is empty", "set auth-url to the address of Identity, such as"},
		"empty 204":        {v2, map[string]route{"POST " + v2 + "/tokens": always(204, "")}, "it is empty", "set auth-url to the address of Identity, such as"},
		"object":           {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(200, `{"hello":"world"}`)}, "it is no answer of Identity v3", "set auth-url to the address of Identity, such as"},
		"list":             {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(200, `[]`)}, "it is no answer of Identity v3", "set auth-url to the address of Identity, such as"},
		"object for v2.0":  {v2, map[string]route{"POST " + v2 + "/tokens": always(200, `{"hello":"world"}`)}, "it is no answer of Identity v2.0", "set auth-url to the address of Identity, such as"},
		"text":             {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(200, "OK")}, "it is not a whole JSON document", "set auth-url to the address of Identity, such as"},
		"redirect":         {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(302, "", "Location", "/login")}, "there is no Identity v3 at " + v3, "a dashboard answers so"},
		"redirect, there":  {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(303, "", "Location", "/login"), "GET " + testKeystone + "/identity": identity}, "set auth-url to " + testKeystone + "/identity/v3", ""},
		"circle":           {testKeystone, map[string]route{"GET " + testKeystone: circle, "POST " + v3 + "/auth/tokens": circle, "POST " + v2 + "/tokens": circle}, "there is no Identity v3 at " + v3, "a dashboard answers so"},
		"broke off":        {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(201, `{"token":{"catalog":[`)}, "it is not a whole JSON document", ""},
		"no token with it": {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(201, `{"token":{}}`)}, "it holds no token", ""},
		"no such method":   {v3, map[string]route{"POST " + v3 + "/auth/tokens": always(405, "")}, "there is no Identity v3", ""},
	} {
		_, err := getServers((&fakeKeystone{t: t, routes: test.routes}).newClient(at(test.at)))
		hint := ""
		for e := err; e != nil && hint == ""; e = errors.Unwrap(e) {
			if h, ok := e.(interface{ Hint() string }); ok {
				hint = h.Hint()
			}
		}
		if !contains(err, test.says) || !strings.Contains(hint, test.hint) || (hint == "") != (test.hint == "") {
			t.Errorf("%s: %v; hint: %s", name, err, hint)
		}
	}
}

// Where Identity is looked for after a sign-in has failed, what doesn't answer is soon left alone: the error is known by then.
func TestLookingElsewhereIsShort(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for want, answer := range map[string]route{
			"there is no Identity v3 at " + testKeystone + "/v3": always(404, ""),
			"it is a web page":        always(200, "<html>"),
			"requires authentication": challenge(`Keystone uri="http://cloud.example.com:5000/v3/"`),
		} {
			network := silentNetwork{&fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": answer}}}
			start := time.Now()
			_, err := getServers(network.newClient(at(testKeystone+"/v3"), func(o *Options) { o.Transport = network }))
			if took := time.Since(start); !contains(err, want) || took > 5*time.Second {
				t.Errorf("after %v: %v, want %s", took, err, want)
			}
		}
	})
}

// silentNetwork answers no GET until who asks has had enough.
type silentNetwork struct{ *fakeKeystone }

func (n silentNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return n.fakeKeystone.RoundTrip(r)
}
