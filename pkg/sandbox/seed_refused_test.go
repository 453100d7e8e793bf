package sandbox

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A mistake in a seed is named with where it is, and nothing of the seed is done.
func TestSeedMistakes(t *testing.T) {
	t.Parallel()
	const server = `"name":"s","image":"` + precise + `","flavor":"2"`
	tests := []struct{ doc, want string }{
		{`{"server":[]}`, "server: there is no such member"},
		{`{"servers":[{"name":"a"},{"imag":"x"}]}`, "servers[1].imag: there is no such member"},
		{`{"servers":{}}`, "servers: it has to be a list"},
		{`{"servers":[{"count":"two"}]}`, "servers[0].count: it has to be a whole number"},
		{`{"servers":[{"created":"yesterday"}]}`, "servers[0].created: it has to be a time such as 2013-12-10T12:00:00Z"},
		{`{"servers":[{"locked":1}]}`, "servers[0].locked: it has to be true or false"},
		{`{"users":[{"password":["s3cret"]}]}`, "users[0].password: it has to be text"},
		{`{"faults":[{"times":"s3cret"}]}`, "faults[0].times: it has to be a whole number"},
		{`{"users":[],"users":[]}`, "users: it is there twice"},
		{`{"users":`, "users: it is not JSON from byte 9 on"},
		{`"text"`, "it has to be an object"},

		{`{"users":[{"password":"p","tenant":"t"}]}`, "users[0].name: it is missing"},
		{`{"users":[{"name":"sandbox","password":"p","tenant":"t"}]}`, `users[0].name: there is a user "sandbox" already`},
		{`{"users":[{"name":"a","tenant":"t"}]}`, "users[0].password: the user needs a password or an api_key"},
		{`{"users":[{"name":"a","password":"p","tenant":"t/u"}]}`, "users[0].tenant"},
		{`{"users":[{"name":"a","password":"p","tenant":"t","region":"LON"}]}`, `users[0].region: there is none "LON"; they are DFW, HKG, IAD, ORD, SYD`},
		{`{"quotas":[{"tenant":"nobody's"}]}`, "quotas[0].tenant"},
		{`{"quotas":[{"cores":-2}]}`, "quotas[0].cores"},
		{`{"quotas":[{"file_bytes":-2}]}`, "quotas[0].file_bytes"},
		{`{"flavors":[{"id":"2","name":"n","ram":1,"vcpus":1}]}`, "flavors[0].id: 2 is taken"},
		{`{"flavors":[{"id":"a b","name":"n","ram":1,"vcpus":1}]}`, "flavors[0].id"},
		{`{"flavors":[{"id":"a","name":"n","vcpus":1}]}`, "flavors[0].ram"},
		{`{"flavors":[{"id":"a","name":"n","ram":1,"vcpus":1,"rxtx_factor":"x"}]}`, "flavors[0].rxtx_factor"},
		{`{"images":[{"name":"n","id":"7"}]}`, `images[0].id: "7" is no UUID`},
		{`{"images":[{"name":"n","id":"` + strings.ToUpper(precise) + `"}]}`, "images[0].id: " + precise + " is taken"},
		{`{"images":[{"name":"n","status":"DELETED"}]}`, "images[0].status"},
		{`{"images":[{"name":"n","region":"ORD"}]}`, "images[0].region"},
		{`{"images":[{"name":"n","metadata":{"":"v"}}]}`, "images[0].metadata: Image metadata key cannot be blank"},
		{`{"images":[{"name":"n","age":"-1h"}]}`, "images[0].age"},
		{`{"images":[{"name":"n","age":"1h","created":"2013-12-01T00:00:00Z"}]}`, "images[0].age: created says it already"},
		{`{"images":[{"name":"n","created":"2014-12-01T00:00:00Z"}]}`, "images[0].created"},
		{`{"networks":[{"label":"public","cidr":"10.0.0.0/24"}]}`, "networks[0].label"},
		{`{"networks":[{"label":"n","cidr":"2001:db8::/64"}]}`, "networks[0].cidr"},
		{`{"volumes":[{"name":"v","tenant":"t"}]}`, `volumes[0].tenant: there is none "t"`},
		{`{"keypairs":[{"name":"k","public_key":"no key"}]}`, "keypairs[0].public_key"},
		{`{"keypairs":[{"name":"k/k"}]}`, "keypairs[0].name"},

		{`{"servers":[{` + server + `,"status":"PREP_RESIZE"}]}`, `servers[0].status: "PREP_RESIZE" is none of ACTIVE, BUILD, DELETED, ERROR,`},
		{`{"servers":[{` + server + `},{"name":"s","image":"Plan 9","flavor":"2"}]}`, `servers[1].image: there is no image "Plan 9"`},
		{`{"servers":[{"name":"s","flavor":"2"}]}`, "servers[0].image: it is missing, and there are no volumes to boot from"},
		{`{"servers":[{"name":"s","image":"` + precise + `"}]}`, `servers[0].flavor: there is no flavor ""`},
		{`{"servers":[{"name":"s","image":"` + windows + `","flavor":"2"}]}`, "servers[0].flavor: Instance type's memory is too small for requested image."},
		{`{"servers":[{"image":"` + precise + `","flavor":"2"}]}`, "servers[0].name: Server name has less than 1 characters."},
		{`{"servers":[{` + server + `,"tenant":"t"}]}`, `servers[0].tenant: there is none "t": give it a user under users`},
		{`{"servers":[{` + server + `,"region":"dfw"}]}`, "servers[0].region"},
		{`{"servers":[{` + server + `,"networks":["public","nowhere"]}]}`, `servers[0].networks[1]: there is no network "nowhere"`},
		{`{"servers":[{` + server + `,"networks":["backend"]}]}`, "servers[0].networks: 403 Forbidden"},
		{`{"servers":[{` + server + `,"volumes":["data"]},{` + server + `,"volumes":["data"]}]}`, "servers[1].volumes"},
		{`{"servers":[{` + server + `,"volumes":["no"]}]}`, `servers[0].volumes[0]: there is no volume "no"`},
		{`{"servers":[{` + server + `,"key_name":"k"}]}`, "servers[0].key_name: Invalid key_name provided."},
		{`{"servers":[{` + server + `,"access_ipv4":"::1"}]}`, "servers[0].access_ipv4: accessIPv4 is not proper IPv4 format"},
		{`{"servers":[{` + server + `,"access_ipv6":"1.2.3.4"}]}`, "servers[0].access_ipv6: accessIPv6 is not proper IPv6 format"},
		{`{"servers":[{` + server + `,"disk_config":"auto"}]}`, "servers[0].disk_config"},
		{`{"servers":[{` + server + `,"message":"m"}]}`, "servers[0].message"},
		{`{"servers":[{` + server + `,"resized_from":"3"}]}`, "servers[0].resized_from"},
		{`{"servers":[{` + server + `,"status":"VERIFY_RESIZE","resized_from":"9"}]}`, `servers[0].resized_from: there is no flavor "9"`},
		{`{"servers":[{` + server + `,"count":2,"id":"` + random.UUID() + `"}]}`, "servers[0].id"},
		{`{"servers":[{` + server + `,"count":-1}]}`, "servers[0].count"},
		{`{"servers":[{` + server + `,"count":1001}]}`, "servers[0]: Quota exceeded for instances"},
		{`{"servers":[{` + server + `,"id":"cccccccc-0000-4000-8000-000000000003"},{` + server + `,"id":"CCCCCCCC-0000-4000-8000-000000000003"}]}`,
			"servers[1].id: cccccccc-0000-4000-8000-000000000003 is taken"},
		{`{"servers":[{` + server + `}],"faults":[{"on":"server.list"}]}`, "faults[0]: nothing would go wrong"},
		{`{"faults":[{"id":"7","on":"server.list","status":500}]}`, "faults[0].id"},
	}
	for _, test := range tests {
		c, err := Open(Options{Clock: newClock().Now})
		if err != nil {
			t.Fatal(err)
		}
		s, err := seed.Decode([]byte(test.doc))
		if err == nil {
			err = c.Seed(t.Context(), s)
		}
		if mistake := new(seed.Error); !errors.As(err, &mistake) || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s\n gives %v\nwant %s", test.doc, err, test.want)
		}
		if status, err := c.Status(); err != nil || len(status.Servers) > 0 {
			t.Errorf("%s leaves %v (%v)", test.doc, status.Servers, err)
		}
		rules, err := c.Faults()
		if err != nil || len(rules) > 0 {
			t.Errorf("%s leaves %v (%v)", test.doc, rules, err)
		}
	}
}

