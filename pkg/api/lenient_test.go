package api

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func ptr[T any](v T) *T { return &v }

// What real clouds send for our types is taken, and no other type of a member stops a list.
func TestLenientReading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, doc string
		into      any
		want      any
	}{
		{"ids as numbers", `{"id":11696,"tenant_id":123,"image":{"id":5}}`, &Server{}, &Server{ID: "11696", TenantID: "123", Image: &Ref{ID: "5"}}},
		{"numbers as strings", `{"id":"1","OS-EXT-IMG-SIZE:size":"74185822","minDisk":"10"}`, &Image{}, &Image{ID: "1", Size: ptr(int64(74185822)), MinDisk: ptr(10)}},
		{"no number", `{"id":"1","OS-EXT-IMG-SIZE:size":"","minDisk":null}`, &Image{}, &Image{ID: "1"}},
		{"a whole fraction", `{"id":"1","ram":512.0}`, &Flavor{}, &Flavor{ID: "1", RAM: ptr(512)}},
		{"no image", `{"id":"1","image":"","flavor":null}`, &Server{}, &Server{ID: "1"}},
		{"an image by id", `{"id":"1","image":"x"}`, &Server{}, &Server{ID: "1", Image: &Ref{ID: "x"}}},
		{"repeated members", `{"id":"1","name":"a","name":"b"}`, &Server{}, &Server{ID: "1", Name: "b"}},
		{"not UTF-8", "{\"id\":\"1\",\"name\":\"a\xff\"}", &Server{}, &Server{ID: "1", Name: "a\uFFFD"}},
		{"True", `{"id":"1","OS-FLV-DISABLED:disabled":"True"}`, &Flavor{}, &Flavor{ID: "1", Disabled: ptr(true)}},
		{"swap", `{"id":"1","swap":"","rxtx_factor":2.0}`, &Flavor{}, &Flavor{ID: "1", Swap: jsontext.Value(`""`), RxTxFactor: jsontext.Value("2.0")}},
		{"metadata of all types", `{"b":1,"a":true,"c":null,"d":{"e":[1]}}`, &Metadata{}, &Metadata{{"b", "1"}, {"a", "true"}, {"c", ""}, {"d", `{"e":[1]}`}}},
		{"the order of networks", `{"z":[{"version":"4","addr":"1.2.3.4"}],"a":[]}`, &Addresses{}, &Addresses{{"z", []Address{{Version: 4, Addr: "1.2.3.4"}}}, {"a", []Address{}}}},
		{"first-generation addresses", `{"public":["1.2.3.4"]}`, &Addresses{}, &Addresses{{"public", []Address{{Version: 4, Addr: "1.2.3.4"}}}}},
		{"null metadata", `{"id":"1","metadata":null,"addresses":""}`, &Server{}, &Server{ID: "1"}},
		{"a null task_state", `{"id":"1","OS-EXT-STS:task_state":null}`, &Server{}, &Server{ID: "1", TaskState: Null[string]()}},
		{"a task_state", `{"id":"1","OS-EXT-STS:task_state":"spawning"}`, &Server{}, &Server{ID: "1", TaskState: Some("spawning")}},
		{"unknown members", `{"id":"1","x":{"y":[1,2.0]}}`, &Server{}, &Server{ID: "1", Extra: jsontext.Value(`{"x":{"y":[1,2.0]}}`)}},
	} {
		if err := Unmarshal(jsontext.Value(c.doc), c.into); err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if diff := cmp.Diff(c.want, c.into); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Nothing that can't be meant is taken in silence.
func TestLenientReadingHasLimits(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{`{"progress":"soon"}`, `{"progress":1.5}`, `{"id":{}}`, `{"metadata":[1]}`, `{"addresses":{"a":{}}}`, `{"id":"1"`, `[]`} {
		var s Server
		if err := Unmarshal(jsontext.Value(doc), &s); err == nil {
			t.Errorf("%s is taken as %+v", doc, s)
		}
	}
}

// Requests are written exactly: absent, empty and null are three things.
func TestExactWriting(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]any{
		`{"x":{"id":"1"}}`: Server{ID: "1"},
		`{"x":{"id":"1","OS-EXT-STS:task_state":null,"metadata":{},"links":[]}}`: Server{ID: "1", TaskState: Null[string](), Metadata: Metadata{}, Links: []Link{}},
		`{"x":{"id":"1","progress":0,"metadata":{"b":"2","a":"1"},"new":true}}`:  Server{ID: "1", Progress: ptr(0), Metadata: Metadata{{"b", "2"}, {"a", "1"}}, Extra: jsontext.Value(`{"new":true}`)},
		`{"x":{"c":"2","b":"3"}}`:                                                     Metadata{{"b", "1"}, {"c", "2"}, {"b", "3"}},
		`{"x":{"p":[{"version":4,"addr":"a"}],"q":[]}}`:                               Addresses{{"p", []Address{{Version: 4, Addr: "a"}}}, {"q", nil}},
		`{"x":{"name":"n","imageRef":"i","flavorRef":"f","networks":[{"uuid":"u"}]}}`: ServerCreate{Name: "n", ImageRef: "i", FlavorRef: "f", Networks: []NetworkRef{{UUID: "u"}}},
		`{"x":{"RAX-KSKEY:apiKeyCredentials":{"username":"u","apiKey":"k"}}}`:         Auth{APIKey: &APIKeyCredentials{Username: "u", APIKey: "k"}},
		`{"x":null}`:                nil,
		`{"x":"a` + "\uFFFD" + `"}`: "a\xff",
	} {
		got, err := Marshal(JSON, "x", v)
		if err != nil {
			t.Errorf("%s: %v", want, err)
		} else if string(got) != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}
