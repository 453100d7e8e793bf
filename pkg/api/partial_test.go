package api

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// wrongValues are of every type that JSON has, and some that look like another.
var wrongValues = []string{
	`null`, `true`, `false`, `0`, `-1`, `1.5`, `1e400`, `99999999999999999999`, `""`, `"x"`, `"1.5"`, `[]`, `["x"]`, `[1]`, `[[]]`, `[null]`,
	`[{}]`, `[{"id":{}}]`, `{}`, `{"x":1}`, `{"x":[1]}`, `{"x":{"y":null}}`, `{"id":[],"message":{},"name":[]}`,
}

// goWords are what no person should read of a decoder.
var goWords = []string{"Go ", "unmarshal", "json:", "jsontext", "strconv", "api.", "int64", "struct", "pointer", "reflect"}

// documentTypes are all structs of all declared documents, those inside of others too.
func documentTypes() []reflect.Type {
	var all []reflect.Type
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		form, _ := special(t)
		switch {
		case form.Item != nil:
			visit(form.Item)
		case t.Kind() == reflect.Pointer, t.Kind() == reflect.Slice:
			visit(t.Elem())
		case t.Kind() == reflect.Struct && !slices.Contains(all, t):
			all = append(all, t)
			for i := range t.NumField() {
				visit(t.Field(i).Type)
			}
		}
	}
	for _, r := range roots() {
		for _, t := range r.Types {
			visit(t)
		}
	}
	return append(all, reflect.TypeFor[GetConsole](), reflect.TypeFor[RemoteConsole](), reflect.TypeFor[ServerUpdate]())
}

// Whatever a cloud sends for one member, the others are read as if it were absent, and the one is named where it is
// lost: one odd server hides no list.
func TestEveryMemberInEveryWrongType(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, typ := range documentTypes() {
		whole := reflect.New(typ)
		if err := Unmarshal(markOf(typ), whole.Interface()); err != nil {
			t.Fatalf("%s: %v", typ, err)
		}
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if name == "" || name == "-" {
				continue
			}
			for _, value := range wrongValues {
				checkWrong(t, whole.Elem(), i, name, value)
				checked++
			}
		}
	}
	if checked < 4000 {
		t.Errorf("only %d documents were tried", checked)
	}
}

// checkWrong gives the field i of a whole document a value, and checks what is read of all.
func checkWrong(t *testing.T, whole reflect.Value, i int, name, value string) {
	t.Helper()
	typ := whole.Type()
	doc := replaceMember(t, markOf(typ), name, value)
	if err := Unmarshal(doc, reflect.New(typ).Interface()); err != nil {
		checkWords(t, err.Error())
	}
	read, marked := reflect.New(typ), reflect.New(typ)
	unread, err := Read(doc, read.Interface())
	if err == nil {
		err = ReadMarked(doc, marked.Interface())
	}
	if err != nil {
		t.Errorf("%s: %s: %v", typ, doc, err)
		return
	}
	for _, path := range unread {
		if path != name && !strings.HasPrefix(path, name+".") && !strings.HasPrefix(path, name+"[") {
			t.Errorf("%s: %s: %q is named", typ, doc, path)
		}
	}
	if got := read.Elem().Field(i); len(unread) > 0 && slices.Contains(unread, name) && !absent(got) {
		t.Errorf("%s: %s: %s is %v", typ, doc, name, got)
	}
	for _, v := range []reflect.Value{read.Elem(), marked.Elem()} {
		v.Field(i).Set(whole.Field(i))
		if diff := cmp.Diff(whole.Interface(), v.Interface()); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", typ, doc, diff)
		}
	}
}

// absent reports a field that has nothing to show.
func absent(v reflect.Value) bool {
	if v.Kind() == reflect.Struct && v.FieldByName("Valid").IsValid() {
		return !v.FieldByName("Valid").Bool()
	}
	return v.IsZero()
}

