package flagset

import (
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// ParsePairs reads key=value arguments; what names the flag or argument in errors. Of a repeated key the last wins, in
// the place of the first. None is nil.
func ParsePairs(what string, args []string) (api.Metadata, error) {
	var m api.Metadata
	at := make(map[string]int)
	for _, arg := range args {
		key, value, ok := strings.Cut(arg, "=")
		if !ok || key == "" {
			return nil, fail.Usagef("%s %s: it must be key=value", what, arg)
		}
		if i, again := at[key]; again {
			m[i].Value = value
			continue
		}
		at[key] = len(m)
		m = append(m, api.Pair{Key: key, Value: value})
	}
	return m, nil
}
