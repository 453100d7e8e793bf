package image

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// filterKeys are what --filter chooses images by, beside what every noun has.
var filterKeys = []string{"server", "type", "size", "min-disk", "min-ram"}

// facts reads what is known of an image.
func facts(doc jsontext.Value) (ref.Facts, error) {
	var i api.Image
	err := verb.Decode(doc, &i)
	if i.ID == "" && err != nil {
		return ref.Facts{}, err
	}
	return ref.Facts{
		ID: i.ID, Name: i.Name, Status: i.Status, Created: i.Created, Metadata: i.Metadata,
		More: map[string][]string{
			"server": {server(&i)}, "type": {imageType(&i)}, "size": {cell.Number(i.Size)},
			"min-disk": {cell.Number(i.MinDisk)}, "min-ram": {cell.Number(i.MinRAM)},
		},
	}, nil
}

// inDetail lists the images in detail that fit.
func inDetail(ctx context.Context, c *client.Client, asked map[string]string) verb.Items {
	return c.ListImages(ctx, client.ImageFilter{Status: asked["status"], Server: asked["server"]})
}
