// Package xmltext lays out XML documents for the eyes of people.
package xmltext

import (
	"bytes"
	"strings"
)

// Indent returns doc with each element on a line of its own, but for those that hold text: what a blank would change stays as it is.
func Indent(doc []byte) []byte {
	if bytes.Contains(doc, []byte("<![CDATA[")) || bytes.Contains(doc, []byte("<!--")) {
		return doc
	}
	var b bytes.Buffer
	depth, text := 0, false // text: what came last is no tag
	opened := false         // what came last opened an element
	for len(doc) > 0 {
		tag, rest := nextTag(doc)
		doc = rest
		blank := len(bytes.TrimSpace(tag)) == 0
		switch {
		case blank:
			continue
		case tag[0] != '<':
			b.Write(tag)
			text, opened = true, false
			continue
		case bytes.HasPrefix(tag, []byte("</")):
			depth--
			if !text && !opened {
				newLine(&b, depth)
			}
			opened = false
		default:
			if !text {
				newLine(&b, depth)
			}
			opened = !bytes.HasSuffix(tag, []byte("/>")) && !bytes.HasPrefix(tag, []byte("<?"))
			if opened {
				depth++
			}
		}
		b.Write(tag)
		text = false
	}
	return b.Bytes()
}

func newLine(b *bytes.Buffer, depth int) {
	if b.Len() > 0 {
		b.WriteString("\n" + strings.Repeat("  ", max(depth, 0)))
	}
}

// nextTag parts the first tag, or the text before it, from the rest of doc. A > in an attribute's value ends no tag.
func nextTag(doc []byte) (tag, rest []byte) {
	if doc[0] != '<' {
		end := bytes.IndexByte(doc, '<')
		if end < 0 {
			end = len(doc)
		}
		return doc[:end], doc[end:]
	}
	quote := byte(0)
	for i, c := range doc {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return doc[:i+1], doc[i+1:]
		}
	}
	return doc, nil
}
