package api

import "testing"

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
