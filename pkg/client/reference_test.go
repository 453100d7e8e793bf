package client

import (
	"context"
	"testing"

	"github.com/novactl/novactl/pkg/client/identity"
)

// People paste URLs from answers and bookmarks: those of this endpoint are ids, in every form that real clouds use.
func TestParseRef(t *testing.T) {
	t.Parallel()
	const id = "3afe97b2-26dc-49c5-a2cc-a2fc8d80c001"
	const host = "dfw.servers.example.com"
	tests := []struct {
		name string
		kind string
		in   string
		want Ref
		url  bool
		bad  bool
	}{
		{"a name", "image", "Ubuntu 12.04", Ref{}, false, false},
		{"an id", "image", id, Ref{}, false, false},
		{"a name with a colon", "server", "http:web", Ref{}, false, false},
		{"a name that is a scheme", "server", "https", Ref{}, false, false},
		{"scheme in capitals", "server", "HTTPS://" + host + "/v2/010101/servers/" + id, Ref{ID: id}, true, false},
		{"self link", "image", "https://" + host + "/v2/010101/images/" + id, Ref{ID: id}, true, false},
		{"self link in http", "image", "http://" + host + "/v2/010101/images/" + id, Ref{ID: id}, true, false},
		{"bookmark", "server", "http://" + host + "/010101/servers/" + id, Ref{ID: id}, true, false},
		{"another version", "server", "https://" + host + "/v2.1/010101/servers/" + id, Ref{ID: id}, true, false},
		{"the port told", "server", "https://" + host + ":443/v2/010101/servers/" + id, Ref{ID: id}, true, false},
		{"host in capitals", "server", "https://DFW.servers.example.com/v2/010101/servers/" + id, Ref{ID: id}, true, false},
		{"doubled and last slashes", "server", "https://" + host + "//v2/010101//servers/" + id + "/", Ref{ID: id}, true, false},
		{"flavor", "flavor", "https://" + host + "/010101/flavors/performance1-1", Ref{ID: "performance1-1"}, true, false},
		{"an id that looks like a version", "flavor", "https://" + host + "/010101/flavors/v2", Ref{ID: "v2"}, true, false},
		{"an escaped id", "flavor", "https://" + host + "/v2/010101/flavors/a%2Fb", Ref{ID: "a/b"}, true, false},
		{"another region", "image", "https://ord.servers.example.com/v2/010101/images/" + id, Ref{ID: "https://ord.servers.example.com/v2/010101/images/" + id, Foreign: true}, true, false},
		{"another tenant", "image", "https://" + host + "/v2/999/images/" + id, Ref{ID: "https://" + host + "/v2/999/images/" + id, Foreign: true}, true, false},
		{"another port", "image", "http://" + host + ":9292//images/" + id, Ref{ID: "http://" + host + ":9292//images/" + id, Foreign: true}, true, false},
		{"another kind", "server", "https://" + host + "/v2/010101/images/" + id, Ref{}, true, true},
		{"the list", "server", "https://" + host + "/v2/010101/servers", Ref{}, true, true},
		{"part of one", "server", "https://" + host + "/v2/010101/servers/" + id + "/ips", Ref{}, true, true},
		{"no host", "server", "https:///v2/010101/servers/" + id, Ref{}, true, true},
		{"no URL", "server", "https://%zz", Ref{}, true, true},
	}
	for _, test := range tests {
		f := &fakeCloud{}
		got, isURL, err := f.newClient(t).ParseRef(context.Background(), test.kind, test.in)
		if got != test.want || isURL != test.url || (err != nil) != test.bad {
			t.Errorf("%s: %+v, %v, %v; want %+v, %v, error %v", test.name, got, isURL, err, test.want, test.url, test.bad)
		}
		if !test.url && f.tokens != 0 {
			t.Errorf("%s: signed in for what is no URL", test.name)
		}
	}
}

// Endpoints without a tenant in their path, or behind a prefix, have links of the same kind (fact 27).
func TestParseRefElsewhere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ endpoint, in, id string }{
		{"http://127.0.0.1:8774/v2.1", "http://127.0.0.1:8774/v2.1/servers/x", "x"},
		{"http://127.0.0.1:8774/v2.1", "http://127.0.0.1:8774/servers/x", "x"},
		{"https://cloud.example/compute/v2.1", "https://cloud.example/compute/v2.1/servers/x", "x"},
		{"https://cloud.example/compute/v2.1", "http://cloud.example/compute/servers/x", "x"},
		{"https://cloud.example/compute/v2.1", "https://cloud.example/servers/x", ""},
		{"https://cloud.example/compute/v2.1", "https://cloud.example/", ""},
		{"http://[::1]:8774/v2/1", "http://[::1]:8774/1/servers/x", "x"},
	} {
		c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: test.endpoint, Transport: &fakeCloud{}})
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := c.ParseRef(context.Background(), "server", test.in)
		if err != nil || got.Foreign != (test.id == "") || test.id != "" && got.ID != test.id {
			t.Errorf("%s at %s: %+v, %v", test.in, test.endpoint, got, err)
		}
	}
}
