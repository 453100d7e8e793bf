// Package view writes the documents of Compute v2.1: tables say which members a document has, in which versions, and for whom.
package view

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Member is a member of a document, in the versions that have it.
type Member struct {
	Name  string
	Since int // the first version that has it
	until int // the last one; 0: the newest
	part  byte
}

// The documents that have a member: all where there is no sign.
const (
	full   = '+' // not what an update or a rebuild answers before 2.75, nor a list without detail
	single = '1' // no list
	admins = '!' // those for the administrator
)

// Parse reads a table: a name each, with a sign for the documents that have it, and "@19-56" for the versions.
func Parse(text string) []Member {
	var all []Member
	for word := range strings.FieldsSeq(text) {
		m := Member{}
		name, versions, _ := strings.Cut(word, "@")
		since, until, _ := strings.Cut(versions, "-")
		m.Since, _ = strconv.Atoi(since)
		m.until, _ = strconv.Atoi(until)
		if last := name[len(name)-1]; last == full || last == single || last == admins {
			m.part, name = last, name[:len(name)-1]
		}
		m.Name = name
		all = append(all, m)
	}
	return all
}

// ForAdmins reports whether the administrator alone has it.
func (m Member) ForAdmins() bool { return m.part == admins }

// Lazy is a value that takes work, for the documents that have it.
type Lazy = func() any

// Absent is the value of a member that a document doesn't have.
type Absent struct{}

// Mode is how a document is looked at.
type Mode struct {
	Brief bool // it answers an update or a rebuild before 2.75, or is in a list without detail
	List  bool // it is in a list
}

// Document writes the members that the version of the request has.
func Document(c *service.RequestContext, members []Member, values Object, v Mode) (jsontext.Value, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, m := range members {
		switch {
		case c.Minor < m.Since || m.until != 0 && c.Minor > m.until,
			m.part == full && v.Brief, m.part == single && v.List, m.part == admins && (v.Brief || !c.Account.Admin):
			continue
		}
		value := values[m.Name]
		if work, later := value.(Lazy); later {
			value = work()
		}
		if _, not := value.(Absent); not {
			continue
		}
		text, err := json.Marshal(value, json.Deterministic(true))
		if err != nil {
			return nil, err
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + m.Name + `":`)
		b.Write(text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Answer is an answer with a document and its root.
func Answer(c *service.RequestContext, status int, root string, members []Member, values Object, v Mode) (*web.Response, error) {
	text, err := Document(c, members, values, v)
	if err != nil {
		return nil, err
	}
	return &web.Response{Status: status, Body: web.Written(jsontext.Value(`{"` + root + `":` + string(text) + `}`))}, nil
}

// List is an answer with n documents, whose values are asked for one by one.
func List(c *service.RequestContext, root string, members []Member, n int, values func(i int) Object) (*web.Response, error) {
	items := []jsontext.Value{}
	for i := range n {
		text, err := Document(c, members, values(i), Mode{List: true})
		if err != nil {
			return nil, err
		}
		items = append(items, text)
	}
	return web.OK(web.JSON(Object{root: items})), nil
}

// Null is nil for a text that is empty.
//
//go:noinline
func Null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Object is a JSON object.
type Object = map[string]any

// SelfURL is the first of the two links of a resource. Both name the project where the path of the request did.
func SelfURL(c *service.RequestContext, collection, id string) string {
	return c.RegionRoot() + "/v2.1/" + InPath(c) + collection + "/" + id
}

// BookmarkURL is the other one.
func BookmarkURL(c *service.RequestContext, collection, id string) string {
	return c.RegionRoot() + "/" + InPath(c) + collection + "/" + id
}

// InPath is the project before what follows in a path, where the path of the request named it.
func InPath(c *service.RequestContext) string {
	if project := c.Arg("tenant"); project != "" {
		return project + "/"
	}
	return ""
}

// Links are both.
func Links(c *service.RequestContext, collection, id string) []api.Link {
	return []api.Link{{Rel: "self", Href: SelfURL(c, collection, id)}, {Rel: "bookmark", Href: BookmarkURL(c, collection, id)}}
}

// Ref is a resource by its id, as another document has it.
func Ref(c *service.RequestContext, collection, id string) Object {
	return Object{"id": id, "links": []api.Link{{Rel: "bookmark", Href: BookmarkURL(c, collection, id)}}}
}

// MembersOf are those of the object that a request has as a member.
func MembersOf(c *service.RequestContext, root string) (document.Object, error) {
	body, err := c.Body.Document()
	members, _ := document.ObjectOf(body[root])
	return members, err
}
