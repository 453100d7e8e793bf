package learn

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
)

const (
	cirros  = "ec507d7d-4410-4c33-959a-5b5a49781521"
	office  = "84426d49-91dc-434e-8af2-16c3459f88d4"
	private = "0f14d343-39a4-47d2-ba68-acba4d9077b0"
)

func seedOf(t *testing.T, docs ...string) string {
	t.Helper()
	var l Learned
	for _, doc := range docs {
		l.Read([]byte(doc))
	}
	text, err := json.Marshal(l.Seed(), json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What is kept of each kind of document, of any service and version, is what a seed can have, and whole.
func TestLearned(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		docs []string
		want string
	}{
		"nothing": {[]string{`{"servers":[{"id":"1","name":"web"}]}`, `[]`, `no JSON`, `{"flavors":[{"id":"1","name":"short"}]}`}, `{}`},
		"flavors": {
			[]string{
				`{"flavors":[{"id":"1","name":"m1.tiny","ram":512,"vcpus":1,"disk":1,"swap":"","OS-FLV-EXT-DATA:ephemeral":2,"extra_specs":{"a":"b"}}]}`,
				`{"flavor":{"id":"1","name":"m1.tiny","ram":512,"vcpus":1,"disk":1,"swap":128}}`, `{"flavor":{"id":"a/b","name":"x","ram":1,"vcpus":1}}`,
			},
			`{"flavors":[{"id":"1","name":"m1.tiny","ram":512,"disk":1,"vcpus":1,"swap":128,"extra_specs":{"a":"b"}}],"without":["flavors"]}`,
		},
		"images of Glance, and one as Nova shows it": {
			[]string{
				`{"images":[{"id":"` + cirros + `","name":"cirros","status":"active","min_disk":1,"min_ram":64,"size":1200,"direct_url":"swift://user:secret@x"},` +
					`{"id":"` + office + `","name":"young","status":"saving"}]}`,
				`{"image":{"id":"` + private + `","name":"old","status":"ACTIVE","minDisk":2,"minRam":8,"OS-EXT-IMG-SIZE:size":5,"metadata":{"a":"b"}}}`,
			},
			`{"images":[{"id":"` + private + `","name":"old","min_disk":2,"min_ram":8,"size":5},` +
				`{"id":"` + cirros + `","name":"cirros","min_disk":1,"min_ram":64,"size":1200}],"without":["images"]}`,
		},
		"an image shown by Glance": {
			[]string{`{"id":"` + cirros + `","name":"cirros","status":"active","disk_format":"raw","min_disk":1}`},
			`{"images":[{"id":"` + cirros + `","name":"cirros","min_disk":1}],"without":["images"]}`,
		},
		"networks with a range of IPv4, but for those that the sandbox has itself": {
			[]string{
				`{"networks":[{"id":"` + office + `","name":"office"},{"id":"` + private + `","name":"private"},{"id":"` + cirros + `","name":"six"}]}`,
				`{"subnets":[{"id":"1","network_id":"` + office + `","cidr":"10.0.0.0/22"},{"id":"2","network_id":"` + private + `","cidr":"10.1.0.0/22"},` +
					`{"id":"3","network_id":"` + cirros + `","cidr":"2001:db8::/64"}]}`,
			},
			`{"networks":[{"id":"` + office + `","label":"office","cidr":"10.0.0.0/22"}],"without":["networks"]}`,
		},
		"a quota, and not that of volumes": {
			[]string{`{"quota_set":{"id":"p","instances":3,"ram":-1,"cores":4,"metadata_items":5,"injected_files":6,"injected_file_content_bytes":7}}`,
				`{"quota_set":{"volumes":10,"gigabytes":1000}}`, `{"limits":{"absolute":{"maxTotalVolumes":10}}}`},
			`{"quotas":[{"instances":3,"ram":-1,"cores":4,"metadata":5,"files":6,"file_bytes":7}]}`,
		},
		"limits": {
			[]string{`{"limits":{"rate":[],"absolute":{"maxTotalInstances":100,"maxTotalRAMSize":512000,"maxTotalCores":400}}}`},
			`{"quotas":[{"instances":100,"ram":512000,"cores":400}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got, want any
			text := seedOf(t, test.docs...)
			if json.Unmarshal([]byte(text), &got) != nil || json.Unmarshal([]byte(test.want), &want) != nil {
				t.Fatal(text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// cloudBehind is a proxy with a cloud behind it: an identity service whose catalog has a compute service on another host.
func cloudBehind(t *testing.T) (p *Proxy, identity string) {
	t.Helper()
	var compute *httptest.Server
	compute = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v2.1/flavors/detail":
			if r.Host != r.Context().Value(http.LocalAddrContextKey).(interface{ String() string }).String() || r.Header.Get("X-Auth-Token") != "secret" {
				t.Errorf("%s %v", r.Host, r.Header)
			}
			w.Header().Set("Content-Type", "application/json; charset=UTF-8")
			_, _ = io.WriteString(w, `{"flavors":[{"id":"1","name":"m1.tiny","ram":512,"vcpus":1}],"flavors_links":[{"rel":"next","href":"`+compute.URL+`/v2.1/flavors?`+r.URL.RawQuery+`"}]}`)
		case "/v2.1/moved":
			w.Header().Set("Location", compute.URL+"/v2.1/flavors")
			w.WriteHeader(http.StatusMultipleChoices)
		default:
			w.Header().Set("Content-Type", "application/octet-stream")
			body, _ := io.ReadAll(r.Body)
			_, _ = io.WriteString(w, compute.URL+"/ "+string(body))
		}
	}))
	t.Cleanup(compute.Close)
	keystone := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"token":{"catalog":[{"type":"compute","endpoints":[{"interface":"public","url":"`+compute.URL+`/v2.1"}]}]}}`)
	}))
	t.Cleanup(keystone.Close)
	return NewProxy("http://proxy.test", &http.Transport{}), keystone.URL
}

