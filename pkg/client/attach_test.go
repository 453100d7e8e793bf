package client

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/wait"
)

// A Nova of today shows the device at once: a volume is attached when the block storage service says so too, where there is one.
func TestGoalAttached(t *testing.T) {
	t.Parallel()
	const volumes = `{"type":"volumev3","endpoints":[{"tenantId":"010101","region":"DFW","publicURL":"https://volume.test/v3/010101"}]}`
	volume := func(status, server string) string {
		return `{"volume":{"id":"v","status":"` + status + `","attachments":[` + server + `]}}`
	}
	const here, there = `{"server_id":"s"}`, `{"server_id":"other"}`
	const shown = `{"volumeAttachment":{"id":"v","volumeId":"v","device":"/dev/vdb"}}`
	for _, test := range []struct {
		name          string
		attachment    string // the answer, for 10 s; "": there is none yet
		before, after string // the volume, for 10 s and then; "": nobody may see it
		record        string // Nova's of the request, after 10 s; "": it has none
		err           string // part of it; empty: none
		took          time.Duration
	}{
		{"reserved, then in use", shown, volume("reserved", ""), volume("in-use", here), "", "", 10 * time.Second},
		{"of several servers", shown, volume("in-use", there), volume("in-use", there+","+here), "", "", 10 * time.Second},
		{"one that fails", shown, volume("attaching", ""), volume("error_attaching", ""), "", "went to ERROR: the volume is error_attaching", 10 * time.Second},
		{"a volume that nobody may see", shown, "", "", "", "", 0},
		{"a volume service that is away for a while", shown, "away", volume("in-use", here), "", "", 10 * time.Second},
		{"from 2.101 on", "", volume("available", ""), volume("in-use", here), "", "", 10 * time.Second},
		{"one that fails, from 2.101 on", "", volume("available", ""), "", `{"instanceAction":{"action":"attach_volume","message":"Error"}}`, "req-1: Error", 10 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			signIn := strings.Replace(accessDoc(testToken, start.Add(time.Hour)), `"serviceCatalog":[`, `"serviceCatalog":[`+volumes+`,`, 1)
			f := &fakeCloud{signIn: func(int) *http.Response { return respond(200, signIn) }, handle: func(r sentRequest) (*http.Response, error) {
				later := time.Since(start) >= 10*time.Second
				doc := map[bool]string{false: test.before, true: test.after}[later]
				switch {
				case strings.Contains(r.URL, "instance-actions"):
					doc = map[bool]string{true: test.record}[later]
				case !strings.HasPrefix(r.URL, "https://volume.test/"):
					doc = map[bool]string{false: test.attachment, true: shown}[later && test.record == ""]
				}
				if doc == "away" {
					return respond(503, ""), nil
				}
				if doc == "" {
					return respond(404, `{"itemNotFound":{"code":404,"message":"not found"}}`), nil
				}
				return respond(200, doc), nil
			}}
			c := f.newClient(t)
			target := c.AttachingTarget(Attaching{Server: "s", Volume: "v", RequestID: "req-1"})
			out := c.Wait(t.Context(), []wait.Target{target}, wait.Options{Interval: 5 * time.Second, Timeout: time.Minute})[0]
			if (out.Err == nil) != (test.err == "") || test.err != "" && !contains(out.Err, test.err) || time.Since(start) != test.took {
				t.Errorf("%s: %v after %v, want %q after %v", test.name, out.Err, time.Since(start), test.err, test.took)
			}
		})
	}
}

// From microversion 2.101 on the answer to attaching a volume has no document: what is known of it is told.
func TestAttachVolumeWithoutDocument(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(202, "", "X-Openstack-Request-Id", "req-1", "Content-Type", "text/html; charset=UTF-8")}
	a, err := f.newClient(t).AttachVolume(t.Context(), "s", "v", "")
	if err != nil || string(a.Raw) != `{"id":"v","serverId":"s","volumeId":"v"}` || a.RequestID != "req-1" {
		t.Errorf("%s %q %v", a.Raw, a.RequestID, err)
	}
}
