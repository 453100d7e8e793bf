package api

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// seeds adds the guide's examples to a fuzz test.
func seeds(f *testing.F, ext string) {
	f.Helper()
	files, err := filepath.Glob("../../test/guide/*." + ext)
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// FuzzXMLToJSON: whatever comes, no panic; what is taken is valid JSON, which XML gives back. Our
// XML is checked by encoding/xml, which reads more than XML allows: what it takes says nothing about what we refuse.
func FuzzXMLToJSON(f *testing.F) {
	seeds(f, "xml")
	for _, s := range []string{"<a", "<a><![CDATA[x]]></a>", "<a b='1'>&#x41;</a>", "<a:b/>", `<x json:type="array"><y/></x>`, "<!DOCTYPE a><a/>", "<server \uFFFD=''/>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ToJSON(XML, data)
		if err != nil {
			return
		}
		if !doc.IsValid() {
			t.Fatalf("not JSON: %s", doc)
		}
		checkThereAndBack(t, doc)
	})
}

// FuzzJSONToXML: what is taken makes well-formed XML, which gives back the JSON.
func FuzzJSONToXML(f *testing.F) {
	seeds(f, "json")
	for _, s := range []string{`{"a":[[]]}`, `{"server":{"links":{}}}`, `{"servers":[1]}`, `{"meta":{"a":null}}`, `{"a":{"a:b":{"a:b":1}}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ToJSON(JSON, data)
		if err != nil {
			return
		}
		checkThereAndBack(t, doc)
	})
}

// checkThereAndBack sends a JSON document through XML twice: the first time may give values the types that are
// declared, the second changes nothing.
func checkThereAndBack(t *testing.T, doc jsontext.Value) {
	t.Helper()
	out, err := FromJSON(XML, doc)
	if err != nil {
		return // not an object, or too deep
	}
	if !wellFormed(out) {
		t.Fatalf("not well formed: %s\nfrom %s", out, doc)
	}
	first, err := ToJSON(XML, out)
	if err != nil {
		t.Fatalf("we don't read what we write: %v\n%s", err, out)
	}
	again, err := FromJSON(XML, first)
	if err != nil {
		t.Fatal(err)
	}
	second, err := ToJSON(XML, again)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := canonical(t, first), canonical(t, second); a != b {
		t.Errorf("it changes again:\n%s\n%s\nby way of %s\nfrom %s", a, b, again, doc)
	}
}

func canonical(t *testing.T, doc jsontext.Value) string {
	t.Helper()
	v := doc.Clone()
	if err := v.Canonicalize(); err != nil {
		t.Fatalf("%v: %s", err, doc)
	}
	return string(v)
}

// wellFormed reports a document that encoding/xml takes whole: one root, nothing but comments beside it, no DTD.
func wellFormed(data []byte) bool {
	if strings.Contains(string(data), "<!D") || strings.Contains(string(data), "]]>") {
		return false
	}
	dec := xml.NewDecoder(strings.NewReader(string(data)))
	depth, roots := 0, 0
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return depth == 0 && roots == 1
		}
		if err != nil {
			return false
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			if depth++; depth > 64 || len(tok.Attr) > 256 || strange(tok) {
				return false
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && strings.Trim(string(tok), "\uFEFF \t\r\n") != "" {
				return false
			}
		case xml.Directive:
			return false
		}
	}
}

// strange reports what encoding/xml lets pass: an attribute that is there twice, a name with half a prefix.
func strange(tag xml.StartElement) bool {
	seen := map[xml.Name]bool{}
	for _, a := range tag.Attr {
		if seen[a.Name] || strings.Contains(a.Name.Local, ":") {
			return true
		}
		seen[a.Name] = true
	}
	return strings.Contains(tag.Name.Local, ":")
}

// FuzzParseFault: whatever body a proxy or a cloud sends, there is a message, a kind and a code.
func FuzzParseFault(f *testing.F) {
	seeds(f, "json")
	seeds(f, "xml")
	for _, s := range []string{"", "Bad Gateway", "<html><title>502</title></html>", `{"error":"x"}`, `["a"]`, `{"message":{"a":[1]}}`, "\xff\xfe"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, contentType := range []string{"application/json", "text/html"} {
			fault := ParseFault(data, 503, contentType)
			if fault.Message == "" || fault.Kind == "" || fault.Code == 0 {
				t.Errorf("%+v for %q", fault, data)
			}
			if fault.Extra != nil && !fault.Extra.IsValid() {
				t.Errorf("Extra is not JSON: %s", fault.Extra)
			}
		}
	})
}
