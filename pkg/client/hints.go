package client

import (
	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// hintsRoot stands beside the server in the request: hints are no part of it, and aren't kept.
const hintsRoot = "os:scheduler_hints"

// withHints puts the hints for the scheduler into a request for a server. One that is said several times is a list.
func (c *Client) withHints(r Request, s api.ServerCreate) (Request, error) {
	if c.options.Wire == api.XML {
		return r, &transport.OptionError{Option: "wire", Message: "XML has no form for a hint: use json"}
	}
	hints := map[string]any{}
	for key, values := range s.Hints {
		if hints[key] = values; len(values) == 1 {
			hints[key] = values[0]
		}
	}
	var err error
	r.Raw, err = json.Marshal(map[string]any{r.Root: r.Body, hintsRoot: hints}, json.Deterministic(true))
	r.Root, r.Body = "", nil
	return r, err
}
