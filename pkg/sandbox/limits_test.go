package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// The absolute limits are those that hold, and what is used follows the servers: from when a create, a resize, a revert and a delete
// are accepted (guide 1.8, 3.5; RAM in MB, fact 40).
func TestAbsoluteLimits(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: compute.Quota{Instances: 5, RAM: 4096}})
	check := func(after string, want used) {
		t.Helper()
		if got := u.used(); got != want {
			t.Errorf("after %s: %+v, want %+v", after, got, want)
		}
		limits := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/limits", ""))), "limits", "absolute")
		for name, value := range map[string]float64{
			"maxTotalInstances": 5, "maxTotalRAMSize": 4096, "maxTotalCores": -1, "maxServerMeta": 40, "maxImageMeta": 40, "maxPersonality": 5,
			"maxPersonalitySize": 1000, "totalVolumesUsed": 3, "totalVolumeGigabytesUsed": 675,
		} {
			if limits[name] != value {
				t.Errorf("%s is %v", name, limits[name])
			}
		}
	}
	check("nothing", used{0, 0, 0})
	id := u.active("web")
	check("create", used{1, 512, 1})
	u.want(413, u.act(id, `{"resize":{"flavorRef":"6"}}`)) // 8 GB
	check("a refused resize", used{1, 512, 1})
	u.want(202, u.act(id, `{"resize":{"flavorRef":"4"}}`))
	check("resize", used{1, 2048, 2})
	u.clock.advance(time.Minute)
	u.want(202, u.act(id, `{"revertResize":null}`))
	check("revert", used{1, 512, 1})
	u.clock.advance(time.Minute)
	u.want(202, u.act(id, `{"resize":{"flavorRef":"3"}}`))
	u.clock.advance(time.Minute)
	u.want(204, u.act(id, `{"confirmResize":null}`))
	check("confirm", used{1, 1024, 1})
	u.want(202, u.act(id, `{"resize":{"flavorRef":"2","OS-DCF:diskConfig":"MANUAL"}}`)) // falls back
	check("a resize that falls back", used{1, 1024, 1})
	u.clock.advance(time.Minute)
	u.want(202, u.act(id, `{"resize":{"flavorRef":"4"}}`))
	u.clock.advance(time.Second)
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	check("delete in the middle of a resize", used{0, 0, 0})
}

// The rate limits are the guide's Table 1.3, each with all of it left, in both formats.
func TestRateLimits(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	limit := func(verb string, value float64, unit string) any {
		return map[string]any{"verb": verb, "value": value, "remaining": value, "unit": unit, "next-available": "2013-12-10T12:00:00.000Z"}
	}
	want := []any{
		map[string]any{"uri": "/os-networksv2", "regex": `/v[^/]/(\d+)/(os-networksv2)/?.*`, "limit": []any{limit("POST", 0, "DAY"), limit("GET", 0, "MINUTE")}},
		map[string]any{"uri": "/servers", "regex": `/v[^/]/(\d+)/(servers)/?.*`, "limit": []any{limit("POST", 1000, "DAY"), limit("GET", 1000, "DAY")}},
		map[string]any{"uri": "*", "regex": `/v[^/]/(\d+)/?.*`, "limit": []any{limit("POST", 100, "MINUTE"), limit("GET", 100, "MINUTE")}},
	}
	if diff := cmp.Diff(want, at[[]any](t, u.json(u.compute("GET", "/limits", "")), "limits", "rate")); diff != "" {
		t.Error(diff)
	}
	root := u.xml(u.want(200, u.compute("GET", "/limits.xml", "")))
	rate := root.child(t, "common:rates").child(t, "common:rate")
	if root.name != "common:limits" || rate.attrs["uri"] != "/os-networksv2" || rate.child(t, "common:limit").attrs["verb"] != "POST" {
		t.Errorf("%+v", root)
	}
	names := map[string]string{}
	for _, l := range root.child(t, "common:absolute").children {
		names[l.attrs["name"]] = l.attrs["value"]
	}
	if names["totalKeyPairsUsed"] != "0" || names["maxTotalInstances"] != "1000" || len(names) != 20 {
		t.Errorf("%v", names)
	}
}

// Where the rate limits hold, the request beyond one is refused with how long to wait, does nothing, and is let through after that;
// another tenant has its own (guide 1.8.1, errors.tsv).
func TestRateLimitsHold(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{RateLimits: true})
	for range 100 {
		u.want(404, u.compute("POST", "/servers/"+random.UUID()+"/action", `{"rescue":null}`))
	}
	u.clock.advance(20500 * time.Millisecond)
	r := u.want(413, u.compute("POST", "/servers", `{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2"}}`))
	want := map[string]any{"overLimit": map[string]any{
		"code": 413.0, "message": "This request was rate-limited.", "retryAfter": "40",
		"details": `Only 100 POST request(s) can be made to "*" every minute.`,
	}}
	if diff := cmp.Diff(want, u.json(r)); diff != "" || r.header.Get("Retry-After") != "40" {
		t.Errorf("%v %s", r.header, diff)
	}
	rates := at[[]any](t, u.json(u.want(200, u.compute("GET", "/limits", ""))), "limits", "rate")
	post := at[[]any](t, rates[2].(map[string]any), "limit")[0].(map[string]any)
	if post["remaining"] != 0.0 || post["next-available"] != "2013-12-10T12:01:00.000Z" {
		t.Errorf("%v", post)
	}
	day := at[[]any](t, rates[1].(map[string]any), "limit")[0].(map[string]any)
	if day["remaining"] != 900.0 || day["next-available"] != "2013-12-10T12:00:20.500Z" {
		t.Errorf("%v", day)
	}
	inXML := map[string]string{}
	for _, rate := range u.xml(u.want(200, u.compute("GET", "/limits.xml", ""))).child(t, "common:rates").children {
		l := rate.child(t, "common:limit").attrs
		inXML[rate.attrs["uri"]+" "+l["verb"]] = l["remaining"] + " of " + l["value"] + ", next at " + l["next-available"]
	}
	if inXML["* POST"] != "0 of 100, next at 2013-12-10T12:01:00.000Z" || inXML["/servers POST"] != "900 of 1000, next at 2013-12-10T12:00:20.500Z" {
		t.Errorf("%v", inXML)
	}
	second := *u
	second.token = u.signIn("sandbox2", "sandbox2")
	second.want(404, second.send("POST", "/DFW/v2/020202/servers/"+random.UUID()+"/action", `{"rescue":null}`))
	u.clock.advance(39500 * time.Millisecond)
	u.create("web")
}
