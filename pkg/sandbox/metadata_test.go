package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The six operations do to a server's metadata and to an image's what the guide's examples say, in the order of the document, in
// both formats (guide 2.7).
func TestMetadata(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	image := u.imaged(server, "gold")
	u.want(200, u.compute("PUT", "/images/"+image+"/metadata", `{"metadata":{}}`))
	xmlHead := `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	for _, holder := range []string{"/servers/" + server, "/images/" + image} {
		for _, test := range []struct {
			method, path, body string
			status             int
			want               string
		}{
			{"GET", "/metadata", "", 200, `{"metadata":{}}`},
			{"PUT", "/metadata", `{"metadata":{"Version":"2.1","Label":"Web"}}`, 200, `{"metadata":{"Version":"2.1","Label":"Web"}}`},
			{"POST", "/metadata", `{"metadata":{"New":"1","Version":"2.2","New":"2"}}`, 200, `{"metadata":{"Version":"2.2","Label":"Web","New":"2"}}`},
			{"GET", "/metadata/Label", "", 200, `{"meta":{"Label":"Web"}}`},
			{"PUT", "/metadata/Label", `{"meta":{"Label":"Web2"}}`, 200, `{"meta":{"Label":"Web2"}}`},
			{"PUT", "/metadata/a%20b%2Fc", `{"meta":{"a b/c":""}}`, 200, `{"meta":{"a b/c":""}}`},
			{"GET", "/metadata", "", 200, `{"metadata":{"Version":"2.2","Label":"Web2","New":"2","a b/c":""}}`},
			{"DELETE", "/metadata/Version", "", 204, ``},
			{"DELETE", "/metadata/a%20b%2Fc", "", 204, ``},
			{"GET", "/metadata", "", 200, `{"metadata":{"Label":"Web2","New":"2"}}`},
			{"PUT", "/metadata", `{"metadata":{"Label":"Web"}}`, 200, `{"metadata":{"Label":"Web"}}`},
			{"PUT", "/metadata", `{"metadata":{}}`, 200, `{"metadata":{}}`},
			{"PUT", "/metadata.xml", `<metadata` + ns + `><meta key="Label">Web</meta><meta key="Version">2.1</meta></metadata>`, 200,
				xmlHead + `<metadata` + ns + `><meta key="Label">Web</meta><meta key="Version">2.1</meta></metadata>`},
			{"POST", "/metadata.xml", `<metadata` + ns + `><meta key="Label">Web2</meta></metadata>`, 200,
				xmlHead + `<metadata` + ns + `><meta key="Label">Web2</meta><meta key="Version">2.1</meta></metadata>`},
			{"PUT", "/metadata/Label.xml", `<meta` + ns + ` key="Label">Web</meta>`, 200, xmlHead + `<meta` + ns + ` key="Label">Web</meta>`},
			{"GET", "/metadata/Version.xml", "", 200, xmlHead + `<meta` + ns + ` key="Version">2.1</meta>`},
		} {
			kind := "application/json"
			if len(test.body) > 0 && test.body[0] == '<' {
				kind = "application/xml"
			}
			r := u.want(test.status, u.compute(test.method, holder+test.path, test.body, "Content-Type", kind))
			if diff := cmp.Diff(test.want, strings.TrimSpace(r.body)); diff != "" {
				t.Errorf("%s %s: %s", test.method, holder+test.path, diff)
			}
		}
	}
	want := map[string]any{"Label": "Web", "Version": "2.1"}
	if diff := cmp.Diff(want, u.server(server)["metadata"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, u.imageDoc(image)["metadata"]); diff != "" {
		t.Error(diff)
	}
}

// The provider's images keep their metadata; image keys that aren't there have Nova's two words for it.
func TestImageMetadataRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, test := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"PUT", "", `{"metadata":{}}`, 403, "Not authorized for image " + precise + "."},
		{"POST", "", `{"metadata":{"a":"b"}}`, 403, "Not authorized for image " + precise + "."},
		{"PUT", "/a", `{"meta":{"a":"b"}}`, 403, "Not authorized for image " + precise + "."},
		{"DELETE", "/os_type", ``, 403, "Not authorized for image " + precise + "."},
		{"GET", "/nope", ``, 404, "The resource could not be found."},
	} {
		r := u.want(test.status, u.compute(test.method, "/images/"+precise+"/metadata"+test.path, test.body))
		if _, message := u.fault(r); message != test.want {
			t.Errorf("%s %s: %s", test.method, test.path, message)
		}
	}
	if got := at[string](t, u.imageDoc(precise), "metadata", "os_type"); got != "linux" {
		t.Error(got)
	}
}
