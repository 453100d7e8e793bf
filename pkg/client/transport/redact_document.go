package transport

import (
	"bytes"
	"errors"
	"html"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/pattern"
)

// isJSON and isXML say what a body looks like: its type isn't always what it says.
func isJSON(body []byte) bool { return len(body) > 0 && (body[0] == '{' || body[0] == '[') }
func isXML(body []byte) bool  { return len(body) > 0 && body[0] == '<' }

// eachJSON reads a JSON document token by token. Each value is that of a secret member or not; what isn't JSON is the error.
func eachJSON(data []byte, token func(jsontext.Token) error, secret func(*jsontext.Decoder) error) error {
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		tok, err := dec.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		hides := isName(dec) && secretMember(dec.StackPointer())
		if err := token(tok); err != nil {
			return err
		}
		if !hides {
			continue
		}
		if err := secret(dec); err != nil {
			return err
		}
	}
}

// redactJSON replaces the values of secret members, and a token's id. What doesn't parse isn't shown: there is no
// telling what it holds.
func redactJSON(data []byte) string {
	var out bytes.Buffer
	enc := jsontext.NewEncoder(&out, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	err := eachJSON(data, enc.WriteToken, func(dec *jsontext.Decoder) error {
		return errors.Join(dec.SkipValue(), enc.WriteToken(jsontext.String(hidden)))
	})
	if err != nil {
		return strings.TrimSpace(out.String()) + "… (the rest is not JSON)"
	}
	return strings.TrimSpace(out.String())
}

// isName reports whether the token just read is the name of a member.
func isName(dec *jsontext.Decoder) bool {
	kind, n := dec.StackIndex(dec.StackDepth())
	return kind == '{' && n%2 == 1
}

func secretMember(p jsontext.Pointer) bool {
	return api.IsSecretIn(p.Parent().LastToken(), p.LastToken())
}

// The parts of an XML document: attributes, cut off or not, and the start tags of elements.
var (
	xmlAttributes = pattern.Lazy(`([\w.-]+)(\s*=\s*)("[^"]*"?|'[^']*'?)`)
	xmlStartTags  = pattern.Lazy(`<(?:[\w.-]+:)?([\w.-]+)([^<>]*)>`)
)

// mapXML replaces the text of every secret attribute and element, as it stands in the document.
func mapXML(s string, secret func(string) string) string {
	var b strings.Builder
	for {
		at := xmlStartTags().FindStringSubmatchIndex(s)
		if at == nil {
			break
		}
		name, attributes := s[at[2]:at[3]], s[at[4]:at[5]]
		b.WriteString(mapAttributes(s[:at[1]], secret))
		s = s[at[1]:]
		if !secretElement(name, attributes) || strings.HasSuffix(attributes, "/") {
			continue
		}
		end := strings.Index(s, "</")
		if end < 0 {
			end = len(s)
		}
		b.WriteString(secret(s[:end]))
		s = s[end:]
	}
	b.WriteString(mapAttributes(s, secret))
	return b.String()
}

// mapAttributes replaces the values of secret attributes in the tags of s.
func mapAttributes(s string, secret func(string) string) string {
	tag := ""
	if i := strings.LastIndexByte(s, '<'); i >= 0 {
		tag, _, _ = strings.Cut(strings.TrimPrefix(s[i+1:], "/"), " ")
	}
	_, local, prefixed := strings.Cut(tag, ":")
	if prefixed {
		tag = local
	}
	return xmlAttributes().ReplaceAllStringFunc(s, func(attribute string) string {
		part := xmlAttributes().FindStringSubmatch(attribute)
		if !api.IsSecretIn(tag, part[1]) {
			return attribute
		}
		return part[1] + part[2] + `"` + secret(strings.Trim(part[3], part[3][:1])) + `"`
	})
}

// secretElement reports whether the text of an element is a secret: by its name, by that of the metadata that it is, or because it is a file
// that is put into a server.
func secretElement(name, attributes string) bool {
	if name == "meta" {
		for _, a := range xmlAttributes().FindAllStringSubmatch(attributes, -1) {
			if a[1] == "key" && api.IsSecret(strings.Trim(a[3], `"'`)) {
				return true
			}
		}
	}
	return name == "file" || api.IsSecret(name)
}

func redactXML(s string) string { return mapXML(s, func(string) string { return hidden }) }

// secretsIn returns the secrets that a document holds, and its other texts, without the names of members.
func secretsIn(body []byte) (secrets, others []string) {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
	case isJSON(body):
		return secretsInJSON(body, false)
	case isXML(body):
		rest := mapXML(string(body), func(text string) string {
			text = strings.TrimSuffix(strings.TrimPrefix(text, "<![CDATA["), "]]>")
			secrets = append(secrets, html.UnescapeString(text))
			return ""
		})
		others = append(others, html.UnescapeString(rest))
	default:
		secrets = append(secrets, string(body))
	}
	return secrets, others
}

// secretsInJSON is secretsIn for a value, which may be one of a secret member: then its texts and numbers are secret. Of an object only its secret
// members are, whatever its own name: that of a sign-in is "password", and has the user's name and domain.
func secretsInJSON(value []byte, secret bool) (secrets, others []string) {
	dec := jsontext.NewDecoder(bytes.NewReader(value), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for depth := 0; ; {
		tok, err := dec.ReadToken()
		if err != nil { // the end, or no JSON, in which nothing more can be told apart
			return secrets, others
		}
		switch kind := tok.Kind(); {
		case kind == '{':
			depth++
		case kind == '}':
			depth--
		case isName(dec) && secretMember(dec.StackPointer()):
			inner, err := dec.ReadValue()
			if err != nil {
				return secrets, others
			}
			hidden, open := secretsInJSON(inner, true)
			secrets, others = append(secrets, hidden...), append(others, open...)
		case isName(dec), kind != '"' && kind != '0':
		case secret && depth == 0:
			secrets = append(secrets, tok.String())
		case kind == '"':
			others = append(others, tok.String())
		}
	}
}
