package verb

import (
	"context"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Noun declares a kind of resource to the verbs. T is how it is decoded for columns.
type Noun[T any] struct {
	*ref.Finder
	View output.View[T]
	// Password is the column that lists gain where there is a password, which no later answer holds; nil: none ever is.
	Password *output.Column[T]
	Get      func(ctx context.Context, c *client.Client, id string) (client.Document, error)
}

// Decode is the Decode of a View over a document of the API.
func Decode[T any](raw []byte) (T, error) {
	var v T
	err := api.Unmarshal(raw, &v)
	return v, err
}

// ToXML is the XML of a View: the guide's XML document for a JSON document.
func ToXML(doc []byte) ([]byte, error) { return api.FromJSON(api.XML, doc) }
