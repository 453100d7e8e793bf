package sandbox

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// rebuild makes a server anew from an image (guide 2.3.3). Of what the request names, the new values replace the old; the addresses
// and the flavor stay, whatever flavorRef says. The answer is the server with its new password, and where it is.
func rebuild(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	o, err := c.checkRebuild(members)
	if err != nil {
		return nil, err
	}
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(rebuilding); err != nil {
		return nil, err
	}
	if o.image, err = c.loadImage(lastSegment(members.textOrNumber("imageRef"))); err != nil {
		return nil, err
	}
	if o.image == nil || !o.image.exists() {
		return nil, badRequest("Cannot find image for rebuild")
	}
	if f, found := c.flavorOf(s.FlavorID); found {
		if err := fit(o.image, f); err != nil {
			return nil, err
		}
	}
	o.apply(s, members)
	s.ImageID = o.image.ID
	if members.has("metadata") {
		s.Metadata = o.metadata
	}
	if err := c.beginAndSave(s, rebuilding); err != nil {
		return nil, err
	}
	v := c.serverItself(s)
	v.AdminPass = o.adminPass
	return &response{
		status: http.StatusAccepted,
		header: http.Header{"Location": {c.selfURL("servers", s.ID)}},
		body:   documentBody("server", v),
	}, nil
}

// checkRebuild checks a rebuild's members in Nova's order. Only the image is needed (fact 19).
func (c *requestContext) checkRebuild(members object) (*createSpec, error) {
	ref, _ := members.text("imageRef")
	switch {
	case ref == "":
		return nil, badRequest("Could not parse imageRef from request.")
	case !isUUID(lastSegment(ref)):
		return nil, badRequest("Invalid imageRef provided.")
	}
	o := &createSpec{quota: c.quota()}
	checks := []func(*createSpec, object) error{checkDiskConfig, checkAdminPass}
	if _, named := members["name"]; named {
		checks = append(checks, checkName)
	}
	for _, check := range append(checks, checkAccess, checkPersonality, checkMetadata) {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}
