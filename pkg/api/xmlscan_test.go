package api

import (
	"fmt"
	"strings"
	"testing"
)

// What isn't a whole, harmless document is refused, and the message says why.
func TestXMLRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, doc, says string }{
		{"empty", "", "no element"},
		{"blank", " \n", "no element"},
		{"only a declaration", `<?xml version="1.0"?>`, "no element"},
		{"text", "hello", "outside"},
		{"text after", "<a/>b", "outside"},
		{"two roots", "<a/><b/>", "more than one"},
		{"cut in a tag", `<server id="1`, "too early"},
		{"cut before the end", `<server id="1"><image/>`, "too early"},
		{"cut in an end tag", `<server></serv`, "too early"},
		{"cut in a comment", `<server><!-- `, "too early"},
		{"cut in text", `<server>abc`, "too early"},
		{"wrong end", `<a><b></a></b>`, "</a> ends <b>"},
		{"other prefix at the end", `<a:b xmlns:a="x" xmlns:c="x"></c:b>`, "</c:b> ends <a:b>"},
		{"no value", `<a b/>`, "no value"},
		{"no quotes", `<a b=c/>`, "not quoted"},
		{"no space", `<a b="1"c="2"/>`, "no space"},
		{"repeated", `<a b="1" b="2"/>`, "repeated"},
		{"< in a value", `<a b="<"/>`, "<"},
		{"bare &", `<a b="x&y"/>`, "&"},
		{"unknown entity", `<a>&nbsp;</a>`, "an entity is not known"},
		{"no character", `<a>&#xD800;</a>`, "character"},
		{"zero", `<a>&#0;</a>`, "character"},
		{"name", `<1a/>`, "name"},
		{"two colons", `<a:b:c/>`, "name"},
		{"a DTD", `<!DOCTYPE a><a/>`, "type definition"},
		{"entities in entities", `<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><l>&b;</l>`, "type definition"},
		{"too deep", strings.Repeat("<a>", 1000) + strings.Repeat("</a>", 1000), "deep"},
		{"too many attributes", "<a " + manyAttributes(1000) + "/>", "too big"},
		{"too many elements", "<a>" + strings.Repeat("<b/>", maxElements) + "</a>", "too big"},
		{"too big", "<a>" + strings.Repeat(" ", maxDocument) + "</a>", "too big"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, err := ToJSON(XML, []byte(c.doc))
			if err == nil {
				t.Fatalf("taken as %.100s", doc)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says %q, without %q", err, c.says)
			}
		})
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

// Every way of writing a document reads as the same.
func TestXMLWritings(t *testing.T) {
	t.Parallel()
	const want = `{"server":{"id":"1","name":"a<b>&\"'","metadata":{"k":" v\n"},"links":[{"rel":"self","href":"h"}]}}`
	const ns = `xmlns="http://docs.openstack.org/compute/api/v1.1"`
	const atom = `xmlns:atom="http://www.w3.org/2005/Atom"`
	const meta = `<metadata><meta key="k"> v` + "\n" + `</meta></metadata>`
	const link = `<atom:link rel="self" href="h"/>`
	for name, doc := range map[string]string{
		"as the guide does":      `<server ` + ns + ` ` + atom + ` id="1" name="a&lt;b&gt;&amp;&quot;&apos;">` + meta + link + `</server>`,
		"with a byte order mark": "\uFEFF" + `<?xml version="1.0"?><server ` + ns + ` ` + atom + ` id="1" name="a&lt;b>&amp;&quot;'">` + meta + link + `</server>`,
		"single quotes":          `<server ` + ns + ` ` + atom + ` id='1' name='a&lt;b>&amp;"&apos;'>` + meta + link + `</server>`,
		"numbered":               `<server id="1" name="a&#60;b&#x3e;&#38;&#34;&#39;">` + meta + link + `</server>`,
		"no namespace":           `<server id="1" name="a&lt;b>&amp;&quot;'">` + meta + link + `</server>`,
		"another prefix":         `<c:server xmlns:c="http://docs.openstack.org/compute/api/v1.1" xmlns:l="http://www.w3.org/2005/Atom" id="1" name="a&lt;b>&amp;&quot;'"><c:metadata><c:meta key="k"> v` + "\n" + `</c:meta></c:metadata><l:link rel="self" href="h"/></c:server>`,
		"default on a child":     `<server ` + ns + ` id="1" name="a&lt;b>&amp;&quot;'">` + meta + `<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="h"/></server>`,
		"CDATA, comments":        `<server id="1" name="a&lt;b>&amp;&quot;'"><!-- <x> --><metadata><meta key="k"><![CDATA[ v]]>` + "\n" + `</meta></metadata> <?pi?>` + link + `</server><!-- end -->`,
		"line ends":              "<server\r\n\tid=\"1\"\r\nname=\"a&lt;b>&amp;&quot;'\">\r\n<metadata><meta key=\"k\"> v\r\n</meta></metadata>" + link + "</server >\r\n",
		"blanks in tags":         `<server  id = "1"  name="a&lt;b>&amp;&quot;'" >` + meta + link + `</server>`,
	} {
		doc, err := ToJSON(XML, []byte(doc))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if string(doc) != want {
			t.Errorf("%s:\n got %s\nwant %s", name, doc, want)
		}
	}
}
