package client

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// networksFrom is the microversion from which on Nova wants to be told the networks of a new server, or auto: "Invalid input
// for field/attribute server ... 'networks' is a required property" (seen on Nova 26).
const networksFrom = 37

// withNetworks asks for the networks that the cloud would choose by itself, where none are named and it has to be said.
func (o Options) withNetworks(s api.ServerCreate) (api.ServerCreate, error) {
	if s.Networks != nil || !o.atLeast(networksFrom) {
		return s, nil
	}
	extra := map[string]jsontext.Value{}
	if len(s.Extra) > 0 {
		if err := json.Unmarshal(s.Extra, &extra); err != nil {
			return s, err
		}
	}
	extra["networks"] = jsontext.Value(`"auto"`)
	var err error
	s.Extra, err = json.Marshal(extra, json.Deterministic(true))
	return s, err
}
