package sandbox

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// element is a document of XML as any parser sees it: names and attributes with their namespaces, text without white space around it.
type element struct {
	name     string
	attrs    map[string]string
	text     string
	children []element
}

// The namespaces, by the letters that the tests write for them.
var spaces = map[string]string{
	"http://docs.openstack.org/compute/api/v1.1":                             "c",
	"http://docs.openstack.org/common/api/v1.0":                              "common",
	"http://docs.openstack.org/identity/api/v2.0":                            "id",
	"http://www.w3.org/2005/Atom":                                            "atom",
	"http://docs.openstack.org/compute/ext/disk_config/api/v1.1":             "OS-DCF",
	"http://docs.openstack.org/compute/ext/extended_status/api/v1.1":         "OS-EXT-STS",
	"http://docs.rackspace.com/servers/api/ext/server_bandwidth/":            "rax-bandwidth",
	"http://docs.openstack.org/compute/ext/image_size/api/v1.1":              "OS-EXT-IMG-SIZE",
	"http://docs.openstack.org/compute/ext/flavor_extra_data/api/v1.1":       "OS-FLV-EXT-DATA",
	"http://docs.rackspace.com/identity/api/ext/RAX-AUTH/v1.0":               "RAX-AUTH",
	"http://docs.openstack.org/compute/ext/flavor_with_extra_specs/api/v2.0": "OS-FLV-WITH-EXT-SPECS",
}

func short(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if s, known := spaces[n.Space]; known {
		return s + ":" + n.Local
	}
	return n.Space + ":" + n.Local
}

// xml parses the body of a reply, which has to be XML.
func (u *cloudUnderTest) xml(r reply) element {
	u.t.Helper()
	if got := r.header.Get("Content-Type"); got != "application/xml" {
		u.t.Fatalf("Content-Type %q, body %s", got, r.body)
	}
	d := xml.NewDecoder(strings.NewReader(r.body))
	stack := []element{{}}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return stack[0].children[0]
		}
		if err != nil {
			u.t.Fatalf("%v in %s", err, r.body)
		}
		top := &stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: short(token.Name), attrs: map[string]string{}}
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					e.attrs[short(a.Name)] = a.Value
				}
			}
			stack = append(stack, e)
		case xml.CharData:
			top.text += strings.TrimSpace(string(token))
		case xml.EndElement:
			stack = stack[:len(stack)-1]
			stack[len(stack)-1].children = append(stack[len(stack)-1].children, *top)
		}
	}
}

// child returns the first child element of a name.
func (e element) child(t *testing.T, name string) element {
	t.Helper()
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	t.Fatalf("<%s> has no <%s>: %v", e.name, name, e.children)
	return element{}
}

// A client that speaks XML alone signs in with either credentials (fact 1), and is refused in XML.
func TestSignInXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	as := []string{"Content-Type", "application/xml", "Accept", "application/xml"}
	for _, body := range []string{
		`<?xml version="1.0"?><auth xmlns="http://docs.openstack.org/identity/api/v2.0" tenantId="010101"><passwordCredentials username="sandbox" password="sandbox"/></auth>`,
		`<auth><apiKeyCredentials xmlns="http://docs.rackspace.com/identity/api/ext/RAX-KSKEY/v1.0" username="sandbox" apiKey="sandbox-key"/></auth>`,
		`<auth xmlns="http://docs.openstack.org/identity/api/v2.0"><token id="` + u.token + `"/></auth>`,
	} {
		access := u.xml(u.want(200, u.send("POST", "/v2.0/tokens", body, as...)))
		token := access.child(t, "id:token")
		if access.name != "id:access" || token.child(t, "id:tenant").attrs["id"] != "010101" {
			t.Errorf("%+v", token)
		}
		u.want(200, u.compute("GET", "/servers.xml", "", "X-Auth-Token", token.attrs["id"]))
		if len(access.child(t, "id:serviceCatalog").children) != 7 {
			t.Errorf("%+v", access.child(t, "id:serviceCatalog"))
		}
	}
	refused := u.xml(u.want(401, u.send("POST", "/v2.0/tokens", `<auth><passwordCredentials username="sandbox" password="x"/></auth>`, as...)))
	if refused.attrs["code"] != "401" || refused.child(t, refused.name[:strings.LastIndex(refused.name, ":")+1]+"message").text !=
		"Unable to authenticate user with credentials provided." {
		t.Errorf("%+v", refused)
	}
}

