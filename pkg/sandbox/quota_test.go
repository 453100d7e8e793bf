package sandbox

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// Limits are read from text, those that aren't named have their defaults, and what makes no sense is refused.
func TestParseQuota(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]compute.Quota{
		"":                                {},
		"instances=3":                     {Instances: 3},
		"ram=4096, cores=-1,file-bytes=7": {RAM: 4096, Cores: -1, FileBytes: 7},
		strings.Join(compute.QuotaNames(), "=1,") + "=1": {Instances: 1, RAM: 1, Cores: 1, Metadata: 1, Files: 1, FileBytes: 1},
	} {
		got, err := compute.ParseQuota(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%q: %v %s", text, err, diff)
		}
	}
	for _, wrong := range []string{"instances", "instances=", "instances=0", "instances=-2", "instances=many", "volumes=3", "ram=1,,cores=1", "="} {
		if _, err := compute.ParseQuota(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}

// Every limit can be chosen; it holds on both wires, and /limits shows it in both formats, or -1 where there is none (guide 1.8.2).
func TestEveryQuotaHolds(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: compute.Quota{Instances: 7, RAM: -1, Cores: 2, Metadata: 2, Files: 1, FileBytes: 4}})
	server := u.active("web")
	image := u.imaged(server, "gold")
	three, threeXML := pairsOf(3)
	for message, r := range map[string]refusal{
		"Quota exceeded for cores: Requested 2, but already used 1 of 2 cores": createWith(`"flavorRef":"4"`, `flavorRef="4"`, ""),
		"Maximum number of metadata items exceeds 2":                           createWith(`"metadata":{`+three+`}`, "", `<metadata>`+threeXML+`</metadata>`),
		"Image metadata limit exceeded":                                        put("/images/"+image+"/metadata", `{"metadata":{`+three+`}}`, `<metadata`+ns+`>`+threeXML+`</metadata>`),
		"Personality file limit exceeded": createWith(`"personality":[{"path":"/a","contents":""},{"path":"/b","contents":""}]`, "",
			`<personality><file path="/a">QQ==</file><file path="/b">QQ==</file></personality>`),
		"Personality file content too long": createWith(`"personality":[{"path":"/a","contents":"QUJDREU="}]`, "",
			`<personality><file path="/a">QUJDREU=</file></personality>`),
	} {
		for _, wire := range []string{"json", "xml"} {
			body := map[string]string{"json": r.json, "xml": r.xml}[wire]
			got := u.faultParts(u.compute(r.method, r.path, body, "Content-Type", "application/"+wire, "Accept", "application/"+wire))
			want := faultParts{Status: "413", Kind: "overLimit", Code: "413", Message: message, RetryAfter: "0", Header: "0"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", wire, diff)
			}
		}
	}
	u.want(202, u.post(map[string]string{
		"metadata": `{"a":"1","b":"2"}`, "personality": `[{"path":"/a","contents":"QUJDRA=="}]`,
	})) // as much as there may be
	shown := map[string]string{
		"maxTotalInstances": "7", "maxTotalRAMSize": "-1", "maxTotalCores": "2", "maxServerMeta": "2", "maxImageMeta": "2", "maxPersonality": "1",
		"maxPersonalitySize": "4", "totalInstancesUsed": "2", "totalRAMUsed": "1024", "totalCoresUsed": "2",
	}
	inJSON := at[map[string]any](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute")
	inXML := map[string]string{}
	for _, l := range u.xml(u.compute("GET", "/limits.xml", "")).child(t, "common:absolute").children {
		inXML[l.attrs["name"]] = l.attrs["value"]
	}
	for name, value := range shown {
		if textOf(inJSON[name]) != value || inXML[name] != value {
			t.Errorf("%s: %v and %s, want %s", name, inJSON[name], inXML[name], value)
		}
	}
}

// A server that ends in ERROR counts until it is deleted, as in Nova; a request that is refused, for whatever reason, takes nothing.
func TestQuotaOfWhatFails(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: compute.Quota{Instances: 2}})
	used := func() float64 {
		return at[float64](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute", "totalInstancesUsed")
	}
	u.failing(inject.Rule{On: "server.create", Times: 1, Status: 503})
	u.want(503, u.post(nil))
	u.want(400, u.post(map[string]string{"flavorRef": `"99"`}))
	u.want(400, u.post(map[string]string{"imageRef": `-`, // there is room, but no such volume
		"block_device_mapping_v2": `[{"boot_index":0,"uuid":"` + random.UUID() + `","source_type":"volume","destination_type":"volume"}]`}))
	if got := used(); got != 0 {
		t.Errorf("after refusals %v are used", got)
	}
	u.failing(inject.Rule{On: "server.create", Times: 1, EndInError: "No valid host was found."})
	id := u.active("bad")
	if got := used(); got != 1 || u.server(id)["status"] != "ERROR" {
		t.Errorf("in ERROR: %v", got)
	}
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	if got := used(); got != 0 {
		t.Errorf("deleted: %v", got)
	}
}

// Of many who ask at once as many get through as a limit lets, and no one more: quotas and rate limits alike.
func TestLimitsHoldForManyAtOnce(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string]Options{
		"quota":      {Quota: compute.Quota{Instances: 100}},
		"rate limit": {RateLimits: true}, // 100 POSTs a minute
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, limits)
			answers := make(chan int, 150)
			var all sync.WaitGroup
			for range cap(answers) {
				all.Go(func() {
					answers <- u.compute("POST", "/servers", `{"server":{"name":"w","imageRef":"`+precise+`","flavorRef":"2"}}`).status
				})
			}
			all.Wait()
			close(answers)
			count := map[int]int{}
			for status := range answers {
				count[status]++
			}
			if diff := cmp.Diff(map[int]int{202: 100, 413: 50}, count); diff != "" {
				t.Error(diff)
			}
			if n := len(u.names("servers", u.compute("GET", "/servers", ""))); n != 100 {
				t.Errorf("%d servers", n)
			}
		})
	}
}
