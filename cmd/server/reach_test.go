package server

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/api"
)

// ssh and --check go to the address that answers from outside; a cloud's text that is no address goes nowhere.
func TestSSHAddress(t *testing.T) {
	t.Parallel()
	const public = `"public":[{"version":6,"addr":"2001:db8::7"},{"version":4,"addr":"203.0.113.7"}]`
	const private = `"private":[{"version":4,"addr":"10.0.0.7"}]`
	for name, test := range map[string]struct {
		doc, want string
		flags     []string
	}{
		"the access address": {doc: `{"accessIPv4":"198.51.100.9","addresses":{` + public + `}}`, want: "198.51.100.9"},
		"public, IPv4 first": {doc: `{"accessIPv4":"","addresses":{` + private + `,` + public + `}}`, want: "203.0.113.7"},
		"a floating one of a private network": {
			doc:  `{"addresses":{"lab":[{"version":4,"addr":"10.0.0.7","OS-EXT-IPS:type":"fixed"},{"version":4,"addr":"203.0.113.9","OS-EXT-IPS:type":"floating"}]}}`,
			want: "203.0.113.9",
		},
		"the only one":             {doc: `{"addresses":{` + private + `}}`, want: "10.0.0.7"},
		"a network":                {doc: `{"addresses":{` + public + `,` + private + `}}`, flags: []string{"--network", "private"}, want: "10.0.0.7"},
		"IPv6":                     {doc: `{"addresses":{` + public + `}}`, flags: []string{"-6"}, want: "2001:db8::7"},
		"none":                     {doc: `{"status":"BUILD","addresses":{}}`},
		"an option":                {doc: `{"accessIPv4":"-oProxyCommand=true"}`},
		"an option in a zone":      {doc: `{"accessIPv6":"fe80::1%-oProxyCommand=true"}`},
		"a name":                   {doc: `{"accessIPv4":"evil.example.com"}`},
		"an address of several":    {doc: `{"accessIPv4":"10.0.0.1 -oProxyCommand=true"}`},
		"none of that IP protocol": {doc: `{"addresses":{` + private + `}}`, flags: []string{"--ipv6"}},
	} {
		var s api.Server
		if err := view.Decode(jsontext.Value(test.doc), &s); err != nil {
			t.Fatal(err)
		}
		cmd := &cobra.Command{}
		f := newSSHFlags(flagset.Of(cmd), nil)
		if err := cmd.ParseFlags(test.flags); err != nil {
			t.Fatal(err)
		}
		got, err := f.address(s)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s: %q, %v; want %q", name, got, err, test.want)
		}
	}
}
