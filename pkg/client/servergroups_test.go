package client

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// Groups are read page by page, on either wire, and those of all projects only where that is asked for.
func TestListServerGroups(t *testing.T) {
	t.Parallel()
	const inJSON = `{"server_groups":[{"id":"7","name":"apart","policies":["anti-affinity"],"members":["a","b"],"metadata":{}}]}`
	const inXML = `<server_groups><server_group id="7" name="apart"><policies><policy>anti-affinity</policy></policies>` +
		`<members><member>a</member><member>b</member></members><metadata/></server_group></server_groups>`
	want := api.ServerGroup{ID: "7", Name: "apart", Policies: []string{"anti-affinity"}, Members: []string{"a", "b"}, Metadata: api.Metadata{}}
	for format, answer := range map[api.Format]string{api.JSON: inJSON, api.XML: inXML} {
		for all, request := range map[bool]string{false: "GET /os-server-groups?limit=1000", true: "GET /os-server-groups?all_projects=True&limit=1000"} {
			f := &fakeCloud{handle: always(200, answer)}
			n := 0
			for raw, err := range f.newClient(t, withWire(format)).ListServerGroups(context.Background(), all) {
				var got api.ServerGroup
				if err == nil {
					err = api.Unmarshal(raw, &got)
				}
				if err != nil {
					t.Fatalf("%s: %v", format, err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", format, diff)
				}
				n++
			}
			if n != 1 || f.requests[0].String() != request {
				t.Errorf("%s: %d groups, %v", format, n, f.seen())
			}
		}
	}
}
