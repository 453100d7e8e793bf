package novav21

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// missing are v2's words for a server that isn't there.
var missing = []string{"Instance could not be found", "Server not found", "Server does not exist", "Instance does not exist"}

// translate says a refusal of the shared handlers, which speak as Nova did in 2013, as Nova says it today. The id is that of the path's server.
func translate(f *fault.Error, c *service.RequestContext) *fault.Error {
	id, flavor, volume := c.Arg("id"), given(c, "flavorRef"), cmp.Or(given(c, "volumeId"), c.Arg("attachment"))
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
	case f.Message == "Invalid flavorRef provided.", f.Message == "Unable to locate requested flavor.":
		t.Message = "Flavor " + flavor + " could not be found."
	case f.Message == "Resize requires a flavor change.":
		t.Message = "When resizing, instances must change flavor!"
	case strings.HasPrefix(f.Message, "Port ") && f.Status == http.StatusBadRequest:
		t.Message = "Port id" + strings.TrimPrefix(f.Message, "Port")
	case f.Message == noRoute && c.Arg("alias") != "":
		t.Message = gone
	case volume != "" && f.Message == noRoute:
		t.Message = "Volume " + volume + " could not be found."
	}
	return &t
}

// given is a member of a body's one object.
func given(c *service.RequestContext, name string) string {
	body, err := c.Body.Document()
	if err != nil {
		return ""
	}
	for _, v := range body {
		if o, isObject := doc.ObjectOf(v); isObject && o.Has(name) {
			return o.TextOrNumber(name)
		}
	}
	return ""
}