// A user without a password, or without an API key, can't sign in with an empty one.
func TestSeededUserWithoutSecret(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	if err := u.Seed(t.Context(), decodeSeed(t, `{"users":[{"name":"p","password":"x","tenant":"t"},{"name":"k","api_key":"x","tenant":"t"}]}`)); err != nil {
		t.Fatal(err)
	}
	u.want(401, u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"k","password":""}}}`))
	u.want(401, u.send("POST", "/v2.0/tokens", `{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"p","apiKey":""}}}`))
	u.signIn("p", "x")
}

// A cloud is seeded once. The same seed again changes nothing, another is refused, and so is any for a cloud that somebody used.
func TestSeedOnce(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", filepath.Join(t.TempDir(), "sandbox.db")} {
		u := seeded(t, path)
		if err := u.ClearFaults(); err != nil {
			t.Fatal(err)
		}
		u.want(204, u.inOffice("DELETE", "/servers/"+u.first("/servers?name=web-1", "servers")["id"].(string), ""))
		u.clock.advance(time.Minute)
		for _, again := range []string{office, strings.ReplaceAll(office, "\t", " ")} { // what it says counts, not how it is written
			if err := u.Seed(t.Context(), decodeSeed(t, again)); err != nil {
				t.Error(err)
			}
			if got := u.names("servers", u.inOffice("GET", "/servers", "")); !slices.Equal(got, []string{"disk", "web-2", "db"}) {
				t.Errorf("after the same seed again: %v", got)
			}
		}
		if err := u.Seed(t.Context(), seed.Seed{}); fault.StatusOf(err) != 409 {
			t.Errorf("another seed: %v", err)
		}
	}
	u := newCloud(t, Options{})
	u.create("mine")
	if err := u.Seed(t.Context(), decodeSeed(t, office)); fault.StatusOf(err) != 409 {
		t.Errorf("a cloud in use: %v", err)
	}
}

// A reset with a seed leaves what the seed says and nothing else; with one that can't be used everything stays.
func TestResetToSeed(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", filepath.Join(t.TempDir(), "sandbox.db")} {
		u := newCloud(t, Options{Path: path})
		u.create("before")
		if err := u.ResetTo(t.Context(), decodeSeed(t, `{"servers":[{"name":"s","image":"`+precise+`","flavor":"99"}]}`)); err == nil {
			t.Error("a bad seed is taken")
		}
		if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) != 1 || got[0] != "before" {
			t.Errorf("after a bad seed: %v", got)
		}
		if err := u.ResetTo(t.Context(), decodeSeed(t, office)); err != nil {
			t.Fatal(err)
		}
		u.want(401, u.compute("GET", "/servers", ""))
		u.token = u.signIn("deploy", "deploy-secret")
		checkSeeded(u)
		u.token = u.signIn(tables.User, tables.Password)
		if err := u.Reset(); err != nil {
			t.Fatal(err)
		}
		u.want(401, u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"deploy","password":"deploy-secret"}}}`))
		if entries, err := filepath.Glob(path + ".new"); err != nil || len(entries) > 0 {
			t.Errorf("left behind: %v (%v)", entries, err)
		}
	}
}

// A damaged store is replaced by a seeded one, as by an empty one.
func TestResetDamagedToSeed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	seeded(t, path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(data); i++ {
		data[i] = 0xff
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Open(Options{Path: path, Clock: newClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.ResetTo(t.Context(), decodeSeed(t, office)); err != nil {
		t.Fatal(err)
	}
	if s, err := c.Status(); err != nil || len(s.Servers) != 2 {
		t.Errorf("%+v (%v)", s, err)
	}
}

// Over HTTP a reset takes a seed as its body, and tells its mistakes.
func TestResetWithSeedOverHTTP(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.create("before")
	_, message := u.fault(u.want(400, u.send("POST", "/_sandbox/reset", `{"servers":[{"name":"s","image":"x","flavor":"2"}]}`)))
	if message != `servers[0].image: there is no image "x"` {
		t.Error(message)
	}
	u.want(400, u.send("POST", "/_sandbox/reset", office, "Content-Type", "application/x-www-form-urlencoded"))
	if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) != 1 {
		t.Errorf("after a refusal: %v", got)
	}
	u.want(204, u.send("POST", "/_sandbox/reset", office))
	u.token = u.signIn("deploy", "deploy-secret")
	checkSeeded(u)
}
