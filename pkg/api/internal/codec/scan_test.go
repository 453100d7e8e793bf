package codec

import (
	"fmt"
	"strings"
	"testing"
)

// What isn't a whole, harmless document is refused, and the message says why.
func TestXMLRefused(t *testing.T) {
	t.Parallel()
	c := testCodec(t)
	for _, d := range []struct{ name, doc, says string }{
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
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			doc, err := c.In("").ToJSON([]byte(d.doc))
			if err == nil {
				t.Fatalf("read as %.100s", doc)
			}
			if !strings.Contains(err.Error(), d.says) {
				t.Errorf("it says %q, without %q", err, d.says)
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
