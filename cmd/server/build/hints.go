package build

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// groupHint is the hint that names a server group.
const groupHint = "group"

// readHints reads --hint: a key that is said several times is a list.
func readHints(req *api.ServerCreate, flags []string) error {
	for _, flag := range flags {
		key, value, ok := cut(flag)
		if !ok {
			return fail.Usagef("--hint %s: it must be key=value", flag)
		}
		if req.Hints == nil {
			req.Hints = map[string][]string{}
		}
		req.Hints[key] = append(req.Hints[key], value)
	}
	return nil
}

// hintRoots are Nova's names for the hints beside a server.
var hintRoots = []string{"os:scheduler_hints", "OS-SCH-HNT:scheduler_hints"}

// fileHints are the hints beside the server in a file.
func fileHints(doc jsontext.Value) (map[string][]string, error) {
	for _, root := range hintRoots {
		member, absent := api.Member(doc, root)
		if absent != nil {
			continue
		}
		var values map[string]jsontext.Value
		if err := api.Unmarshal(member, &values); err != nil {
			return nil, err
		}
		hints := map[string][]string{}
		for key, value := range values {
			one, many := "", []string{}
			if err := api.Unmarshal(value, &one); err == nil {
				many = []string{one}
			} else if err := api.Unmarshal(value, &many); err != nil {
				return nil, err
			}
			hints[key] = many
		}
		return hints, nil
	}
	return nil, nil
}
