package guide

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// node is an element as encoding/xml sees it: names with their namespaces, attributes sorted, white space around text
// gone. It doesn't use pkg/api's own reader, so that reader and writer can't agree on a mistake.
type node struct {
	Name     string
	Attrs    []string
	Text     string
	Children []*node
}

// canonical reads a document. Spaces says what prefixes stand for that the document doesn't declare, "" for its default
// namespace: real documents leave declarations out.
func canonical(t *testing.T, data []byte, spaces map[string]string) *node {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{Name: expanded(tok.Name, spaces, false)}
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					n.Attrs = append(n.Attrs, fmt.Sprintf("%s=%q", expanded(a.Name, spaces, true), a.Value))
				}
			}
			slices.Sort(n.Attrs)
			top.Children = append(top.Children, n)
			stack = append(stack, n)
		case xml.EndElement:
			top.Text = strings.TrimSpace(top.Text)
			if tok.Name.Local == "file" { // base64
				top.Text = strings.Join(strings.Fields(top.Text), "")
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.Text += string(tok)
		}
	}
	return root.Children[0]
}

func expanded(n xml.Name, spaces map[string]string, attribute bool) string {
	space := n.Space
	switch n.Local { // both are read, the second is written (fact 38)
	case "tenant_id":
		n.Local = "tenantId"
	case "user_id":
		n.Local = "userId"
	}
	if uri, ok := spaces[space]; ok && !(attribute && space == "") {
		space = uri
	}
	return "{" + space + "}" + n.Local
}

// declarations returns the namespaces that a document declares, by prefix. One that is declared twice, or not on the
// root, fails the test.
func declarations(t *testing.T, data []byte, strict bool) map[string]string {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(data))
	all := map[string]string{}
	for root := true; ; {
		tok, err := dec.RawToken()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			prefix, ok := "", a.Name.Space == "" && a.Name.Local == "xmlns"
			if a.Name.Space == "xmlns" {
				prefix, ok = a.Name.Local, true
			}
			if !ok {
				continue
			}
			if _, have := all[prefix]; strict && (have || !root) {
				t.Errorf("xmlns:%s is declared twice, or not on the root:\n%s", prefix, data)
			}
			all[prefix] = a.Value
		}
		root = false
	}
}

// canonicalJSON is a document with its members sorted.
func canonicalJSON(t *testing.T, doc []byte) string {
	t.Helper()
	v := jsontext.Value(bytes.Clone(doc))
	if err := v.Canonicalize(); err != nil {
		t.Fatalf("%v in\n%s", err, doc)
	}
	if err := v.Indent(); err != nil {
		t.Fatal(err)
	}
	return string(v)
}
