package states

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// A member that is of no use to a wait, or that comes odd for a while, doesn't end it: the status is read whatever stands beside it.
func TestStateOfAnOddServer(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{
		`{"id":"1","status":"ACTIVE","progress":42.5}`,
		`{"id":"1","status":"ACTIVE","progress":"soon","metadata":[],"addresses":[]}`,
		`{"id":"1","status":"ACTIVE","fault":"no host","flavor":[],"image":[1]}`,
		`{"id":1,"status":"ACTIVE","security_groups":["web"],"links":{},"OS-EXT-STS:task_state":{}}`,
	} {
		s, err := Server(jsontext.Value(doc))
		if err != nil || s.ID != "1" || s.Status != "ACTIVE" || s.Progress != nil {
			t.Errorf("%s: %+v, %v", doc, s, err)
		}
	}
}
