package api

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/jsonscan"
)

// readFast decodes a document as Unmarshal does, in a fraction of the time, where its type is one that lists are long of and its
// members are what they nearly always are: all of them, or those that names has. False: it is for Unmarshal, and v is as it was.
func readFast(data jsontext.Value, names []string, v any) bool {
	s, ok := v.(*Server)
	if !ok || !reflect.ValueOf(s).Elem().IsZero() {
		return false
	}
	r := fastReader{Scanner: jsonscan.Scanner{Text: data}, names: names, fields: serverFields(), into: reflect.ValueOf(s).Elem()}
	end := r.Object(jsonscan.Space(data, 0), r.member)
	if end < 0 || jsonscan.Space(data, end) != len(data) {
		*s = Server{}
		return false
	}
	s.Extra = closed(r.extra)
	return true
}

// serverFields are the indexes of the fields of Server by the names of their members.
var serverFields = sync.OnceValue(func() map[string]int {
	fields := map[string]int{}
	t := reflect.TypeFor[Server]()
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" {
			fields[name] = i
		}
	}
	return fields
})

// A fastReader decodes the members of one object.
type fastReader struct {
	jsonscan.Scanner
	names  []string // the members that are wanted; nil: all
	fields map[string]int
	into   reflect.Value
	had    uint64 // the fields that a member was decoded to; a repeated one is rare
	extra  jsontext.Value
}

func (r *fastReader) member(name []byte, at int) int {
	if bytes.IndexByte(name, '\\') >= 0 {
		return -1
	}
	end := r.Value(at)
	if end < 0 {
		return -1
	}
	if r.names != nil && !slices.Contains(r.names, string(name[1:len(name)-1])) {
		return end
	}
	value := jsontext.Value(r.Text[at:end])
	field, declared := r.fields[string(name[1:len(name)-1])]
	if !declared {
		return r.addExtra(name, value, end)
	}
	if r.had&(1<<field) != 0 {
		return -1
	}
	r.had |= 1 << field
	into := r.into.Field(field).Addr().Interface()
	if !readMember(value, into) && json.Unmarshal(value, into, lenientTypes()) != nil {
		return -1
	}
	return end
}

func (r *fastReader) addExtra(name, value []byte, end int) int {
	var ok bool
	if r.extra, ok = appendExtra(r.extra, name, value); !ok {
		return -1
	}
	return end
}

// appendExtra adds a member to those that a type doesn't declare. False: it is a repeated one, perhaps, or not plain.
func appendExtra(extra jsontext.Value, name, value []byte) (jsontext.Value, bool) {
	if bytes.Contains(extra, name) || !utf8.Valid(name) || !utf8.Valid(value) {
		return extra, false
	}
	extra = append(extra, ',')
	return append(append(append(extra, name...), ':'), value...), true
}

// closed makes an object of the members that appendExtra has added; nil where there are none.
func closed(extra jsontext.Value) jsontext.Value {
	if extra == nil {
		return nil
	}
	extra[0] = '{'
	return append(extra, '}')
}

// readMember decodes a value of the usual form into a field. False: json.Unmarshal has to look at it.
func readMember(value jsontext.Value, into any) bool {
	switch into := into.(type) {
	case *string:
		text, ok := simpleText(value)
		*into = text
		return ok
	case **string:
		text, ok := simpleText(value)
		if ok {
			*into = &text
		}
		return ok
	case *Nullable[string]:
		text, ok := simpleText(value)
		if ok {
			*into = Some(text)
		} else if ok = value[0] == 'n'; ok {
			*into = Null[string]()
		}
		return ok
	case **int:
		n, ok := simpleInt(value)
		if ok {
			*into = &n
		}
		return ok
	case *Addresses:
		return readAddresses(value, into)
	}
	return false
}

// simpleText returns the text of a string without escapes.
func simpleText(value jsontext.Value) (string, bool) {
	if value[0] != '"' {
		return "", false
	}
	_, marks := jsonscan.String(value, 0)
	text := value[1 : len(value)-1]
	if marks&jsonscan.Escaped != 0 || marks&jsonscan.Unusual != 0 && !utf8.Valid(text) {
		return "", false
	}
	return string(text), true
}

// simpleInt returns the value of a number of few digits and nothing else.
func simpleInt(value jsontext.Value) (int, bool) {
	if len(value) > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(string(value))
	return n, err == nil
}

// readAddresses decodes the addresses of a server in the form that clouds of today have them.
func readAddresses(value jsontext.Value, into *Addresses) bool {
	s := jsonscan.Scanner{Text: value}
	all := Addresses{}
	end := s.Object(0, func(label []byte, at int) int {
		text, ok := simpleText(label)
		if !ok {
			return -1
		}
		n := Network{Label: text, Addresses: []Address{}}
		end := s.Array(at, func(at int) int {
			var a Address
			end := readOneAddress(&s, at, &a)
			n.Addresses = append(n.Addresses, a)
			return end
		})
		all = append(all, n)
		return end
	})
	if end >= 0 {
		*into = all
	}
	return end >= 0
}

// readOneAddress decodes the address at at, and returns where it ends; -1: it is of another form.
func readOneAddress(s *jsonscan.Scanner, at int, a *Address) int {
	var hasVersion, hasAddr bool
	var extra jsontext.Value
	end := s.Object(at, func(name []byte, at int) int {
		end := s.Value(at)
		if end < 0 || bytes.IndexByte(name, '\\') >= 0 {
			return -1
		}
		value := jsontext.Value(s.Text[at:end])
		var ok bool
		switch {
		case string(name) == `"version"` && !hasVersion:
			a.Version, ok = simpleInt(value)
			hasVersion = true
		case string(name) == `"addr"` && !hasAddr:
			a.Addr, ok = simpleText(value)
			hasAddr = true
		case string(name) != `"version"` && string(name) != `"addr"`:
			extra, ok = appendExtra(extra, name, value)
		}
		if !ok {
			return -1
		}
		return end
	})
	a.Extra = closed(extra)
	return end
}
