package client

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/rest"
)

const modernEndpoint = "https://nova.example.com/v2.1"

// upTo93 is a cloud whose newest microversion is 2.93, as recorded of Nova 26: it refuses newer ones in Nova's words.
func upTo93(t *testing.T) func(sentRequest) (*http.Response, error) {
	t.Helper()
	refusal := fromNova(t, "microversion-unknown")
	return func(r sentRequest) (*http.Response, error) {
		var minor int
		if _, err := fmt.Sscanf(r.Header.Get("Openstack-Api-Version"), "compute 2.%d", &minor); err == nil && minor > 93 {
			return refusal(r)
		}
		return respond(http.StatusOK, `{}`), nil
	}
}

// asked are the versions that requests named, with what they were for.
func asked(f *fakeCloud) (lines []string) {
	for _, r := range f.requests {
		version := strings.TrimPrefix(r.Header.Get("Openstack-Api-Version"), "compute ")
		lines = append(lines, strings.TrimSpace(r.Method+" "+strings.TrimPrefix(r.URL, modernEndpoint)+" "+version))
	}
	return lines
}

// Members of newer versions are asked for where the cloud has them; what it has at most is learned from its refusal, once for all runs with the token.
func TestWantIsSettledOnce(t *testing.T) {
	t.Parallel()
	store := newMemoryTokens()
	f := &fakeCloud{handle: upTo93(t)}
	run := func() *Client {
		c := f.newClient(t, withTokens(store), func(o *Options) { o.Endpoint = modernEndpoint })
		c.Want(100)
		for range 2 {
			if _, err := getServers(c); err != nil {
				t.Fatal(err)
			}
		}
		return c
	}
	run()
	c := run()
	want := []string{"GET /servers 2.100", "GET /servers 2.93", "GET /servers 2.93", "GET /servers 2.93", "GET /servers 2.93"}
	if diff := cmp.Diff(want, asked(f)); diff != "" || f.tokens != 1 {
		t.Errorf("%d sign-ins, and requests (-want +got):\n%s", f.tokens, diff)
	}
	for minor, why := range map[int]string{26: "", 93: "", 96: "the cloud has 2.93 at most"} {
		if got := c.LacksVersion(context.Background(), minor); got != why {
			t.Errorf("2.%d: %q, want %q", minor, got, why)
		}
	}
}

// A token that the user brought has no place to keep it in; the one run learns it once all the same.
func TestWantWithoutSigningIn(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: upTo93(t)}
	c := f.newClient(t, func(o *Options) {
		o.AuthURL, o.Endpoint, o.Credentials.Token = "", modernEndpoint, "brought"
		o.Credentials.Username, o.Credentials.Password = "", ""
	})
	c.Want(100)
	for range 2 {
		if _, err := getServers(c); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"GET /servers 2.100", "GET /servers 2.93", "GET /servers 2.93"}, asked(f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Only what is read in a form known in all versions is asked for in a newer one: what changes something, what lies below a server, and what Nova gave up
// with some version stay as they are.
func TestWantIsForDocumentsAlone(t *testing.T) {
	t.Parallel()
	for line, version := range map[string]string{
		"GET /servers/detail": "2.100", "GET /servers/1": "2.100", "GET /flavors/detail": "2.100", "GET /os-server-groups": "2.100", "GET /os-keypairs/a": "2.100",
		"POST /servers": "", "DELETE /servers/1": "", "GET /servers/1/os-interface": "", "GET /images/detail": "", "GET /limits": "", "GET /os-networks": "",
	} {
		f := &fakeCloud{handle: always(http.StatusOK, `{}`)}
		c := f.newClient(t, func(o *Options) { o.Endpoint = modernEndpoint })
		c.Want(100)
		method, path, _ := strings.Cut(line, " ")
		if _, err := c.Do(context.Background(), Request{Method: method, Path: path}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{strings.TrimSpace(line + " " + version)}, asked(f)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// A version that the user names wins, and is not changed; an endpoint that has no versions is asked for none.
func TestWantYields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ option, endpoint, version, lacks string }{
		{"2.60", modernEndpoint, "2.60", "2.60 was asked for"},
		{"2.1", modernEndpoint, "", "2.1 was asked for"},
		{"latest", modernEndpoint, "latest", ""},
		{"", "https://nova.example.com/v2/010101", "", "the compute service at https://nova.example.com/v2/010101 has no versions of its API beside its own"},
	} {
		f := &fakeCloud{handle: always(http.StatusOK, `{}`)}
		client := f.newClient(t, func(o *Options) { o.Endpoint, o.ComputeAPIVersion = c.endpoint, c.option })
		client.Want(100)
		if _, err := getServers(client); err != nil {
			t.Fatal(err)
		}
		if got := f.requests[0].Header.Get("X-Openstack-Nova-Api-Version"); got != c.version {
			t.Errorf("%+v: asked for %q", c, got)
		}
		if got := client.LacksVersion(context.Background(), 100); got != c.lacks {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// Who refuses a version without saying which there are, such as a gateway, is asked for none: the base is better than nothing. Where that is refused too,
// it was about something else, and the cloud's answer.
func TestWantOfARefusalWithoutVersions(t *testing.T) {
	t.Parallel()
	refusal := always(http.StatusNotAcceptable, `{"badRequest":{"code":406,"message":"not for you"}}`)
	for _, all := range []bool{false, true} {
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if all || r.Header.Get("Openstack-Api-Version") != "" {
				return refusal(r)
			}
			return respond(http.StatusOK, `{}`), nil
		}}
		c := f.newClient(t, func(o *Options) { o.Endpoint = modernEndpoint })
		c.Want(100)
		_, err := c.Do(context.Background(), Request{Path: rest.Path("servers", "1")})
		if diff := cmp.Diff([]string{"GET /servers/1 2.100", "GET /servers/1"}, asked(f)); diff != "" || all != (err != nil) {
			t.Errorf("refuses all: %v: %v, and requests (-want +got):\n%s", all, err, diff)
		}
	}
}

// A server of which its groups are asked for isn't whole in a list (fact 65).
func TestWantOfGroups(t *testing.T) {
	t.Parallel()
	c := (&fakeCloud{}).newClient(t)
	c.Want(100, "name")
	whole := c.ListsWholeServers()
	c.Want(groupsFrom, groupsMember)
	if !whole || c.ListsWholeServers() {
		t.Error("the list of servers is taken to have their groups")
	}
}
