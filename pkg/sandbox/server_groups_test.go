package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A group has the servers that were created with its hint, for as long as they are there, and is refused in Nova's words (as a Nova 26
// answers).
func TestServerGroups(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	made := u.json(u.want(200, u.compute("POST", "/os-server-groups", `{"server_group":{"name":"apart","policies":["anti-affinity"]}}`)))
	id := at[string](t, made, "server_group", "id")
	want := map[string]any{"server_group": map[string]any{
		"id": id, "name": "apart", "policies": []any{"anti-affinity"}, "metadata": map[string]any{}, "members": []any{},
	}}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Error(diff)
	}
	const server = `{"server":{"name":"web","imageRef":"80fbcb55-b206-41f9-9bc2-2dd7aac6c061","flavorRef":"2","min_count":2,"max_count":2},"os:scheduler_hints":{"group":"`
	first := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", server+id+`"}}`))), "server", "id")
	members := func() []any {
		return at[[]any](t, u.json(u.want(200, u.compute("GET", "/os-server-groups/"+id, ""))), "server_group", "members")
	}
	if got := members(); len(got) != 2 || got[0] != first {
		t.Errorf("members %v, want %s and another", got, first)
	}
	u.want(204, u.compute("DELETE", "/servers/"+first, ""))
	u.clock.advance(time.Hour)
	if got := members(); len(got) != 1 || got[0] == first {
		t.Errorf("members %v after %s was deleted", got, first)
	}

	const none = "52415800-8b69-11e0-9b19-734f565bc83b"
	for body, path := range map[string]string{
		server + none + `"}}`:                                              "/servers",
		`{"server_group":{"name":"x"}}`:                                    "/os-server-groups",
		`{"server_group":{"name":" x","policies":["affinity"]}}`:           "/os-server-groups",
		`{"server_group":{"name":"x","policies":["odd"]}}`:                 "/os-server-groups",
		`{"server_group":{"name":"x","policies":["affinity","affinity"]}}`: "/os-server-groups",
	} {
		u.want(400, u.compute("POST", path, body))
	}
	u.want(204, u.compute("DELETE", "/os-server-groups/"+id, ""))
	for _, method := range []string{"GET", "DELETE"} {
		u.want(404, u.compute(method, "/os-server-groups/"+id, ""))
	}
}
