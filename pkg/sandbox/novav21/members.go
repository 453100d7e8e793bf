package novav21

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// member is a member of a document, in the versions that have it.
type member struct {
	name         string
	since, until int // 0: the first, the last
	part         byte
}

// The documents that have a member: all where there is no sign.
const (
	full   = '+' // not what an update or a rebuild answers before 2.75, nor a list without detail
	single = '1' // no list
	admins = '!' // those for the administrator
)

// parseMembers reads a table: a name each, with a sign for the documents that have it, and "@19-56" for the versions.
func parseMembers(text string) []member {
	var all []member
	for word := range strings.FieldsSeq(text) {
		m := member{}
		name, versions, _ := strings.Cut(word, "@")
		since, until, _ := strings.Cut(versions, "-")
		m.since, _ = strconv.Atoi(since)
		m.until, _ = strconv.Atoi(until)
		if last := name[len(name)-1]; last == full || last == single || last == admins {
			m.part, name = last, name[:len(name)-1]
		}
		m.name = name
		all = append(all, m)
	}
	return all
}

// lazy is a value that takes work, for the documents that have it.
type lazy = func() any

// absent is the value of a member that a document doesn't have.
type absent struct{}

// view is how a document is looked at.
type view struct {
	brief bool // it answers an update or a rebuild before 2.75, or is in a list without detail
	list  bool // it is in a list
}

// document writes the members that the version of the request has.
func document(c *service.RequestContext, members []member, values object, v view) (jsontext.Value, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, m := range members {
		switch {
		case c.Minor < m.since || m.until != 0 && c.Minor > m.until,
			m.part == full && v.brief, m.part == single && v.list, m.part == admins && (v.brief || !c.Account.Admin):
			continue
		}
		value := values[m.name]
		if work, later := value.(lazy); later {
			value = work()
		}
		if _, not := value.(absent); not {
			continue
		}
		text, err := json.Marshal(value, json.Deterministic(true))
		if err != nil {
			return nil, err
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + m.name + `":`)
		b.Write(text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// null is nil for a text that is empty.
func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

type object = map[string]any

// selfURL and bookmarkURL are the two links of a resource. They name the project where the path of the request did.
func selfURL(c *service.RequestContext, collection, id string) string {
	return c.RegionRoot() + "/v2.1/" + inPath(c) + collection + "/" + id
}

func bookmarkURL(c *service.RequestContext, collection, id string) string {
	return c.RegionRoot() + "/" + inPath(c) + collection + "/" + id
}

func inPath(c *service.RequestContext) string {
	if project := c.Arg("tenant"); project != "" {
		return project + "/"
	}
	return ""
}

func links(c *service.RequestContext, collection, id string) []api.Link {
	return []api.Link{{Rel: "self", Href: selfURL(c, collection, id)}, {Rel: "bookmark", Href: bookmarkURL(c, collection, id)}}
}

func ref(c *service.RequestContext, collection, id string) object {
	return object{"id": id, "links": []api.Link{{Rel: "bookmark", Href: bookmarkURL(c, collection, id)}}}
}
