package service

import (
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// RequestContext is one request on its way to its handler: what it asks, and the state that it may see.
type RequestContext struct {
	*web.Request
	*model.Model // nil for controls, which open the store themselves
	Rendered     *web.Rendered
}

// IdentityRoot is where the identity service is that is asked, without a version: London has one of its own.
func (c *RequestContext) IdentityRoot() string {
	if c.Home() != "" {
		return c.RegionRoot()
	}
	return c.Base
}
