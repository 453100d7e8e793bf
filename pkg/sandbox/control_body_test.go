package sandbox

import (
	"strings"
	"testing"
)

// Whoever steers the sandbox with curl is told what is wrong with a body: the type that curl gives it, a misspelt member, a wrong kind.
func TestControlBodies(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, tt := range []struct {
		path, body string
		header     []string
		says       string
	}{
		{"tick", `{"duration":"1h"}`, form, "Content-Type application/json"},
		{"set", `{"server":"web","status":"ERROR"}`, form, "Content-Type application/json"},
		{"faults", `{"on":"*","status":500}`, form, "Content-Type application/json"},
		{"reset", `{"servers":[]}`, form, "Content-Type application/json"},
		{"tick", "", nil, "A body is needed"},
		{"faults", `{"on":"*","staus":500}`, nil, "staus: there is no such member"},
		{"faults", `{"on":"*","status":"500"}`, nil, "status: it has to be a whole number"},
		{"tick", `{"time":"1h"}`, nil, "time: there is no such member"},
		{"tick", `{"duration":`, nil, "it is not JSON"},
		{"set", `{"server":"web","state":"ERROR"}`, nil, "state: there is no such member"},
	} {
		r := u.want(400, u.send("POST", "/_sandbox/"+tt.path, tt.body, tt.header...))
		if got := r.body; !strings.Contains(got, tt.says) {
			t.Errorf("%s %s: %s, want %q", tt.path, tt.body, got, tt.says)
		}
	}
	made := u.json(u.want(201, u.send("POST", "/_sandbox/faults", `{"on":"*","status":503,"retry_after":3}`)))
	if rule, _ := made["fault"].(map[string]any); rule["retry_after"] != "3" {
		t.Errorf("%v", made)
	}
}