func send(p *Proxy, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	p.ServeHTTP(w, r)
	return w
}

// A program that signs in by the proxy finds all services by it, and goes on by it wherever a document or a redirect leads.
func TestProxy(t *testing.T) {
	t.Parallel()
	p, identity := cloudBehind(t)
	signedIn := send(p, "POST", p.Address(identity+"/v3")+"/auth/tokens", `{}`)
	const compute = "http://proxy.test/service1/v2.1"
	if signedIn.Code != http.StatusCreated || !strings.Contains(signedIn.Body.String(), `"url":"`+compute+`"`) {
		t.Fatalf("%d %s", signedIn.Code, signedIn.Body)
	}
	flavors := send(p, "GET", compute+"/flavors/detail?limit=1", "", "X-Auth-Token", "secret", "Accept-Encoding", "gzip")
	if flavors.Code != http.StatusOK || !strings.Contains(flavors.Body.String(), `"href":"`+compute+`/flavors?limit=1"`) {
		t.Errorf("%d %s", flavors.Code, flavors.Body)
	}
	if s := p.Learned.Seed(); len(s.Flavors) != 1 || s.Flavors[0].Name != "m1.tiny" {
		t.Errorf("%+v", s)
	}
	if moved := send(p, "GET", compute+"/moved", ""); moved.Code != http.StatusMultipleChoices || moved.Header().Get("Location") != compute+"/flavors" {
		t.Errorf("%d %v", moved.Code, moved.Header())
	}
	// What is no document goes through as it is.
	if data := send(p, "PUT", compute+"/file", "data"); !strings.HasSuffix(data.Body.String(), "/ data") || strings.Contains(data.Body.String(), "proxy.test") {
		t.Errorf("%s", data.Body)
	}
}

