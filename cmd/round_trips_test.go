package cmd

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Where the ids of a cloud are UUIDs, the list that finds a server by its name shows that the name is no id, and has all that there is to show.
func TestOneRequestByName(t *testing.T) {
	t.Parallel()
	const id = "11111111-0000-4000-8000-000000000000"
	for line, want := range map[string][]string{
		"server show web": {"GET servers/detail"},
		"server show web --compute-api-version 2.70":  {"GET servers/detail"},
		"server show web --compute-api-version 2.71":  {"GET servers/detail", "GET servers/" + id}, // its groups aren't in the list
		"server show web --compute-api-version 2.100": {"GET servers/detail", "GET servers/" + id},
		"server show 42":               {"GET servers/42", "GET servers/detail"}, // rather an id than a name
		"server show " + id:            {"GET servers/" + id},
		"server show wob":              {"GET servers/detail", "GET servers"}, // with the suggestions
		"server reboot web":            {"GET servers/detail", "POST servers/" + id + "/action", "GET servers/" + id},
		"server reboot web 42 -o id":   {"GET servers", "POST", "POST"}, // an id needs no look
		"server reboot web 42 -o json": {"GET servers", "POST", "POST", "GET servers/detail"},
		"server reboot web 42 -o json --compute-api-version 2.71": {"GET servers", "POST", "POST", "GET servers/" + id, "GET servers/22222222-0000-4000-8000-000000000000"},
		"server group show web":                                   {"GET os-server-groups", "GET os-server-groups/" + id},
		"network show web":                                        {"GET networks", "GET networks/" + id},
		"image show web":                                          {"GET images/web", "GET images/detail"}, // a cloud may have other ids beside UUIDs
		"flavor show web":                                         {"GET flavors/detail"},                  // which has all that there is
	} {
		f := &numberedCloud{denial: http.StatusNotFound, uuids: true}
		_, _, stderr := f.run(t, strings.Fields(line)...)
		if strings.Contains(line, "42 -o") {
			f.requests[1], f.requests[2] = "POST", "POST"
		}
		if diff := cmp.Diff(want, f.requests); diff != "" {
			t.Errorf("%s: %s%s", line, diff, stderr)
		}
	}
}

// What a command names beside its servers is looked up all at once, and a number is asked for as an id without a list. Volumes of a server are
// detached at once too.
func TestLookUpsAtOnce(t *testing.T) {
	t.Parallel()
	const id = "11111111-0000-4000-8000-000000000000"
	for line, want := range map[string]struct {
		trips    int // one after the other, without the sign-in
		requests []string
	}{
		"server create s --image web --flavor web": {3, []string{
			"GET flavors/detail", "GET images/detail", "GET images/web", "GET servers/new", "POST servers",
		}},
		"server create s --image web --flavor web --network web --network web --hint group=web": {3, []string{
			"GET flavors/detail", "GET images/detail", "GET images/web", "GET networks", "GET networks",
			"GET os-server-groups", "GET servers/new", "POST servers",
		}},
		"server create s --image " + id + " --flavor 42": {4, []string{"GET flavors/42", "GET flavors/detail", "GET servers/new", "POST servers"}}, // a name after all
		"server rebuild " + id + " --image web --flavor web --yes": {4, []string{ // whether it is protected, its id doesn't say
			"GET flavors/detail", "GET images/detail", "GET images/web", "GET servers/" + id, "GET servers/" + id,
			"POST servers/" + id + "/action",
		}},
		"server rebuild " + id + " --image web --flavor web --yes --force": {3, []string{
			"GET flavors/detail", "GET images/detail", "GET images/web", "GET servers/" + id, "POST servers/" + id + "/action",
		}},
		"volume detach " + id + " u v w --parallel 3": {1, []string{
			"DELETE servers/" + id + "/os-volume_attachments/u", "DELETE servers/" + id + "/os-volume_attachments/v", "DELETE servers/" + id + "/os-volume_attachments/w",
		}},
		"server list --image web --flavor web -o id": {2, []string{
			"GET flavors/detail", "GET images/detail", "GET images/web", "GET servers",
		}},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &numberedCloud{denial: http.StatusNotFound, uuids: true, latency: 50 * time.Millisecond}
			start := time.Now()
			code, _, stderr := f.run(t, strings.Fields(line)...)
			slices.Sort(f.requests)
			if diff := cmp.Diff(want.requests, f.requests); diff != "" || code != 0 {
				t.Errorf("%s: exit code %d %s%s", line, code, diff, stderr)
			}
			if took := time.Since(start) - f.latency; took != time.Duration(want.trips)*f.latency {
				t.Errorf("%s: %v, want %d times %v", line, took, want.trips, f.latency)
			}
		})
	}
}

// Of several look-ups that fail the first one's error is reported, whichever ends first.
func TestFirstLookUpError(t *testing.T) {
	t.Parallel()
	f := &numberedCloud{denial: http.StatusNotFound, uuids: true}
	code, _, stderr := f.run(t, "server", "create", "s", "--image", "nosuch image", "--flavor", "nosuch flavor", "--network", "nosuch network")
	if code != 3 || !strings.Contains(stderr, "no image has the id or name") || strings.Contains(stderr, "flavor") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}
