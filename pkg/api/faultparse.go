package api

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
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
	if data[0] == '<' && !IsHTML(data, contentType) {
		if doc, err := ToJSON(XML, data); err == nil {
			data = doc
		}
	}
	switch {
	case data[0] == '<':
		return Fault{Message: htmlText(data)}
	case strings.IndexByte(`{["`, data[0]) >= 0:
		if doc, err := ToJSON(JSON, data); err == nil {
			if v, err := codec.ParseJSON(doc); err == nil {
				return jsonFault(&v)
			}
		}
	}
	return Fault{Message: shorten(string(data))}
}

// jsonFault finds the fault in a JSON document.
func jsonFault(v *codec.Value) Fault {
	switch v.Kind {
	case '"':
		return Fault{Message: shorten(v.Text)}
	case '[':
		for i := range v.Items {
			if f := jsonFault(&v.Items[i]); f.Message != "" {
				return f
			}
		}
		return Fault{}
	case '{':
		return objectFault(v)
	}
	return Fault{Message: v.Text}
}

// objectFault reads an object that is a fault, or that has one in its only interesting member.
func objectFault(v *codec.Value) Fault {
	if f, ok := readFault(v); ok {
		return f
	}
	for i := range v.Members {
		m := &v.Members[i]
		switch {
		case m.Value.Kind == '{':
			f, ok := readFault(&m.Value)
			if !ok {
				f = objectFault(&m.Value)
			}
			if f.Kind == "" && !genericNames[m.Name] {
				f.Kind = m.Name
			}
			if f.Message != "" || len(v.Members) == 1 {
				return f
			}
		case m.Value.Kind == '[' && genericNames[m.Name]:
			return jsonFault(&m.Value)
		case m.Value.Kind == '"' && len(v.Members) == 1:
			return Fault{Kind: m.Name, Message: m.Value.Text}
		}
	}
	return Fault{Message: compact(v)}
}

// genericNames are names around a fault that don't say which it is.
var genericNames = map[string]bool{"error": true, "errors": true, "fault": true, "document": true, "Error": true}

// messageNames are where the message is, in the order of trust: ours, Keystone's, then other services' on the way.
var messageNames = []string{"message", "error_message", "faultstring", "detail", "description", "title", "reason", "error",
	"#text"}

// readFault reads an object with a message of its own.
func readFault(v *codec.Value) (Fault, bool) {
	var f Fault
	used := map[string]bool{}
	for _, name := range messageNames {
		if m := v.Member(name); m != nil && (m.Kind == '"' || name == "message") && m.Kind != 'n' {
			f.Message, used[name] = messageText(m), true
			break
		}
	}
	if f.Message == "" {
		return f, false
	}
	text := func(name string) string {
		m := v.Member(name)
		if m == nil || !m.Scalar() {
			return ""
		}
		used[name] = true
		if m.Kind == 'n' {
			return ""
		}
		return m.Text
	}
	code := text("code")
	f.Code = leadingInt(code)
	if strings.Contains(code, " ") {
		f.Message = withoutPageBreaks(f.Message)
	}
	f.Details, f.Created, f.RetryAt = text("details"), text("created"), text("retryAt")
	f.RetryAfter = text("retryAfter")
	f.Extra = unused(v, used)
	return f, true
}

// withoutPageBreaks returns a message less the breaks that WebOb leaves in its JSON, whose code is "404 Not Found": it makes JSON of the
// text of its page, as Nova, Glance and Cinder of 2026.2 answer where a path or a filter is unknown. Nothing else there is HTML.
func withoutPageBreaks(message string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(message, "<br /><br />", " ")), " ")
}

// messageText returns the text of a message, which may be an object or a list, as some clouds have it.
func messageText(v *codec.Value) string {
	if v.Scalar() {
		return strings.TrimSpace(v.Text)
	}
	if v.Kind == '{' {
		if f, ok := readFault(v); ok {
			return f.Message
		}
	}
	return compact(v)
}

// leadingInt reads codes such as 404 and "404 Not Found".
func leadingInt(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(s)
	}
	n, _ := strconv.Atoi(s[:end])
	return n
}

// unused returns the object of the members that are not used.
func unused(v *codec.Value, used map[string]bool) jsontext.Value {
	left := codec.Value{Kind: '{'}
	for _, m := range v.Members {
		if !used[m.Name] {
			left.Members = append(left.Members, m)
		}
	}
	if len(left.Members) == 0 {
		return nil
	}
	return left.Append(nil)
}

// compact returns a value's JSON, for want of a message.
func compact(v *codec.Value) string { return shorten(string(v.Append(nil))) }
