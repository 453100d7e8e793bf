package novav21

import (
	_ "embed"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/schema"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

//go:embed data/schemas.txt
var schemaText string

// schemas are the bodies of requests, by the operation, or by the action that they name, and, with a question mark before the operation, queries.
var schemas = sync.OnceValue(func() schema.Rules { return schema.Parse(schemaText) })

// checkQuery refuses a query: the parameters are checked as members of an object are.
func checkQuery(c *service.RequestContext, operation string) error {
	if !schemas().Has(operation) || len(c.Query) == 0 {
		return nil
	}
	members := object{}
	for name, values := range c.Query {
		members[name] = values[len(values)-1]
	}
	text, err := json.Marshal(members)
	if err != nil {
		return err
	}
	switch p := schemas().Check(operation, c.Minor, text); {
	case p == nil:
		return nil
	case p.Member == "":
		return fault.BadRequest("%s", p.Text)
	default:
		return queryError(p.Member, schema.Str(p.Value), p.Text)
	}
}
