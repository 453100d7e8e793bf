package api

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// bigPage is a page of 1000 servers in detail, about as long as a real one.
func bigPage(b *testing.B, f Format) []byte {
	b.Helper()
	var servers []Server
	for i := range 1000 {
		id := fmt.Sprintf("%08x-8b69-11e0-9b19-734f6af67565", i)
		link := Link{Rel: "bookmark", Href: "https://dfw.servers.api.rackspacecloud.com/010101/servers/" + id}
		servers = append(servers, Server{
			ID: id, Name: "web-" + id, Status: "ACTIVE", Progress: ptr(100), TenantID: "010101", UserID: "170454",
			HostID: ptr("fb19e2fe4405c9f819c6f574e4954ec4f1a7e58e94782d171dddeb9a"), Created: "2012-07-28T15:32:25Z",
			Updated: "2012-07-28T15:37:09Z", AccessIPv4: ptr("50.56.172.247"), AccessIPv6: ptr(""), DiskConfig: "AUTO",
			VMState: "active", TaskState: Null[string](), PowerState: ptr(1),
			Image:    &Ref{ID: "3afe97b2-26dc-49c5-a2cc-a2fc8d80c001", Links: []Link{link}},
			Flavor:   &Ref{ID: "6", Links: []Link{link}},
			Metadata: Metadata{{"role", "web"}, {"My Server Name", "API Test Server"}},
			Addresses: Addresses{
				{"public", []Address{{Version: 4, Addr: "50.56.172.247"}, {Version: 6, Addr: "2001:4800:780e:510:d87b:9cbc:ff03:bbbd"}}},
				{"private", []Address{{Version: 4, Addr: "10.180.1.226"}}},
			},
			Links: []Link{link, link},
		})
	}
	page, err := MarshalPage(f, "servers", servers, nil)
	if err != nil {
		b.Fatal(err)
	}
	return page
}

func BenchmarkSplitPage(b *testing.B) {
	doc := jsontext.Value(bigPage(b, JSON))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if page, err := SplitPage(doc, "servers"); err != nil || page.Len != 1000 {
			b.Fatal(err)
		}
	}
}

// BenchmarkJSONToItems is all that a list in JSON costs before it is printed: the check and the cut.
func BenchmarkJSONToItems(b *testing.B) {
	data := bigPage(b, JSON)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := ToJSON(JSON, data)
		if err != nil {
			b.Fatal(err)
		}
		if page, err := SplitPage(doc, "servers"); err != nil || page.Len != 1000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkXMLToJSON(b *testing.B) {
	data := bigPage(b, XML)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ToJSON(XML, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSONToXML(b *testing.B) {
	doc := jsontext.Value(bigPage(b, JSON))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FromJSON(XML, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalServers(b *testing.B) {
	list, err := Member(bigPage(b, JSON), "servers")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(list)))
	for b.Loop() {
		var servers []Server
		if err := Unmarshal(bytes.Clone(list), &servers); err != nil || len(servers) != 1000 {
			b.Fatal(err)
		}
	}
}
