package api

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// oddServers are documents of servers in all forms that clouds may send.
var oddServers = []string{
	`{"id":"1","name":"web","status":"ACTIVE","progress":100,"tenant_id":"t","user_id":"u","hostId":"h","created":"c","updated":"u","accessIPv4":"1.2.3.4",
	 "accessIPv6":"","adminPass":"p","key_name":null,"OS-DCF:diskConfig":"AUTO","OS-EXT-STS:vm_state":"active","OS-EXT-STS:task_state":"spawning",
	 "OS-EXT-STS:power_state":1,"image":{"id":"i","links":[{"rel":"self","href":"h"}]},"flavor":{"id":"2"},"metadata":{"a":"b"},
	 "addresses":{"public":[{"version":4,"addr":"1.2.3.4"},{"OS-EXT-IPS:type":"fixed","version":6,"addr":"::1","x":{"y":[1, 2]}}],"private":[]},
	 "fault":{"code":500,"message":"m","created":"c"},"links":[{"rel":"self","href":"h"}],"OS-EXT-AZ:availability_zone":"nova",
	 "security_groups":[{"name":"default"}],"rax-bandwidth:bandwidth":[],"RAX-SI:image_schedule":{"retention":3},"new":{"b" : [1]},"newer":null}`,
	`{}`, ` { "id" : "caf\u00e9" , "name":"日本" } `, `{"id":7,"name":true,"status":null,"progress":"50","accessIPv4":null,"key_name":5}`,
	`{"id":"1","id":"2"}`, `{"new":1,"new":2}`, `{"new":1,"newer":"new\"new"}`, `{"x":1,"y":{"x":2}}`, `{"i\u0064":"1"}`, `{"progress":1.0}`, `{"progress":1e2}`,
	`{"progress":12345678901}`, `{"progress":-0}`, `{"progress":"x"}`, `{"image":"","flavor":"2"}`, `{"addresses":null}`, `{"addresses":""}`, `{"addresses":[]}`,
	`{"addresses":{"a":["1.2.3.4","::1"]}}`, `{"addresses":{"a":[{"version":"4","addr":"x"}]}}`, `{"addresses":{"a":[{"addr":"x","addr":"y"}]}}`,
	`{"addresses":{"a":[{"version":4,"version":6}]}}`, `{"addresses":{"a":[],"a":[{}]}}`, `{"addresses":{"a":null}}`, `{"addresses":{"a\n":[{"addr":null}]}}`,
	`{"addresses":{"a":[null]}}`, `{"addresses":5}`, `{"addresses":{"a":5}}`, `{"links":5}`, `{"metadata":{"a":{"b":1}}}`, `{"id":[1]}`, `{"":1}`, `{"Extra":1,"extra":2}`,
	"{\"id\":\"\xff\"}", "{\"\xff\":1}", "{\"n\":\"\xff\"}", "{\"addresses\":{\"\xff\":[{\"\xff\":1}]}}", ``, `null`, `[]`, `"a"`, `{"id":"1"`, `{"id":"1"}x`,
	`{"id":tru}`, `{"key_name":"","OS-EXT-AZ:availability_zone":null}`,
}

// A server is decoded fast as it is decoded by json.Unmarshal.
func TestReadFast(t *testing.T) {
	t.Parallel()
	for _, doc := range oddServers {
		compareServers(t, []byte(doc))
	}
	var s Server
	if !readFast(jsontext.Value(oddServers[0]), nil, &s) {
		t.Error("an ordinary server isn't decoded fast")
	}
	if readFast(jsontext.Value(`{}`), nil, &Server{ID: "1"}) {
		t.Error("a server that has members already was decoded fast: they may be left over")
	}
}

func FuzzReadFast(f *testing.F) {
	for _, doc := range oddServers {
		f.Add([]byte(doc))
	}
	f.Fuzz(compareServers)
}

func compareServers(t *testing.T, doc []byte) {
	t.Helper()
	var got, want Server
	if !readFast(doc, nil, &got) {
		if diff := cmp.Diff(Server{}, got); diff != "" {
			t.Errorf("%s: left over (-want +got):\n%s", doc, diff)
		}
		return
	}
	if err := Unmarshal(doc, &want); err != nil {
		t.Errorf("%s: decoded in spite of %v", doc, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", doc, diff)
	}
}

// Of an object the named members are selected, repeated ones too, as they are.
func TestSelect(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`{"a":1,"b": [2, 3] ,"c":{"a":4}}`: `{"a":1,"b":[2, 3]}`, ` {"b" : 1,"a":2,"b":3 } `: `{"b":1,"a":2,"b":3}`, `{"c":1}`: `{}`, `{}`: `{}`,
		`{"\u0061":1,"c":2}`: `{"\u0061":1,"c":2}`, `[1]`: `[1]`, `null`: `null`, ``: ``, `{"a":1`: `{"a":1`, `{"a":1}x`: `{"a":1}x`,
	} {
		if got := selectMembers(jsontext.Value(doc), []string{"a", "b"}); string(got) != want {
			t.Errorf("%s: %s, want %s", doc, got, want)
		}
	}
}