func replaceMember(t *testing.T, doc jsontext.Value, name, value string) jsontext.Value {
	t.Helper()
	out := jsontext.Value(fmt.Sprintf("{%q:%s", name, value))
	err := members(doc, func(other string, dec *jsontext.Decoder) error {
		v, err := dec.ReadValue()
		if err == nil && other != name {
			out = fmt.Appendf(out, ",%q:%s", other, v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '}')
}

func checkWords(t *testing.T, text string) {
	t.Helper()
	for _, word := range goWords {
		if strings.Contains(text, word) {
			t.Errorf("%q is in %q", word, text)
		}
	}
}

// What of an odd server is read, what is told as lost, and what those who show it see.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, doc    string
		unread       string
		want, marked Server
	}{
		{"as declared", `{"id":"1","progress":5}`, "", Server{ID: "1", Progress: ptr(5)}, Server{ID: "1", Progress: ptr(5)}},
		{"a fraction", `{"id":"1","progress":42.5}`, "progress", Server{ID: "1"}, Server{ID: "1", Progress: ptr(MarkNumber)}},
		{"lists for objects", `{"id":"1","metadata":[],"addresses":[],"image":[]}`, "", Server{ID: "1"}, Server{ID: "1"}},
		{"a fault's text", `{"id":"1","fault":"no host"}`, "", Server{ID: "1", Fault: &Fault{Message: "no host"}}, Server{ID: "1", Fault: &Fault{Message: "no host"}}},
		{"no flavor", `{"id":"1","flavor":null}`, "", Server{ID: "1"}, Server{ID: "1"}},
		{"groups by name", `{"id":"1","security_groups":["web","db"]}`, "", Server{ID: "1", Groups: []SecurityGroup{{Name: "web"}, {Name: "db"}}},
			Server{ID: "1", Groups: []SecurityGroup{{Name: "web"}, {Name: "db"}}}},
		{"an image by number", `{"id":"1","image":5}`, "", Server{ID: "1", Image: &Ref{ID: "5"}}, Server{ID: "1", Image: &Ref{ID: "5"}}},
		{"one network of two", `{"id":"1","addresses":{"a":[{"version":4,"addr":"192.0.2.1"}],"b":"none"}}`, "addresses.b",
			Server{ID: "1", Addresses: Addresses{{"a", []Address{{Version: 4, Addr: "192.0.2.1"}}}}},
			Server{ID: "1", Addresses: Addresses{{"a", []Address{{Version: 4, Addr: "192.0.2.1"}}}, {"b", []Address{{Version: MarkNumber, Addr: Mark}}}}}},
		{"deep inside", `{"id":"1","links":[{"rel":{},"href":"h"}]}`, "links[0].rel", Server{ID: "1", Links: []Link{{Href: "h"}}}, Server{ID: "1", Links: []Link{{Rel: Mark, Href: "h"}}}},
		{"no id", `{"id":[1],"name":"web"}`, "id", Server{Name: "web"}, Server{ID: Mark, Name: "web"}},
		{"null", `{"id":"1","OS-EXT-STS:task_state":{"a":1}}`, "OS-EXT-STS:task_state", Server{ID: "1"}, Server{ID: "1", TaskState: Some(Mark)}},
		{"what nobody declares", `{"id":"1","progress":{},"x":{"y":[1.50]}}`, "progress", Server{ID: "1", Extra: jsontext.Value(`{"x":{"y":[1.50]}}`)},
			Server{ID: "1", Progress: ptr(MarkNumber), Extra: jsontext.Value(`{"x":{"y":[1.50]}}`)}},
	} {
		var got, marked Server
		unread, err := Read(jsontext.Value(c.doc), &got)
		if err == nil {
			err = ReadMarked(jsontext.Value(c.doc), &marked)
		}
		if err != nil || strings.Join(unread, " ") != c.unread {
			t.Errorf("%s: %q, %v; want %q", c.name, unread, err, c.unread)
		}
		if diff := cmp.Diff(c.want, got) + cmp.Diff(c.marked, marked); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// What is no object at all is lost whole, and what is no JSON is an error.
func TestReadWholes(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{`5`: `[""]`, `"x"`: `[""]`, `[]`: `[""]`, `null`: `[]`, `{}`: `[]`} {
		var s Server
		if unread, err := Read(jsontext.Value(doc), &s); err != nil || fmt.Sprintf("%q", unread) != want {
			t.Errorf("%s: %q, %v", doc, unread, err)
		}
	}
	for _, doc := range []string{``, `{"id":"1"`, `{"id":"1"}x`} {
		var s Server
		if unread, err := Read(jsontext.Value(doc), &s); err == nil {
			t.Errorf("%s is read without %q", doc, unread)
		} else {
			checkWords(t, err.Error())
		}
	}
}

// A decoder's complaint names the member and what should be there.
func TestErrorsInPlainWords(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`{"progress":"soon"}`:                  `"progress" is not a whole number`,
		`{"id":{}}`:                            `"id" is an object, not a text`,
		`{"links":{}}`:                         `"links" is an object, not a list`,
		`{"metadata":[1]}`:                     `"metadata" is not an object`,
		`{"addresses":{"a":[{"version":[]}]}}`: `"addresses.a.0.version" is a list, not a whole number`,
		`[]`:                                   `it is a list, not an object`,
		`{"id":"1"`:                            `unexpected EOF after offset 9`,
	} {
		var s Server
		if err := Unmarshal(jsontext.Value(doc), &s); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", doc, err, want)
		}
	}
}
