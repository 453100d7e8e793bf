// Package resource declares nouns as data. A Type says where the resources are, which columns they have, and by which flags they are listed, made and
// changed; its commands follow, and need no code of their own. What a row can't say is a command of the noun's package.
package resource

import (
	"context"
	"net/url"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Type declares a kind of resource: a noun as data.
type Type struct {
	client.ResourceType
	Columns []Column
	ID      string     // the member that requests name it by; "": id
	Name    string     // the member that people call it by; "": name
	Filter  string     // the parameter by which a list is asked for a name; "": there is none
	Fields  string     // the parameter by which a list is asked for some members alone; "": there is none
	Listed  bool       // there is no request for one: it is looked for in the list
	Only    url.Values // those that are found by name and completed, as parameters of the list; nil: all
	// FoundBy finds them, where that takes more than a request; nil: the rows above say enough.
	FoundBy *ref.Finder
	// XML makes the document of a service that has a form in XML; nil: there is none.
	XML func([]byte) ([]byte, error)
	// WaitTarget returns one to wait for; nil: there is no waiting for it.
	WaitTarget func(c *client.Client, id, name string, g wait.Goal) wait.Target
}

// Noun returns the type as the verbs know it.
func (t *Type) Noun() verb.Noun {
	return verb.Noun{Finder: t.Finder(), View: t.view(), WaitTarget: t.WaitTarget}
}

// Finder returns what finds resources of the type by id and by name.
//
//go:noinline
func (t *Type) Finder() *ref.Finder {
	if t.FoundBy != nil {
		return t.FoundBy
	}
	return &ref.Finder{
		Noun: t.ResourceType.Noun,
		Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
			if t.Listed {
				return t.listed(ctx, c, id)
			}
			return c.GetResource(ctx, t.ResourceType, id)
		},
		Names:     func(ctx context.Context, c *client.Client) verb.Items { return t.named(ctx, c, "") },
		Named:     t.named,
		OneIDForm: t.ID == "",
	}
}

// named lists the resources that may have a name, all where that is "", with their ids, names and statuses as id, name and status.
func (t *Type) named(ctx context.Context, c *client.Client, name string) verb.Items {
	q := rest.CloneQuery(t.Only)
	if name != "" && t.Filter != "" {
		q.Set(t.Filter, name)
	}
	if t.Fields != "" {
		q[t.Fields] = []string{t.idMember(), t.nameMember()}
	}
	items := c.ListResources(ctx, t.ResourceType, q, 0)
	if t.ID == "" && t.Name == "" {
		return items
	}
	return func(yield func(jsontext.Value, error) bool) {
		for raw, err := range items {
			if err == nil {
				raw, err = t.brief(raw)
			}
			if !yield(raw, err) || err != nil {
				return
			}
		}
	}
}

// listed is the resource of a list that has an id.
func (t *Type) listed(ctx context.Context, c *client.Client, id string) (client.Document, error) {
	for raw, err := range c.ListResources(ctx, t.ResourceType, nil, 0) {
		item, err := Read(raw, err)
		if err != nil {
			return client.Document{}, err
		}
		if item.Text(t.idMember()) == id {
			return client.Document{Raw: raw.Clone()}, nil
		}
	}
	return client.Document{}, &ref.NotFoundError{Noun: t.ResourceType.Noun, Name: id}
}

// brief is what identifies a resource, as the members id and name.
func (t *Type) brief(raw jsontext.Value) (jsontext.Value, error) {
	var item Item
	if err := decode(raw, &item); err != nil {
		return nil, err
	}
	return json.Marshal(map[string]string{"id": item.Text(t.idMember()), "name": item.Text(t.nameMember()), "status": item.Text("status")})
}

func (t *Type) idMember() string {
	if t.ID != "" {
		return t.ID
	}
	return "id"
}

func (t *Type) nameMember() string {
	if t.Name != "" {
		return t.Name
	}
	return "name"
}

// view is how resources of the type are shown.
func (t *Type) view() *output.View[*Item] {
	v := &output.View[*Item]{
		One: t.ResourceType.Noun, Many: t.ResourceType.Noun + "s", Decode: read, XML: t.XML,
		ID:    func(i *Item) string { return i.Text(t.idMember()) },
		Extra: func(i *Item) []byte { return i.without(t.Columns) },
	}
	if t.One != "" {
		v.One, v.Many = t.One, t.Many
	}
	for _, c := range t.Columns {
		v.Columns = append(v.Columns, c.column())
	}
	return v
}
