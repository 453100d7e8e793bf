package control

import (
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listFaultRules answers GET /_sandbox/faults.
func (c Controls) listFaultRules(r *service.RequestContext) (*web.Response, error) {
	rules, err := c.Rules.List(r.Ctx)
	return web.OK(web.JSON(map[string][]inject.Rule{"faults": rules})), err
}

// addFaultRule answers POST /_sandbox/faults with the rule that was made.
func (c Controls) addFaultRule(r *service.RequestContext) (*web.Response, error) {
	var f inject.Rule
	if err := decodeBody(r.Body, &f); err != nil {
		return nil, err
	}
	f, err := c.Rules.Add(r.Ctx, f)
	return &web.Response{Status: http.StatusCreated, Body: web.JSON(map[string]inject.Rule{"fault": f})}, err
}

// clearFaultRules answers DELETE /_sandbox/faults, and that of one.
func (c Controls) clearFaultRules(r *service.RequestContext) (*web.Response, error) {
	var ids []string
	if id := r.Arg("id"); id != "" {
		ids = []string{id}
	}
	return web.NoContent(), c.Rules.Clear(r.Ctx, ids)
}
