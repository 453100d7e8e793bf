package api

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// What Nova 2013.2 wrote in XML for the members of its extensions reads as the JSON that it wrote for them, and is
// written as it wrote it: without a mark of ours.
func TestXMLOfNovasExtensions(t *testing.T) {
	t.Parallel()
	const ext = "http://docs.openstack.org/compute/ext/"
	for _, c := range []struct{ name, xml, json string }{
		{"addresses", `<server xmlns:OS-EXT-IPS="` + ext + `extended_ips/api/v1.1" xmlns:OS-EXT-IPS-MAC="` + ext + `extended_ips_mac/api/v1.1"><addresses><network id="p"><ip version="4" addr="192.0.2.1" OS-EXT-IPS:type="fixed" OS-EXT-IPS-MAC:mac_addr="00:0c:29:e1:42:90"/></network></addresses></server>`,
			`{"server":{"addresses":{"p":[{"version":4,"addr":"192.0.2.1","OS-EXT-IPS:type":"fixed","OS-EXT-IPS-MAC:mac_addr":"00:0c:29:e1:42:90"}]}}}`},
		{"usage", `<server xmlns:OS-SRV-USG="` + ext + `server_usage/api/v1.1" OS-SRV-USG:launched_at="2013-05-02T19:26:38.326387" OS-SRV-USG:terminated_at="None"/>`,
			`{"server":{"OS-SRV-USG:launched_at":"2013-05-02T19:26:38.326387","OS-SRV-USG:terminated_at":null}}`},
		{"access", `<flavor xmlns:os-flavor-access="` + ext + `flavor_access/api/v2" id="1" os-flavor-access:is_public="True"/>`,
			`{"flavor":{"id":"1","os-flavor-access:is_public":true}}`},
		{"volumes", `<server xmlns:os-extended-volumes="` + ext + `extended_volumes/api/v1.1"><os-extended-volumes:volume_attached id="5"/><os-extended-volumes:volume_attached id="v2"/></server>`,
			`{"server":{"os-extended-volumes:volumes_attached":[{"id":"5"},{"id":"v2"}]}}`},
		{"attributes", `<server xmlns:OS-EXT-SRV-ATTR="` + ext + `extended_status/api/v1.1" OS-EXT-SRV-ATTR:host="h" OS-EXT-SRV-ATTR:instance_name="i" OS-EXT-SRV-ATTR:hypervisor_hostname="None"/>`,
			`{"server":{"OS-EXT-SRV-ATTR:host":"h","OS-EXT-SRV-ATTR:instance_name":"i","OS-EXT-SRV-ATTR:hypervisor_hostname":null}}`},
		{"a key of several lines", "<keypair><name>k</name><private_key>-----BEGIN-----\nMII\n-----END-----\n</private_key></keypair>",
			`{"keypair":{"name":"k","private_key":"-----BEGIN-----\nMII\n-----END-----\n"}}`},
	} {
		if got, err := ToJSON(XML, []byte(c.xml)); err != nil || string(got) != c.json {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, got, c.json)
		}
		out, err := FromJSON(XML, jsontext.Value(c.json))
		if err != nil || strings.Contains(string(out), "json:") {
			t.Errorf("%s: %v\n%s", c.name, err, out)
		}
		for _, part := range strings.FieldsFunc(c.xml, func(r rune) bool { return r == ' ' || r == '<' || r == '>' }) {
			if strings.Contains(part, "=") && !strings.Contains(string(out), strings.TrimSuffix(part, "/")) {
				t.Errorf("%s: %s is missing in\n%s", c.name, part, out)
			}
		}
	}
}

// Two extensions of Nova share a namespace, and a document may have one prefix for both: a name belongs to the
// extension that has it.
func TestXMLOfASharedNamespace(t *testing.T) {
	t.Parallel()
	const space = `="http://docs.openstack.org/compute/ext/extended_status/api/v1.1"`
	const want = `{"server":{"OS-EXT-STS:vm_state":"active","OS-EXT-SRV-ATTR:host":"h"}}`
	for _, doc := range []string{
		`<server xmlns:OS-EXT-STS` + space + ` OS-EXT-STS:vm_state="active" OS-EXT-STS:host="h"/>`,
		`<server xmlns:OS-EXT-SRV-ATTR` + space + ` OS-EXT-SRV-ATTR:vm_state="active" OS-EXT-SRV-ATTR:host="h"/>`,
		`<server xmlns:ns0` + space + ` ns0:vm_state="active" ns0:host="h"/>`,
		`<server xmlns:a` + space + ` xmlns:b="http://docs.openstack.org/compute/ext/extended_status/api/v1.1/attributes" a:vm_state="active" b:host="h"/>`,
	} {
		if got, err := ToJSON(XML, []byte(doc)); err != nil || string(got) != want {
			t.Errorf("%s\n got %s, %v", doc, got, err)
		}
	}
	out, err := FromJSON(XML, jsontext.Value(want))
	if err != nil {
		t.Fatal(err)
	}
	if back, err := ToJSON(XML, out); err != nil || string(back) != want {
		t.Errorf("by way of %s it is %s, %v", out, back, err)
	}
}

// A null in metadata is a pair like the others, and an id is text, though it looks like a number.
func TestXMLKeepsPairsAndIDs(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`{"metadata":{"a":null,"b":"1"}}`:         `<meta key="a" json:type="null"/><meta key="b">1</meta>`,
		`{"server":{"metadata":{"a":null}}}`:      `<metadata><meta key="a" json:type="null"/></metadata>`,
		`{"image":{"id":"1","tenant_id":"1234"}}`: `tenant_id="1234"`,
		`{"server":{"id":"1","port_id":"77"}}`:    `port_id="77"`,
		`{"server":{"id":"1","port_id":77}}`:      `<port_id json:type="number">77</port_id>`,
		`{"meta":{"a":null}}`:                     `json:type="object"`,
		`{"output":"a\nb\n"}`:                     "<output>a\nb\n</output>",
		`{"thing":{"text":{"x":"one\ntwo"}}}`:     "one&#10;two",
	} {
		out, err := FromJSON(XML, jsontext.Value(doc))
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v\n%s", doc, err, out)
			continue
		}
		if back, err := ToJSON(XML, out); err != nil || string(back) != doc {
			t.Errorf("%s comes back as %s, %v", doc, back, err)
		}
	}
	if got, err := ToJSON(XML, []byte("<keypair><name>\n  k\n</name></keypair>")); err != nil || string(got) != `{"keypair":{"name":"k"}}` {
		t.Errorf("white space that lays out is read: %s, %v", got, err)
	}
}
