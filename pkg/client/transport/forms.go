package transport

import (
	"encoding/base64"
	"fmt"
	"html"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// formsOf returns the forms in which a text turns up again, each once: as it is, as Python quotes it, in base64 (with and without padding,
// also that of URLs), and each of these escaped for JSON, for XML and HTML, and for URLs.
func formsOf(text string) []string {
	plain := []string{text, strings.TrimSpace(text), inPython(text)}
	for _, coding := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		plain = append(plain, coding.EncodeToString([]byte(text)))
	}
	seen := map[string]bool{"": true}
	var all []string
	for _, form := range plain {
		for _, escaped := range append(escapes(form), form) {
			if !seen[escaped] {
				seen[escaped] = true
				all = append(all, escaped)
			}
		}
	}
	return all
}

// escapes are the ways to write a text within JSON, XML, HTML and URLs.
func escapes(s string) []string {
	markup := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	named := strings.NewReplacer("&#34;", "&quot;", "&#39;", "&apos;")
	inQuery, inURL := url.QueryEscape(s), strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	quoted := inJSON(s)
	return []string{
		quoted, inASCII(quoted), inJSON(quoted), inPython(quoted),
		strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`).Replace(quoted), strings.ReplaceAll(quoted, "/", `\/`),
		html.EscapeString(s), named.Replace(html.EscapeString(s)), markup.Replace(s),
		inQuery, inURL, strings.ReplaceAll(inURL, "%2F", "/"), url.PathEscape(s),
	}
}

// decoded returns what a text in base64 stands for, where that is text too; else "".
func decoded(text string) string {
	plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || !utf8.Valid(plain) {
		return ""
	}
	return string(plain)
}

// inJSON is a text as it stands in a string of JSON.
func inJSON(s string) string {
	quoted, err := jsontext.AppendQuote(nil, s)
	if err != nil { // invalid UTF-8: it can't be in JSON
		return s
	}
	return string(quoted[1 : len(quoted)-1])
}

// inASCII is inJSON as encoders write it that leave nothing but ASCII.
func inASCII(quoted string) string {
	var b strings.Builder
	for _, r := range quoted {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

// inPython is a text between the quotes in which Python shows it: services write it so into their messages.
func inPython(s string) string {
	var b strings.Builder
	both := strings.Contains(s, "'") && strings.Contains(s, `"`)
	for _, r := range s {
		switch {
		case r == '\\', r == '\'' && both:
			b.WriteString(`\` + string(r))
		case r == '\n', r == '\r', r == '\t':
			b.WriteString(map[rune]string{'\n': `\n`, '\r': `\r`, '\t': `\t`}[r])
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}
