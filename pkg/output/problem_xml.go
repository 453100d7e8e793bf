package output

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
)

// faultSpace is the namespace of the guide's documents.
const faultSpace = "http://docs.openstack.org/compute/api/v1.1"

// xml returns p as a fault document of the guide (1.11.1) on a line: the message, and as details what else is known.
func (p Problem) xml() string {
	element := p.Fault
	if !plainWord(element) { // a cloud chose it
		element = "computeFault"
	}
	doc := fmt.Sprintf(`<%s xmlns=%q code="%d"><message>%s</message>`, element, faultSpace, cmp.Or(p.FaultCode, 500), xmlText(p.text()))
	if details := p.details(); details != "" {
		doc += "<details>" + xmlText(details) + "</details>"
	}
	return doc + "</" + element + ">\n"
}

// details returns what the message doesn't say: the request's id, the candidates, the hint.
func (p Problem) details() string {
	var parts []string
	if p.RequestID != "" {
		parts = append(parts, "request "+p.RequestID)
	}
	for _, c := range p.Candidates {
		parts = append(parts, strings.TrimSpace(c.ID+" "+c.Name+" "+c.Project))
	}
	if p.Hint != "" {
		parts = append(parts, p.Hint)
	}
	return strings.Join(parts, "; ")
}

// plainWord reports whether s is letters of ASCII alone, so that it can name an element.
func plainWord(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// xmlText returns s sanitized, as the text of an element.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(Sanitize(s))) // a Builder takes everything
	return b.String()
}
