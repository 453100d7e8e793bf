package codec

import "reflect"

// A Schema is all that the codec is told of the documents: their roots, their namespaces, and the types whose form
// their Go kind doesn't say.
type Schema struct {
	Roots   []Root
	Spaces  []Space
	Own     []string                           // the documents' own namespaces, in which names have no alias
	Links   reflect.Type                       // of the links beside the items of a page
	Special func(reflect.Type) (Special, bool) // nil: there are none
}

// A Root is a document's only member in JSON, and its root element in XML.
type Root struct {
	Service string         // who speaks it, by the type that the catalog has; "" for every service
	JSON    string         // the member's name
	XML     string         // as in a struct's tags; "" as JSON
	Space   string         // the namespace; "" for none
	Bare    string         // where only requests have the namespace: a member that only answers have
	Atom    bool           // the guide's documents declare Atom's namespace, used or not
	Page    bool           // a collection, with its links beside it (guide 1.6)
	Form    RootForm       // what is special about it
	None    string         // what an empty element is in JSON; "" is an empty object
	Types   []reflect.Type // those that share the element: their members are united
}

// RootForm says how the root element stands for its JSON.
type RootForm int

// The forms of roots.
const (
	Plain      RootForm = iota
	SinglePair          // one pair by itself: <meta key="Label">Web</meta>
	ByNetwork           // the addresses of one network: JSON has the network's label in the root's place (fact 37)
)

// A Space is an XML namespace and the alias that JSON has for it. Where an alias has several, the first is written.
// Where a namespace has several aliases, Names tells whose a name is, whatever the prefix in the document: the
// first's, if nobody names it.
type Space struct {
	Alias, URI string
	Names      []string // the alias's own members, of a namespace that it shares
}

// A Special is the form of a type whose Go kind doesn't say it.
type Special struct {
	As       As
	Item     reflect.Type      // of a value of pairs, of an address, of what is optional
	Spelling map[string]string // of pairs: keys of JSON that XML spells in another way
}

// As is what a Special is in JSON.
type As int

// The forms of special types.
const (
	Scalar    As = iota + 1 // a number, a string or null, as its text says
	Pairs                   // an object whose keys are data
	Addresses               // an object of lists of addresses, by network
	Optional                // null, or an Item
	Reference               // a struct; without members it is "" in JSON (fact 19)
)
