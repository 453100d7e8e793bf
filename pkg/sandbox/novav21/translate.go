package novav21

import (
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// translate says a refusal of the shared handlers, which speak as Nova did in 2013, as Nova says it today.
func translate(f *fault.Error) *fault.Error {
	t := *f
	switch {
	case f.Status == http.StatusUnprocessableEntity:
		t.Status = http.StatusBadRequest
	case f.Status == http.StatusRequestEntityTooLarge && strings.HasPrefix(f.Message, "Quota exceeded"):
		t.Status, t.RetryAfter = http.StatusForbidden, ""
	}
	return &t
}
