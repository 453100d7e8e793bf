package client

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// guideExample is the guide's example with a number such as 2.28, as test/guide has it repaired.
func guideExample(t *testing.T, number string, f api.Format) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "test", "guide", number+"_*."+f.String()))
	if err != nil || len(files) != 1 {
		t.Fatalf("example %s in %v: %v %v", number, f, files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sameDocument is a document in a form that two writings of it share.
func sameDocument(t *testing.T, f api.Format, doc string) string {
	t.Helper()
	if f == api.XML {
		return canonicalXML(t, doc)
	}
	v := jsontext.Value(doc)
	if err := v.Canonicalize(); err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	return string(v)
}

// canonicalXML reads with encoding/xml, not with pkg/api: names have their namespaces, attributes are sorted.
func canonicalXML(t *testing.T, doc string) string {
	t.Helper()
	var b strings.Builder
	for dec := xml.NewDecoder(strings.NewReader(doc)); ; {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, doc)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			var attrs []string
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					attrs = append(attrs, fmt.Sprintf("\n  {%s}%s=%q", a.Name.Space, a.Name.Local, a.Value))
				}
			}
			slices.Sort(attrs)
			fmt.Fprintf(&b, "\n<{%s}%s%s>", tok.Name.Space, tok.Name.Local, strings.Join(attrs, ""))
		case xml.EndElement:
			b.WriteString("</>")
		case xml.CharData:
			b.Write(bytes.Join(bytes.Fields(tok), nil)) // base64 comes in lines
		}
	}
}

// injected is the contents of the only file in an example.
func injected(t *testing.T, doc string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<file[^>]*>(.*?)</file>|"contents": "(.*?)"`).FindStringSubmatch(doc)
	if found == nil {
		t.Fatal("no file in " + doc)
	}
	return strings.Join(strings.Fields(found[1]+found[2]), "")
}

func withWire(f api.Format) func(*Options) { return func(o *Options) { o.Wire = f } }
