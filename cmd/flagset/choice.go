package flagset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
)

// Choice is the value of a flag that has one of few, in the form that known has it; "" where it isn't given. Any other is a *fail.UsageError
// that names them: sent to a cloud a typing mistake would be an empty list, and waited for it would never come.
func Choice(flag, text string, known []string) (string, error) {
	if text == "" {
		return "", nil
	}
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, text) }); i >= 0 {
		return known[i], nil
	}
	err := fail.Usagef("--%s %s: it must be one of %s", flag, text, strings.Join(known, ", "))
	if nearest := config.Nearest(strings.ToUpper(text), upper(known)); nearest != "" {
		err.Advice = fmt.Sprintf("did you mean %s?", known[slices.Index(upper(known), nearest)])
	}
	return "", err
}

func upper(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToUpper(w)
	}
	return out
}
