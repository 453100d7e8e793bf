package verb

import (
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/ready"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Noun declares a kind of resource to the verbs.
type Noun struct {
	*ref.Finder
	View output.Viewer
	// Password is the column that lists gain where there is a password, which no later answer holds; nil: none ever is.
	Password output.Columner
	// WaitTarget returns one to wait for; nil: there is no waiting for it.
	WaitTarget func(c *client.Client, id, name string, g wait.Goal) wait.Target
	// Log is what the cloud tells of what was done to a resource; nil: nothing.
	Log *ActionLog
	// Reachable is where --wait-for looks; nil: there is no such flag.
	Reachable func(*client.Client) ready.Server
}

// NewBatch makes a Batch in which nothing was done yet. What is for errors: "create server".
func NewBatch(in app.Invocation, n Noun, what string) *Batch {
	return &Batch{Invocation: in, noun: n, What: what}
}

// Decode is the Decode of a View over a document of the API. Of an odd document it reads what can be read, with an
// *output.PartialError.
func Decode(raw []byte, into any) error { return decode(raw, into, api.Read) }

// DecodeMembers is the DecodeMembers of a View over a document of the API.
func DecodeMembers(raw []byte, members []string, into any) error {
	return decode(raw, into, func(raw jsontext.Value, v any) ([]string, error) { return api.ReadMembers(raw, members, v) })
}

func decode(raw []byte, into any, read func(jsontext.Value, any) (unread []string, err error)) error {
	unread, err := read(raw, into)
	if err != nil || len(unread) == 0 {
		return err
	}
	marked := reflect.New(reflect.TypeOf(into).Elem()).Interface()
	p := &output.PartialError{Unread: unread, Number: strconv.Itoa(api.MarkNumber), Marked: marked}
	if err := api.ReadMarked(raw, p.Marked); err != nil {
		return err
	}
	return p
}

// Read returns what can be read of a document that a command goes on with. It tells the person of what can't.
func Read[T any](s *output.Streams, what string, raw []byte) (T, error) {
	var v T
	unread, err := api.Read(raw, &v)
	if len(unread) > 0 {
		s.Unreadable(what, unread)
	}
	return v, err
}

// ReadMarked is Read for a document whose parts become rows: api.Mark and api.MarkNumber, which cell.Count shows,
// stand for what can't be read.
func ReadMarked[T any](s *output.Streams, what string, raw []byte) (T, error) {
	v, err := Read[T](s, what, raw)
	if err != nil {
		return v, err
	}
	var marked T
	return marked, api.ReadMarked(raw, &marked)
}

// ToXML is the XML of a View: the guide's XML document for a JSON document.
func ToXML(doc []byte) ([]byte, error) { return api.FromJSON(api.XML, doc) }
