// Package codec turns documents in XML into the JSON that they stand for, and back, by the declarations of pkg/api. It
// knows shapes, tags and namespaces; which documents there are, a Schema tells it.
//
// A document in XML is scanned into a small tree of elements (scan.go), and the tree is turned into JSON by the
// declaration of its root (read.go); of a page there is no more than the tree of an item at a time (readpage.go). JSON is parsed into a tree of values (value.go), which becomes elements
// (build.go), which are written (write.go).
package codec

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// LenientText are the options for reading what clouds send: repeated members, and bytes that aren't UTF-8.
func LenientText() json.Options { return lenientText }

var lenientText = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// A Codec turns the documents of a Schema from XML to JSON and back. It is safe for concurrent use.
type Codec struct {
	schema Schema
	byKey  map[rootKey]*document
	owners map[qname]string     // of names in shared namespaces
	byName map[string]*document // the first of a name, for who doesn't say the service
}

// rootKey names a root: two services may both say "network".
type rootKey struct{ service, name string }

// document is a declared root.
type document struct {
	Root
	field *field
	links *shape // of a page: what stands beside the items
}

// New builds a codec. Declarations that contradict each other are an error.
func New(schema Schema) (*Codec, error) {
	c := &Codec{schema: schema, owners: sharedNames(schema.Spaces), byKey: map[rootKey]*document{}, byName: map[string]*document{}}
	for _, r := range schema.Roots {
		if err := c.declare(r); err != nil {
			return nil, fmt.Errorf("%s: %w", r.JSON, err)
		}
	}
	return c, nil
}

func (c *Codec) declare(r Root) error {
	s, err := c.unitedShape(r.Types...)
	if err != nil {
		return err
	}
	f, err := newField(r.JSON, r.XML, s)
	if err != nil {
		return err
	}
	d := &document{Root: r, field: f}
	if r.Page {
		if d.links, err = c.linksShape(r.JSON); err != nil {
			return err
		}
	}
	key := rootKey{r.Service, r.JSON}
	if _, ok := c.byKey[key]; ok {
		return errors.New("declared twice")
	}
	c.byKey[key] = d
	if _, ok := c.byName[r.JSON]; !ok {
		c.byName[r.JSON] = d
	}
	return nil
}

// linksShape returns what stands beside the items of a page: {"servers":[…],"servers_links":[…]}.
func (c *Codec) linksShape(collection string) (*shape, error) {
	list, err := c.shapeOf(reflect.SliceOf(c.schema.Links))
	if err != nil {
		return nil, err
	}
	f, err := newField(collection+"_links", atomAlias+":link", list)
	if err != nil {
		return nil, err
	}
	s := &shape{typ: typeObject, byJSON: map[string]*field{}, byXML: map[qname]*field{}}
	return s, s.addField(f)
}

// In returns the codec of one service's documents, by the service's type in the catalog. Of "" the first that is
// declared under a name counts, whoever's it is.
func (c *Codec) In(service string) Documents { return Documents{c, service} }

// Documents turns the documents of one service from XML to JSON and back.
type Documents struct {
	codec   *Codec
	service string
}

// ToJSON returns the JSON document that a document in XML stands for. What isn't a whole, harmless document is an
// error.
func (d Documents) ToJSON(data []byte) (jsontext.Value, error) {
	r := &reader{docs: d, dst: make([]byte, 0, len(data))}
	var page *pageReader
	root, alias, err := d.codec.scan(data, func(root *element, alias string) func(*element) bool {
		if page = newPageReader(r, root, alias); page == nil {
			return nil
		}
		return page.readChild
	})
	switch {
	case err != nil:
		return nil, err
	case page != nil:
		page.end(root)
	default:
		r.readDocument(root, alias)
	}
	return r.dst, nil
}

// FromJSON returns the document in XML that stands for a JSON document. It must be an object; what XML has no form for
// is carried in marks of our own, so that ToJSON gives it back.
func (d Documents) FromJSON(doc jsontext.Value) ([]byte, error) {
	v, err := ParseJSON(doc)
	if err != nil {
		return nil, err
	}
	if v.Kind != '{' {
		return nil, errors.New("only an object can be an XML document")
	}
	b := &builder{docs: d}
	e, root := b.buildDocument(&v)
	return d.codec.write(e, root, len(doc)+len(doc)/4+512), nil // a name is there twice, but quotes and commas aren't
}

// root returns the declared root with a JSON name.
func (d Documents) root(name string) (*document, bool) {
	for _, service := range []string{d.service, ""} {
		if found, ok := d.codec.byKey[rootKey{service, name}]; ok {
			return found, true
		}
	}
	if d.service != "" {
		return nil, false
	}
	found, ok := d.codec.byName[name]
	return found, ok
}

// rootElement returns the declared root for the name of a root element. Real documents miss their namespaces: the
// local name is enough.
func (d Documents) rootElement(alias, local string) (*document, bool) {
	if found, ok := d.root(qname{alias, local}.String()); ok {
		return found, true
	}
	return d.root(local)
}

// byNetwork returns the root whose JSON has a network's label in its place.
func (d Documents) byNetwork() *document {
	if found, ok := d.root(networkElement); ok && found.Form == ByNetwork {
		return found
	}
	return nil
}
