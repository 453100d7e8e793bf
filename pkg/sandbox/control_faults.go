package sandbox

import "net/http"

// listFaultRules answers GET /_sandbox/faults.
func (c Controls) listFaultRules(r *requestContext) (*response, error) {
	rules, err := c.Rules.List(r.Ctx)
	return ok(jsonBody(map[string][]FaultRule{"faults": rules})), err
}

// addFaultRule answers POST /_sandbox/faults with the rule that was made.
func (c Controls) addFaultRule(r *requestContext) (*response, error) {
	var f FaultRule
	if err := decodeBody(r.Body, &f); err != nil {
		return nil, err
	}
	f, err := c.Rules.Add(r.Ctx, f)
	return &response{status: http.StatusCreated, body: jsonBody(map[string]FaultRule{"fault": f})}, err
}

// clearFaultRules answers DELETE /_sandbox/faults, and that of one.
func (c Controls) clearFaultRules(r *requestContext) (*response, error) {
	var ids []string
	if id := r.Arg("id"); id != "" {
		ids = []string{id}
	}
	return noContent(), c.Rules.Clear(r.Ctx, ids)
}
