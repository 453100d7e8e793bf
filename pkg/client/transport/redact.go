package transport

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// hidden stands in for a secret.
const hidden = "***"

// Redactor takes secrets out of what people get to see. It knows them by the names of members and headers, and by
// their values: those of the credentials and of every token that it is told of.
type Redactor struct {
	mu     sync.Mutex
	values map[string]bool
}

// NewRedactor returns a redactor that knows these values.
func NewRedactor(secrets ...string) *Redactor {
	r := &Redactor{values: map[string]bool{}}
	for _, secret := range secrets {
		r.Know(secret)
	}
	return r
}

// Know makes a value a secret wherever it shows up. Short ones aren't: they would blot out ordinary words, such as the
// host name in which the password "sandbox" is to be read.
func (r *Redactor) Know(secret string) {
	const short = 8
	if len(secret) < short {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[secret] = true
}

// queryToken is a token in a URL, such as a console's.
var queryToken = regexp.MustCompile(`(?i)((?:\b|%3f|%26)token(?:=|%3d))[^&"'\s<]+`)

// urlPassword is the password in a URL, such as that of the store of an image.
var urlPassword = regexp.MustCompile(`(://[^\s/?#@:"'<>]*:)[^\s/?#@"'<>]+@`)

// Text takes out of s what is known to be secret.
func (r *Redactor) Text(s string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for secret := range r.values {
		s = strings.ReplaceAll(s, secret, hidden)
	}
	s = urlPassword.ReplaceAllString(s, "${1}"+hidden+"@")
	return queryToken.ReplaceAllString(s, "${1}"+hidden)
}

// Body takes the secrets out of a body of any format.
func (r *Redactor) Body(data []byte) string {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0:
		return ""
	case data[0] == '{' || data[0] == '[':
		return r.Text(redactJSON(data))
	case data[0] == '<':
		return r.Text(redactXML(string(data)))
	}
	return r.Text(string(data))
}

// secretName reports the names of members that hold a secret (guide 1.3.2, 2.1.2.1, 3.4; facts 1 and 15), or often do: user_data.
func secretName(name string) bool {
	switch strings.ToLower(name) {
	case "adminpass", "password", "apikey", "secret", "private_key", "user_data":
		return true
	}
	return false
}

// secretHeader reports the headers that hold a secret.
func secretHeader(name string) bool {
	switch strings.ToLower(name) {
	case "x-auth-token", "x-subject-token", "x-service-token", "x-storage-token", "authorization", "cookie", "set-cookie":
		return true
	}
	return false
}

// redactJSON replaces the values of secret members, and a token's id. What doesn't parse isn't shown: there is no
// telling what it holds.
func redactJSON(data []byte) string {
	lenient := jsontext.AllowDuplicateNames(true)
	dec := jsontext.NewDecoder(bytes.NewReader(data), lenient, jsontext.AllowInvalidUTF8(true))
	var out bytes.Buffer
	enc := jsontext.NewEncoder(&out, lenient, jsontext.AllowInvalidUTF8(true))
	for {
		tok, err := dec.ReadToken()
		if errors.Is(err, io.EOF) {
			return strings.TrimSpace(out.String())
		}
		if err != nil {
			return strings.TrimSpace(out.String()) + "… (the rest is not JSON)"
		}
		secret := isName(dec) && secretMember(dec.StackPointer())
		if err := enc.WriteToken(tok); err != nil {
			return hidden
		}
		if !secret {
			continue
		}
		if dec.SkipValue() != nil || enc.WriteToken(jsontext.String(hidden)) != nil {
			return strings.TrimSpace(out.String()) + "… (the rest is not JSON)"
		}
	}
}

// isName reports whether the token just read is the name of a member.
func isName(dec *jsontext.Decoder) bool {
	kind, n := dec.StackIndex(dec.StackDepth())
	return kind == '{' && n%2 == 1
}

func secretMember(p jsontext.Pointer) bool {
	name := p.LastToken()
	return secretName(name) || name == "id" && p.Parent().LastToken() == "token"
}

// The secrets in an XML document: attributes, elements (to the end of the text where it was cut off), a token's id.
var (
	xmlAttributes = lazily(`(?i)\b((?:adminPass|password|apiKey|secret|private_key|user_data)\s*=\s*)("[^"]*"?|'[^']*'?)`)
	xmlElements   = lazily(`(?is)(<(?:[\w-]+:)?(?:adminPass|password|apiKey|secret|private_key|user_data)\b[^>]*>).*?(</|\z)`)
	xmlTokens     = lazily(`(?is)(<(?:[\w-]+:)?token\b[^>]*?\bid\s*=\s*)("[^"]*"?|'[^']*'?)`)
)

// lazily compiles an expression when it is first used. Few commands show an XML document, and each would pay for it at its start.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

func redactXML(s string) string {
	s = xmlAttributes().ReplaceAllString(s, `${1}"`+hidden+`"`)
	s = xmlTokens().ReplaceAllString(s, `${1}"`+hidden+`"`)
	return xmlElements().ReplaceAllString(s, "${1}"+hidden+"${2}")
}
