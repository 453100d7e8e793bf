package client

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A list shows key pairs as show does, without the object that a real Nova 26 wraps each in; XML of 2013 has none.
func TestListKeypairs(t *testing.T) {
	t.Parallel()
	const inXML = `<?xml version='1.0' encoding='UTF-8'?>
<keypairs><keypair><public_key>ssh-rsa A</public_key><name>7</name><fingerprint>1e:2c</fingerprint></keypair></keypairs>`
	for _, test := range []struct {
		name   string
		handle func(t *testing.T) *fakeCloud
		wire   api.Format
		want   string
	}{
		{"Nova 26", func(t *testing.T) *fakeCloud { return &fakeCloud{handle: fromNova(t, "keypairs")} }, api.JSON, "rec-v21"},
		{"XML", func(*testing.T) *fakeCloud { return &fakeCloud{handle: always(200, inXML)} }, api.XML, "7"},
		{"not wrapped", func(*testing.T) *fakeCloud {
			return &fakeCloud{handle: always(200, `{"keypairs":[{"name":"a"},{"name":"b"}]}`)}
		}, api.JSON, "a b"},
	} {
		f := test.handle(t)
		var names []string
		for raw, err := range f.newClient(t, withWire(test.wire)).ListKeypairs(context.Background()) {
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			var k api.Keypair
			if err := api.Unmarshal(raw, &k); err != nil || k.Fingerprint == "" && test.name != "not wrapped" {
				t.Errorf("%s: %s, %v", test.name, raw, err)
			}
			names = append(names, k.Name)
		}
		if diff := cmp.Diff(test.want, strings.Join(names, " ")); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		if got := f.requests[0].String(); got != "GET /os-keypairs" {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}

// A refused list is an error, not an empty one.
func TestListKeypairsRefused(t *testing.T) {
	t.Parallel()
	n := 0
	for _, err := range (&fakeCloud{handle: always(403, `{"forbidden":{"code":403,"message":"no"}}`)}).newClient(t).ListKeypairs(context.Background()) {
		if n++; !transport.IsAuth(err) {
			t.Error(err)
		}
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

// What is asked for a key pair is what a real Nova takes: a name is escaped, and a missing public key isn't sent as an empty one.
func TestKeypairRequests(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, test := range []struct {
		request, body string
		do            func(*Client) error
	}{
		{"POST /os-keypairs", `{"keypair":{"name":"k"}}`, func(c *Client) error { return one(c.CreateKeypair(ctx, api.Keypair{Name: "k"})) }},
		{"POST /os-keypairs", `{"keypair":{"name":"k","public_key":"ssh-rsa A"}}`, func(c *Client) error {
			return one(c.CreateKeypair(ctx, api.Keypair{Name: "k", PublicKey: "ssh-rsa A"}))
		}},
		{"GET /os-keypairs/a%2Fb%20c", "", func(c *Client) error { return one(c.GetKeypair(ctx, "a/b c")) }},
		{"DELETE /os-keypairs/k", "", func(c *Client) error { return c.DeleteKeypair(ctx, "k") }},
	} {
		f := &fakeCloud{handle: always(200, `{"keypair":{"name":"k"}}`)}
		if err := test.do(f.newClient(t)); err != nil {
			t.Errorf("%s: %v", test.request, err)
			continue
		}
		if got := f.requests[0]; got.String() != test.request || got.Body != test.body {
			t.Errorf("%s %s, want %s %s", got, got.Body, test.request, test.body)
		}
	}
	for _, name := range []string{"", ".", ".."} { // these would be another path
		f := &fakeCloud{handle: always(204, "")}
		if err := f.newClient(t).DeleteKeypair(ctx, name); !transport.IsNotFound(err) || len(f.requests) != 0 {
			t.Errorf("%q: %v, %v", name, err, f.seen())
		}
	}
}

// A cloud of the guide's time takes laptop.json for laptop, told in JSON (fact 22): that isn't the one to show, and least of all to delete.
// On a cloud that knows the name, both work.
func TestKeypairWithSuffix(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		tells string
		found bool
		want  []string
	}{
		"the suffix is a format": {"laptop", false, []string{"GET /os-keypairs/laptop.json", "GET /os-keypairs/laptop.json"}},
		"the suffix is its own": {"laptop.json", true,
			[]string{"GET /os-keypairs/laptop.json", "GET /os-keypairs/laptop.json", "DELETE /os-keypairs/laptop.json"}},
	} {
		f := &fakeCloud{handle: always(200, `{"keypair":{"name":"`+test.tells+`"}}`)}
		c := f.newClient(t)
		_, err := c.GetKeypair(context.Background(), "laptop.json")
		if test.found != (err == nil) || !test.found && !transport.IsNotFound(err) {
			t.Errorf("%s: get: %v", name, err)
		}
		err = c.DeleteKeypair(context.Background(), "laptop.json")
		if test.found != (err == nil) || !test.found && !transport.IsNotFound(err) {
			t.Errorf("%s: delete: %v", name, err)
		}
		if diff := cmp.Diff(test.want, f.seen()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
