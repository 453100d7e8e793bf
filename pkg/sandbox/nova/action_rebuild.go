package nova

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// rebuild makes a server anew from an image (guide 2.3.3). Of what the request names, the new values replace the old; the addresses
// and the flavor stay, whatever flavorRef says. The answer is the server with its new password, and where it is.
func rebuild(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	o, err := compute.CheckRebuild(members, c.Offers())
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.Allow(compute.Rebuilding); err != nil {
		return nil, err
	}
	if o.Image, err = c.Image(document.LastSegment(members.TextOrNumber("imageRef"))); err != nil {
		return nil, err
	}
	if o.Image == nil || !o.Image.Exists() {
		return nil, fault.BadRequest("Cannot find image for rebuild")
	}
	if f, found := c.Flavor(s.FlavorID); found {
		if err := compute.Fit(o.Image, f); err != nil {
			return nil, err
		}
	}
	o.Apply(s, members)
	s.ImageID = o.Image.ID
	if members.Has("metadata") {
		s.Metadata = o.Metadata
	}
	if err := c.Begin(s, compute.Rebuilding); err != nil {
		return nil, err
	}
	v := serverItself(c, s)
	v.AdminPass = o.AdminPass
	return &web.Response{
		Status: http.StatusAccepted,
		Header: http.Header{"Location": {selfURL(c, "servers", s.ID)}},
		Body:   web.Document("server", v),
	}, nil
}
