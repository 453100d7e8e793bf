package nova

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// createImage makes an image of a server (guide 2.3.9): 202 with where it will be. The server's task says so until it is done; it
// may be deleted meanwhile, and the image is finished all the same.
func createImage(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	name := members.TextOrNumber("name")
	if name == "" {
		return nil, fault.BadRequest("createImage entity requires name attribute")
	}
	var pairs api.Metadata
	var err error
	if members.Has("metadata") {
		if pairs, err = compute.ReadPairs(members["metadata"]); err != nil {
			return nil, err
		}
	}
	if err := c.Quota().CheckImagePairs(pairs); err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := c.Begin(s, compute.Snapshotting); err != nil {
		return nil, err
	}
	i, err := c.Snapshot(s, name, pairs)
	if err != nil {
		return nil, err
	}
	return &web.Response{Status: http.StatusAccepted, Header: http.Header{"Location": {selfURL(c, "images", i.ID)}}}, nil
}
