package transport

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/pattern"
)

// hidden stands in for a secret.
const hidden = "***"

// Redactor takes secrets out of what people get to see. It knows them by the names of members and headers, and by
// their values: those of the credentials, of every token that it is told of, and of what requests hold.
type Redactor struct {
	mu     sync.Mutex
	values map[string]bool
	forms  []string // in which the values may be written, the longest first; nil: to be made
}

// NewRedactor returns a redactor that knows these values.
func NewRedactor(secrets ...string) *Redactor {
	r := &Redactor{values: map[string]bool{}}
	for _, secret := range secrets {
		r.Know(secret)
	}
	return r
}

// short is the length below which a secret isn't known everywhere: it would blot out ordinary words, such as the host name in which the
// password "sandbox" is to be read.
const short = 8

// Know makes a value a secret wherever it shows up, in whatever form. Short ones aren't.
func (r *Redactor) Know(secret string) {
	if len(secret) < short {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.values[secret] {
		r.values[secret], r.forms = true, nil
	}
}

// learn makes the secrets that a request holds known, and returns those that are short: in what is said about this request they are taken
// out where they are quoted.
func (r *Redactor) learn(req *Request) (quoted []string) {
	if len(req.Body) == 0 {
		return nil
	}
	secrets, others := secretsIn(req.Body)
	for _, secret := range secrets {
		public := func(other string) bool { return strings.Contains(other, secret) }
		switch {
		case secret == "" || slices.ContainsFunc(others, public): // it is no secret then
		case len(secret) < short:
			quoted = append(quoted, secret)
		default:
			r.Know(secret)
			r.Know(decoded(secret))
			r.Know(strings.TrimSpace(decoded(secret)))
		}
	}
	return quoted
}

// queryToken is a token in a URL, such as a console's.
var queryToken = pattern.Lazy(`(?i)((?:\b|%3f|%26)(?:token|password|passcode|api_?key|secret)(?:=|%3d))[^&"'\s<]+`)

// urlPassword is the password in a URL, such as that of the store of an image.
var urlPassword = pattern.Lazy(`(://[^\s/?#@:"'<>]*:)[^\s/?#@"'<>]+@`)

// Text takes out of s what is known to be secret.
func (r *Redactor) Text(s string) string {
	for _, form := range r.known() {
		s = strings.ReplaceAll(s, form, hidden)
	}
	s = urlPassword().ReplaceAllString(s, "${1}"+hidden+"@")
	return queryToken().ReplaceAllString(s, "${1}"+hidden)
}

// known are the forms of all values, the longest first, so that none is taken for a part of another.
func (r *Redactor) known() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.forms == nil {
		for value := range r.values {
			r.forms = append(r.forms, formsOf(value)...)
		}
		slices.SortFunc(r.forms, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return r.forms
}

// passcode is a secret of digits alone, as a second factor is: it is no part of an ordinary word.
var passcode = pattern.Lazy(`^[0-9]{5,}$`)

// about is Text for what a cloud says about a request with these short secrets: "adminPass. Value: abc. 'abc' is too short". A passcode
// is taken out where it stands alone, too: "passcode 123456 is invalid".
func (r *Redactor) about(quoted []string, s string) string {
	s = r.Text(s)
	for _, secret := range quoted {
		if passcode().MatchString(secret) {
			s = regexp.MustCompile(`\b`+secret+`\b`).ReplaceAllString(s, hidden)
			continue
		}
		for _, form := range formsOf(secret) {
			in := regexp.MustCompile(`(['"]|\bValue: )` + regexp.QuoteMeta(form) + `(\\?['"]|\.?(?:\s|["<]|$))`)
			s = in.ReplaceAllString(s, "${1}"+hidden+"${2}")
		}
	}
	return s
}

// Body takes the secrets out of a body of any format.
func (r *Redactor) Body(data []byte) string {
	data = bytes.TrimSpace(data)
	switch {
	case isJSON(data):
		return r.Text(redactJSON(data))
	case isXML(data):
		return r.Text(redactXML(string(data)))
	}
	return r.Text(string(data))
}

// requestBody is Body for what is sent. Of a body that is no document nobody knows what in it is secret.
func (r *Redactor) requestBody(data []byte) string {
	if data = bytes.TrimSpace(data); len(data) > 0 && !isJSON(data) && !isXML(data) {
		return hidden
	}
	return r.Body(data)
}

// Exchange takes the secrets out of the bodies of a request and of its answer, as a trace shows them.
func (r *Redactor) Exchange(sent, came []byte) (request, answer string) {
	quoted := r.learn(&Request{Body: sent})
	return r.requestBody(sent), r.about(quoted, r.Body(came))
}

// Header returns the value of a header without secrets.
func (r *Redactor) Header(name, value string) string {
	if secretHeader(name) {
		return hidden
	}
	return r.Text(value)
}

// secretHeader reports the headers that hold a secret.
func secretHeader(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "authorization", "proxy-authorization", "cookie", "set-cookie", "x-auth-key", "x-api-key", "openstack-auth-receipt":
		return true
	}
	return strings.Contains(name, "token") || strings.Contains(name, "secret") || strings.Contains(name, "password")
}
