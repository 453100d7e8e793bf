package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Groups are read on either wire, and those of all projects only where that is asked for.
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

// Nova cuts a list of groups at a thousand and links to no next page: it is asked for the rest by offset. A cloud that takes no notice of
// the offset gives an error instead of a list without end.
func TestListManyServerGroups(t *testing.T) {
	t.Parallel()
	page := func(from, to int) func(sentRequest) (*http.Response, error) {
		var groups []string
		for i := from; i < to; i++ {
			groups = append(groups, fmt.Sprintf(`{"id":"%d","name":"g"}`, i))
		}
		return always(200, `{"server_groups":[`+strings.Join(groups, ",")+`]}`)
	}
	f := &fakeCloud{handle: inTurn(page(0, 1000), page(1000, 2000), page(2000, 2001))}
	got, err := ids(t, f.newClient(t).ListServerGroups(context.Background(), true))
	if err != nil || len(got) != 2001 || got[2000] != "2000" {
		t.Errorf("%d groups, %v", len(got), err)
	}
	const query = "GET /os-server-groups?all_projects=True&limit=1000"
	if diff := cmp.Diff([]string{query, query + "&offset=1000", query + "&offset=2000"}, f.seen()); diff != "" {
		t.Error(diff)
	}
	f = &fakeCloud{handle: page(0, 1000)}
	if got, err := ids(t, f.newClient(t).ListServerGroups(context.Background(), true)); !contains(err, "never end") || len(got) != 1000 {
		t.Errorf("without offsets: %d groups, %v", len(got), err)
	}
	f = &fakeCloud{handle: inTurn(page(0, 1000), page(1000, 1000))}
	if got, err := ids(t, f.newClient(t).ListServerGroups(context.Background(), true)); err != nil || len(got) != 1000 {
		t.Errorf("no more than a page: %d groups, %v", len(got), err)
	}
	f = &fakeCloud{handle: page(0, 1500)}
	if got, err := ids(t, f.newClient(t).ListServerGroups(context.Background(), true)); err != nil || len(got) != 1500 {
		t.Errorf("a cloud without pages: %d groups, %v", len(got), err)
	}
}

// A group is made in the words of the microversion: a list of policies at first, one policy from 2.64 on.
func TestCreateServerGroup(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"":     `{"server_group":{"name":"apart","policies":["anti-affinity"]}}`,
		"2.63": `{"server_group":{"name":"apart","policies":["anti-affinity"]}}`,
		"2.64": `{"server_group":{"name":"apart","policy":"anti-affinity"}}`,
	} {
		f := &fakeCloud{handle: always(200, `{"server_group":{"id":"7"}}`)}
		c := f.newClient(t, func(o *Options) { o.ComputeAPIVersion, o.Endpoint = version, "https://nova.example.com/v2.1" })
		if _, err := c.CreateServerGroup(context.Background(), "apart", "anti-affinity", nil); err != nil {
			t.Fatal(err)
		}
		if got := f.requests[0].Body; got != want {
			t.Errorf("%q: %s, want %s", version, got, want)
		}
	}
}

// What only newer versions have of a group is asked for in them.
func TestCreateServerGroupNewer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		policy, version, body string
		rules                 api.Metadata
	}{
		{"soft-affinity", "compute 2.15", `{"name":"g","policies":["soft-affinity"]}`, nil},
		{"anti-affinity", "compute 2.64", `{"name":"g","policy":"anti-affinity","rules":{"max_server_per_host":"2"}}`, api.Metadata{{Key: "max_server_per_host", Value: "2"}}},
	} {
		f := &fakeCloud{handle: always(200, `{"server_group":{"id":"7"}}`)}
		client := f.newClient(t, func(o *Options) { o.Endpoint = "https://nova.example.com/v2.1" })
		if _, err := client.CreateServerGroup(context.Background(), "g", c.policy, c.rules); err != nil {
			t.Fatal(err)
		}
		r := f.requests[0]
		if r.Body != `{"server_group":`+c.body+`}` || r.Header.Get("OpenStack-API-Version") != c.version {
			t.Errorf("%s: %s in %q", c.policy, r.Body, r.Header.Get("OpenStack-API-Version"))
		}
	}
}

// Hints stand beside the server, where alone Nova reads them. XML has no place for them.
func TestCreateServerHints(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(202, `{"server":{"id":"ID"}}`)}
	s := api.ServerCreate{Name: "a", Hints: map[string][]string{"group": {"7"}, "same_host": {"x", "y"}}}
	if _, err := f.newClient(t).CreateServer(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	const want = `{"os:scheduler_hints":{"group":"7","same_host":["x","y"]},"server":{"name":"a","imageRef":"","flavorRef":""}}`
	if got := f.requests[0].Body; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var option *transport.OptionError
	if _, err := f.newClient(t, withWire(api.XML)).CreateServer(context.Background(), s); !errors.As(err, &option) || len(f.requests) != 1 {
		t.Errorf("XML: %v, %d requests", err, len(f.requests))
	}
}
