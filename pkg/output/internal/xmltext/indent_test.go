package xmltext_test

import (
	"testing"

	"github.com/novactl/novactl/pkg/output/internal/xmltext"
)

// XML on a terminal is indented where that changes nothing of what it says.
func TestIndent(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ doc, want string }{
		{`<?xml version="1.0"?><a><b x="1>2"/><c>text </c><d></d></a>`, "<?xml version=\"1.0\"?>\n<a>\n  <b x=\"1>2\"/>\n  <c>text </c>\n  <d></d>\n</a>"},
		{`<a><![CDATA[<b>]]></a>`, `<a><![CDATA[<b>]]></a>`},
		{`<a/>`, `<a/>`},
		{`<a`, `<a`},
		{`</a></b>`, "</a>\n</b>"},
	} {
		if got := string(xmltext.Indent([]byte(test.doc))); got != test.want {
			t.Errorf("%q becomes %q, not %q", test.doc, got, test.want)
		}
	}
}