// The proxy leads nowhere but to the cloud's services, and no web page there.
func TestProxyRefuses(t *testing.T) {
	t.Parallel()
	p, identity := cloudBehind(t)
	at := p.Address(identity + "/v3")
	for name, r := range map[string]*httptest.ResponseRecorder{
		"an unknown service":  send(p, "GET", "http://proxy.test/service7/v3", ""),
		"no service":          send(p, "GET", "http://proxy.test/", ""),
		"a number below zero": send(p, "GET", "http://proxy.test/service-1/v3", ""),
		"a page":              send(p, "GET", at, "", "Origin", "http://evil.test"),
	} {
		if r.Code != http.StatusNotFound {
			t.Errorf("%s: %d", name, r.Code)
		}
	}
	if r := send(p, "GET", p.Address("http://127.0.0.1:1/v3"), ""); r.Code != http.StatusBadGateway {
		t.Errorf("a cloud that is away: %d", r.Code)
	}
}

// hosts answers for all hosts.
type hosts func(*http.Request) *http.Response

func (h hosts) RoundTrip(r *http.Request) (*http.Response, error) { return h(r), nil }

func answer(form string, body io.Reader, headers ...string) *http.Response {
	a := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {form}}, Body: io.NopCloser(body), ContentLength: -1}
	for i := 0; i < len(headers); i += 2 {
		a.Header.Set(headers[i], headers[i+1])
	}
	return a
}

// A token goes to the services of the catalog alone: not where a redirect leads, nor where another document says, nor from https to http.
func TestProxyLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	asked := 0
	p := NewProxy("http://proxy.test", hosts(func(r *http.Request) *http.Response {
		asked++
		catalog := `{"token":{"catalog":[{"endpoints":[{"url":"https://nova.test/v2.1"},{"url":"http://plain.test/v2.1"}]}]}}`
		if r.URL.Host != "identity.test" {
			catalog = strings.ReplaceAll(catalog, "nova.test", "evil.test")
		}
		return answer("application/json", strings.NewReader(catalog), "Location", "https://evil.test/v2.1")
	}))
	if r := send(p, "POST", p.Address("https://identity.test/v3"), ""); r.Header().Get("Location") != "https://evil.test/v2.1" {
		t.Errorf("%v", r.Header())
	}
	if r := send(p, "GET", "http://proxy.test/service1/v2.1", ""); !strings.Contains(r.Body.String(), `"https://evil.test/v2.1"`) {
		t.Errorf("%s", r.Body)
	}
	before := asked
	if r := send(p, "GET", "http://proxy.test/service2/v2.1", ""); r.Code != http.StatusBadGateway || !strings.Contains(r.Body.String(), "not sent over http, to http://plain.test") || asked != before {
		t.Errorf("%d %s", r.Code, r.Body)
	}
	if r := send(p, "GET", "http://proxy.test/service3/v2.1", ""); r.Code != http.StatusNotFound {
		t.Errorf("%d", r.Code)
	}
}

// An answer that is cut off stays one, and one that is too long to be read comes whole.
func TestProxyWhole(t *testing.T) {
	t.Parallel()
	cut := func() io.Reader {
		return io.MultiReader(strings.NewReader("[1,"), iotest.ErrReader(io.ErrUnexpectedEOF))
	}
	for _, form := range []string{"application/json", "application/octet-stream"} {
		p := NewProxy("http://proxy.test", hosts(func(*http.Request) *http.Response { return answer(form, cut()) }))
		func() {
			defer func() {
				if p := recover(); p != http.ErrAbortHandler {
					t.Errorf("%s: half of it came as all: %v", form, p)
				}
			}()
			send(p, "GET", p.Address("https://identity.test/"), "")
		}()
	}
	const size = longest + 10
	p := NewProxy("http://proxy.test", hosts(func(*http.Request) *http.Response {
		return answer("application/json", strings.NewReader(strings.Repeat(" ", size)))
	}))
	if r := send(p, "GET", p.Address("https://identity.test/"), ""); r.Body.Len() != size {
		t.Errorf("%d bytes of %d", r.Body.Len(), size)
	}
}
