package novav21

import (
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// missing are v2's words for a server that isn't there.
var missing = []string{"Instance could not be found", "Server not found", "Server does not exist", "Instance does not exist"}

// translate says a refusal of the shared handlers, which speak as Nova did in 2013, as Nova says it today. The id is that of the path's server.
func translate(f *fault.Error, id string) *fault.Error {
	t := *f
	cannot, state, conflicts := strings.Cut(f.Message, " while instance is in ")
	switch {
	case f.Status == http.StatusUnprocessableEntity:
		t.Status = http.StatusBadRequest
	case f.Status == http.StatusRequestEntityTooLarge && strings.HasPrefix(f.Message, "Quota exceeded"):
		t.Status, t.RetryAfter = http.StatusForbidden, ""
	case slices.Contains(missing, f.Message):
		t.Message = "Instance " + id + " could not be found."
	case conflicts && f.Status == http.StatusConflict:
		t.Message = cannot + " instance " + id + " while it is in " + state
	case strings.HasPrefix(f.Message, "Can not find requested image"):
		t.Message = "Can not find requested image"
	}
	return &t
}
