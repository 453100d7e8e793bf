package sandbox

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// rebuild makes a server anew from an image (guide 2.3.3). Of what the request names, the new values replace the old; the addresses
// and the flavor stay, whatever flavorRef says. The answer is the server with its new password, and where it is.
func rebuild(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	o, err := checkRebuild(members, c.Offers())
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(rebuilding); err != nil {
		return nil, err
	}
	if o.image, err = c.Image(lastSegment(members.textOrNumber("imageRef"))); err != nil {
		return nil, err
	}
	if o.image == nil || !o.image.exists() {
		return nil, badRequest("Cannot find image for rebuild")
	}
	if f, found := c.Flavor(s.FlavorID); found {
		if err := fit(o.image, f); err != nil {
			return nil, err
		}
	}
	o.apply(s, members)
	s.ImageID = o.image.ID
	if members.has("metadata") {
		s.Metadata = o.metadata
	}
	if err := c.Begin(s, rebuilding); err != nil {
		return nil, err
	}
	v := serverItself(c, s)
	v.AdminPass = o.adminPass
	return &response{
		status: http.StatusAccepted,
		header: http.Header{"Location": {selfURL(c, "servers", s.ID)}},
		body:   documentBody("server", v),
	}, nil
}