// A server that is created in XML, as in examples 1.11 and 2.7, is what it would have been in JSON; its documents are those of
// examples 2.8 and 2.15.
func TestServerXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	body := `<?xml version="1.0" encoding="UTF-8"?>
<server xmlns="http://docs.openstack.org/compute/api/v1.1" xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1"
  imageRef="` + precise + `" flavorRef="2" name="api-test-server-xml2" OS-DCF:diskConfig="MANUAL" accessIPv4="67.23.10.132">
  <metadata><meta key="My Server Name">API Test Server XML</meta></metadata>
  <personality><file path="/etc/banner.txt">
    ICAgICAgDQoiQSBjbG91ZCBkb2VzIG5vdCBrbm93IHdoeSBp
    b25zLiINCgOKLVJpY2hhcmQgQmFjaA==</file></personality>
  <networks><network uuid="00000000-0000-0000-0000-000000000000"/></networks>
</server>`
	r := u.want(202, u.compute("POST", "/servers.xml", body, "Content-Type", "application/xml"))
	created := u.xml(r)
	id := created.attrs["id"]
	if created.name != "c:server" || len(created.attrs["adminPass"]) != 12 || created.attrs["OS-DCF:diskConfig"] != "MANUAL" ||
		len(created.attrs) != 3 || len(created.child(t, "c:metadata").children) != 0 {
		t.Errorf("created %+v", created)
	}
	u.clock.advance(10 * time.Second)
	asJSON := u.server(id)
	got := u.xml(u.want(200, u.compute("GET", "/servers/"+id, "", "Accept", "application/xml")))
	wantAttrs := map[string]string{
		"id": id, "name": "api-test-server-xml2", "status": "ACTIVE", "progress": "100", "tenantId": "010101", "userId": "170454",
		"hostId": asJSON["hostId"].(string), "created": "2013-12-10T12:00:00Z", "updated": "2013-12-10T12:00:04Z",
		"accessIPv4": "67.23.10.132", "accessIPv6": asJSON["accessIPv6"].(string), "OS-DCF:diskConfig": "MANUAL",
		"OS-EXT-STS:vm_state": "active", "OS-EXT-STS:task_state": "None", "OS-EXT-STS:power_state": "1",
	}
	if diff := cmp.Diff(wantAttrs, got.attrs); diff != "" {
		t.Error(diff)
	}
	meta := got.child(t, "c:metadata").child(t, "c:meta")
	if meta.attrs["key"] != "My Server Name" || meta.text != "API Test Server XML" {
		t.Errorf("metadata %+v", meta)
	}
	network := got.child(t, "c:addresses").child(t, "c:network")
	if network.attrs["id"] != "public" || len(network.children) != 2 || network.children[0].attrs["version"] != "4" {
		t.Errorf("addresses %+v", network)
	}
	if link := got.child(t, "atom:link"); link.attrs["rel"] != "self" || !strings.HasSuffix(link.attrs["href"], "/v2/010101/servers/"+id) {
		t.Errorf("link %+v", link)
	}
	if image := got.child(t, "c:image"); image.attrs["id"] != precise || image.child(t, "atom:link").attrs["rel"] != "bookmark" {
		t.Errorf("image %+v", image)
	}
	list := u.xml(u.want(200, u.compute("GET", "/servers/detail.xml?limit=1", "")))
	if diff := cmp.Diff(got.attrs, list.child(t, "c:server").attrs); diff != "" || list.name != "c:servers" {
		t.Errorf("list %s: %s", list.name, diff)
	}
	if next := list.child(t, "atom:link"); next.attrs["rel"] != "next" || !strings.Contains(next.attrs["href"], "marker="+id) {
		t.Errorf("next %+v", next)
	}
}

// The rest of the documents parse as XML with their roots in the right namespaces; a fault is the fault's element.
func TestDocumentsXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.clock.advance(time.Minute)
	for path, root := range map[string]string{
		"/DFW/.xml":    "common:versions",
		"/DFW/v2/.xml": "common:version",
		"/DFW/v2/010101/images/" + precise + ".xml":        "c:image",
		"/DFW/v2/010101/images/detail.xml":                 "c:images",
		"/DFW/v2/010101/flavors/2.xml":                     "c:flavor",
		"/DFW/v2/010101/flavors.xml":                       "c:flavors",
		"/DFW/v2/010101/servers/" + id + "/ips.xml":        "c:addresses",
		"/DFW/v2/010101/servers/" + id + "/ips/public.xml": "c:network",
		"/DFW/v2/010101/servers/none.xml":                  "c:itemNotFound",
	} {
		if got := u.xml(u.send("GET", path, "")); got.name != root {
			t.Errorf("%s: <%s>, want <%s>", path, got.name, root)
		}
	}
	fault := u.xml(u.want(404, u.compute("GET", "/servers/none.xml", "")))
	if fault.attrs["code"] != "404" || fault.child(t, "c:message").text != "Instance could not be found" {
		t.Errorf("%+v", fault)
	}
}
