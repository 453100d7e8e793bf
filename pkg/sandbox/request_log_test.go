package sandbox

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/service"
)

// Every line of the log names an operation that a rule for faults can be on, or says that there is none, whatever was sent.
func TestLogNamesEveryOperation(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	u := newCloud(t, Options{Log: &log})
	server := u.active("web")
	all := everything(server, u.imaged(server, "gold"))
	for _, operation := range slices.Sorted(maps.Keys(all)) {
		for _, a := range all[operation] {
			log.Reset()
			u.send(a.method, a.path, a.body)
			if got := u.logged(&log); got != operation {
				t.Errorf("%s %s %s is %q, not %q", a.method, a.path, a.body, got, operation)
			}
		}
	}
	const action = "/DFW/v2/010101/servers/x/action"
	for request, want := range map[string]string{
		"GET /nothing": service.NoRoute, "PUT /v2.0/tokens": service.NoRoute, "GET /DFW/v2/010101/nothing": service.NoRoute,
		"OPTIONS /DFW/v2.1/servers": service.NoRoute, "GET /network/v2.0/nothing": service.NoRoute,
		"HEAD /DFW/v2/010101/servers": "server.list", "GET /DFW/010101/servers/x": "server.show", "PUT /DFW/010101/servers/x": "version.list",
		"POST " + action + ` {"a":1,"b":2}`: "server.action", "POST " + action + ` {"dance":null}`: "server.action", "POST " + action + " {": "server.action",
		"POST " + action + ` {"reboot":{"type":"SOFT"},"b":2}`: "server.action", "POST " + action + ` {"reboot":null}`: "server.reboot",
	} {
		log.Reset()
		parts := append(strings.SplitN(request, " ", 3), "")
		u.send(parts[0], parts[1], parts[2])
		if got := u.logged(&log); got != want {
			t.Errorf("%s is %q, not %q", request, got, want)
		}
	}
	log.Reset()
	bad := httptest.NewRequest(http.MethodGet, "http://cloud.test/", nil)
	bad.URL.Path, bad.URL.RawPath = "/%", "/%"
	u.ServeHTTP(httptest.NewRecorder(), bad)
	if got := u.logged(&log); got != service.NoRoute {
		t.Errorf("an escape that is none is %q", got)
	}
}

// logged is the operation of the one line of a log.
func (u *cloudUnderTest) logged(log *bytes.Buffer) string {
	u.t.Helper()
	var line struct{ Operation string }
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		u.t.Fatalf("%v in %q", err, log)
	}
	return line.Operation
}
