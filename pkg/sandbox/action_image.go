package sandbox

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// createImage makes an image of a server (guide 2.3.9): 202 with where it will be. The server's task says so until it is done; it
// may be deleted meanwhile, and the image is finished all the same.
func createImage(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	name := members.textOrNumber("name")
	if name == "" {
		return nil, badRequest("createImage entity requires name attribute")
	}
	var pairs api.Metadata
	var err error
	if members.has("metadata") {
		if pairs, err = readPairs(members["metadata"]); err != nil {
			return nil, err
		}
	}
	if err := c.Quota().checkImagePairs(pairs); err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := c.Begin(s, snapshotting); err != nil {
		return nil, err
	}
	i, err := c.Snapshot(s, name, pairs)
	if err != nil {
		return nil, err
	}
	return &response{status: http.StatusAccepted, header: http.Header{"Location": {selfURL(c, "images", i.ID)}}}, nil
}
