package client

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

// A name with a colon is asked for with an operator, since Glance takes what is before the colon for one (fact 60); and as it is, where nothing
// came of that: there are clouds without operators.
func TestGlanceNameWithColon(t *testing.T) {
	t.Parallel()
	const found = `{"images":[{"id":"i1","name":"ubuntu:22.04","status":"active"}]}`
	unknown := always(400, "<html><body>Unable to filter by unknown operator 'ubuntu'.</body></html>")
	for name, test := range map[string]struct {
		byOperator, asItIs route
		found, asked       int
	}{
		"Glance":                       {always(200, found), unknown, 1, 1},
		"Glance, where there is none":  {always(200, `{"images":[]}`), unknown, 0, 2},
		"a cloud without operators":    {always(200, `{"images":[]}`), always(200, found), 1, 2},
		"a Glance that is out of work": {always(500, "{}"), unknown, -1, 1},
	} {
		list := func(r sentRequest) (*http.Response, error) {
			if strings.Contains(r.URL, "name=eq%3Aubuntu%3A22.04") {
				return test.byOperator(r)
			}
			return test.asItIs(r)
		}
		c, seen := glanceClient(t, map[string]route{"GET " + testGlance: list}, version("2.93"))
		all, err := ids(t, c.ListImages(context.Background(), ImageFilter{Name: "ubuntu:22.04"}))
		if len(all) != max(test.found, 0) || (err != nil) != (test.found < 0) {
			t.Errorf("%s: %v, %v", name, all, err)
		}
		if got := seen(); len(got) != test.asked {
			t.Errorf("%s: asked %v", name, got)
		}
	}
}
