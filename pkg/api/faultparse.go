package api

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ParseFault reads why a request was refused from the body of an answer with an error status, whatever its shape: a
// fault element in JSON or XML, {"error":{…}}, {"message","code"}, plain text, HTML, or nothing (facts 8 to 11). It
// always finds something to say, and never a decoder's complaint. Code is the body's, else the status.
func ParseFault(data []byte, status int, contentType string) Fault {
	f := faultOf(bytes.TrimSpace(data), contentType)
	if f.Code == 0 {
		f.Code = status
	}
	if f.Kind == "" {
		f.Kind = FaultKind(status)
	}
	if f.Message == "" {
		f.Message = statusText(status)
	}
	return f
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "HTTP status " + strconv.Itoa(status)
}

// faultOf reads the shapes one after the other; what is missing stays empty.
func faultOf(data []byte, contentType string) Fault {
	if len(data) == 0 {
		return Fault{}
	}
	if data[0] == '<' && !isHTML(data, contentType) {
		if doc, err := ToJSON(XML, data); err == nil {
			data = doc
		}
	}
	switch {
	case data[0] == '<':
		return Fault{Message: htmlText(data)}
	case strings.IndexByte(`{["`, data[0]) >= 0:
		if doc, err := ToJSON(JSON, data); err == nil {
			if v, err := parseJSON(doc); err == nil {
				return jsonFault(&v)
			}
		}
	}
	return Fault{Message: shorten(string(data))}
}

// jsonFault finds the fault in a JSON document.
func jsonFault(v *jvalue) Fault {
	switch v.kind {
	case '"':
		return Fault{Message: shorten(v.text)}
	case '[':
		for i := range v.items {
			if f := jsonFault(&v.items[i]); f.Message != "" {
				return f
			}
		}
		return Fault{}
	case '{':
		return objectFault(v)
	}
	return Fault{Message: v.text}
}

// objectFault reads an object that is a fault, or that has one in its only interesting member.
func objectFault(v *jvalue) Fault {
	if f, ok := readFault(v); ok {
		return f
	}
	for i := range v.members {
		m := &v.members[i]
		switch {
		case m.value.kind == '{':
			f, ok := readFault(&m.value)
			if !ok {
				f = objectFault(&m.value)
			}
			if f.Kind == "" && !genericNames[m.name] {
				f.Kind = m.name
			}
			if f.Message != "" || len(v.members) == 1 {
				return f
			}
		case m.value.kind == '[' && genericNames[m.name]:
			return jsonFault(&m.value)
		case m.value.kind == '"' && len(v.members) == 1:
			return Fault{Kind: m.name, Message: m.value.text}
		}
	}
	return Fault{Message: compact(v)}
}

// genericNames are names around a fault that don't say which it is.
var genericNames = map[string]bool{"error": true, "errors": true, "fault": true, "document": true, "Error": true}

// messageNames are where the message is, in the order of trust: ours, Keystone's, then other services' on the way.
var messageNames = []string{"message", "error_message", "faultstring", "detail", "description", "title", "reason", "error", "#text"}

// readFault reads an object with a message of its own.
func readFault(v *jvalue) (Fault, bool) {
	var f Fault
	used := map[string]bool{}
	for _, name := range messageNames {
		if m := v.member(name); m != nil && (m.kind == '"' || name == "message") && m.kind != 'n' {
			f.Message, used[name] = messageText(m), true
			break
		}
	}
	if f.Message == "" {
		return f, false
	}
	text := func(name string) string {
		m := v.member(name)
		if m == nil || !m.scalar() {
			return ""
		}
		used[name] = true
		if m.kind == 'n' {
			return ""
		}
		return m.text
	}
	f.Code = leadingInt(text("code"))
	f.Details, f.Created, f.RetryAt = text("details"), text("created"), text("retryAt")
	f.RetryAfter = text("retryAfter")
	f.Extra = rest(v, used)
	return f, true
}

// messageText is a message that may be an object or a list, as some clouds have it.
func messageText(v *jvalue) string {
	if v.scalar() {
		return strings.TrimSpace(v.text)
	}
	if v.kind == '{' {
		if f, ok := readFault(v); ok {
			return f.Message
		}
	}
	return compact(v)
}

// leadingInt reads codes such as 404 and "404 Not Found".
func leadingInt(s string) int {
	n, _ := strconv.Atoi(s[:digits(s)])
	return n
}

// rest is the object of the members that are not used.
func rest(v *jvalue, used map[string]bool) jsontext.Value {
	left := jvalue{kind: '{'}
	for _, m := range v.members {
		if !used[m.name] {
			left.members = append(left.members, m)
		}
	}
	if len(left.members) == 0 {
		return nil
	}
	return left.append(nil)
}

// compact is a value's JSON, for want of a message.
func compact(v *jvalue) string { return shorten(string(v.append(nil))) }
