package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// asked is a request for an operation.
type asked struct{ method, path, body string }

// everything is a request for every operation there is, on a server and an image of its own, by the names that rules have for them.
func everything(server, image string) map[string][]asked {
	fill := strings.NewReplacer("{tenant}", tables.Tenant, "{network}", "public", "{key}", "k", "{attachment}", tables.Volumes[0].ID, "{alias}", "OS-DCF",
		"{name}", "mine", "/images/{id}", "/images/"+image, "/flavors/{id}", "/flavors/2", "/servers/{id}", "/servers/"+server,
		"/tokens/{id}", "/tokens/none")
	all := map[string][]asked{}
	for _, r := range allRoutes() {
		path := fill.Replace(r.Path)
		switch {
		case r.Access == service.ForLocal:
		case r.Name == "server.action":
			all[r.Name] = append(all[r.Name], asked{r.Method, path, ""}) // no body names the action
			for _, action := range actionNames() {
				all["server."+action] = append(all["server."+action], asked{r.Method, path, `{"` + action + `":{}}`})
			}
		case r.Method == http.MethodPost || r.Method == http.MethodPut:
			all[r.Name] = append(all[r.Name], asked{r.Method, path, `{}`})
		default:
			all[r.Name] = append(all[r.Name], asked{r.Method, path, ""})
		}
	}
	return all
}

// faultRoot is the root of a refusal: Keystone has one of its own, also for what it refuses in front of Compute v2.1.
func faultRoot(path, guide string) string {
	today := strings.HasPrefix(path, "/v2.1") || strings.HasPrefix(path, "/network")
	switch {
	case strings.HasPrefix(path, "/v3") || today && guide == "unauthorized":
		return "error"
	case strings.HasPrefix(path, "/network"):
		return "NeutronError"
	}
	return guide
}

// uncaught is the answer of an error of the cloud's own.
func uncaught(path string) map[string]any {
	members := map[string]any{"code": 500.0, "message": fault.Uncaught}
	root := faultRoot(path, "computeFault")
	switch root {
	case "error":
		members["title"] = "Internal Server Error"
	case "NeutronError":
		members = map[string]any{"type": "HTTPInternalServerError", "message": fault.Uncaught, "detail": ""}
	}
	return map[string]any{root: members}
}

// Every operation can be made to fail by its name, signing in and the list of versions too, in Nova's words for an error of its own
// (errors.tsv); nothing is done, no other operation fails, and the controls go on working.
func TestFaultsOnEverything(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	image := u.imaged(server, "gold")
	all := everything(server, image)
	before := u.compute("GET", "/servers/detail", "").body
	for _, operation := range Operations() {
		if len(all[operation]) == 0 {
			t.Errorf("%s: no request for it", operation)
		}
		u.failing(inject.Rule{On: operation, Status: 500})
		for _, a := range all[operation] {
			doc := u.json(u.want(500, u.send(a.method, a.path, a.body)))
			if diff := cmp.Diff(uncaught(a.path), doc); diff != "" {
				t.Errorf("%s %s: %s", a.method, a.path, diff)
			}
		}
		if other := u.send("GET", "/v2", ""); operation != "version.show" && other.status != 200 {
			t.Errorf("%s: another operation fails: %s", operation, other.body)
		}
		u.want(204, u.send("DELETE", "/_sandbox/faults", ""))
	}
	u.failing(inject.Rule{On: "*", Status: 500})
	u.want(500, u.compute("GET", "/servers", ""))
	u.want(200, u.send("GET", "/_sandbox/status", ""))
	u.want(204, u.send("DELETE", "/_sandbox/faults", ""))
	if after := u.compute("GET", "/servers/detail", "").body; after != before {
		t.Errorf("something was done: %s", after)
	}
}

// prepared are the actions that come before one, so that the server's state allows it.
var prepared = map[string][]string{
	"confirmResize": {`{"resize":{"flavorRef":"3"}}`},
	"revertResize":  {`{"resize":{"flavorRef":"3"}}`},
	"unrescue":      {`{"rescue":null}`},
	"os-start":      {`{"os-stop":null}`},
	"unpause":       {`{"pause":null}`},
	"resume":        {`{"suspend":null}`},
	"unshelve":      {`{"shelve":null}`},
}

// bodies are those of the actions that need one.
var bodies = map[string]string{
	"changePassword": `{"adminPass":"x"}`, "reboot": `{"type":"SOFT"}`, "rebuild": `{"imageRef":"` + precise + `"}`,
	"resize": `{"flavorRef":"3"}`, "createImage": `{"name":"gold"}`,
}

// Every operation that goes on after its answer can be made to end in an error; of the others a rule that asks for it is refused.
func TestEveryEndCanBeAnError(t *testing.T) {
	t.Parallel()
	for _, o := range operationsOnDemand() {
		operation := o.Name
		rule := inject.Rule{On: operation, EndInError: "No valid host was found."}
		if !o.Lasts {
			if _, err := newCloud(t, Options{}).AddFault(rule); err == nil {
				t.Errorf("%s: what could never happen was taken", operation)
			}
			continue
		}
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			action, isAction := strings.CutPrefix(operation, "server.")
			switch {
			case operation == "server.create":
				u.failing(rule)
				u.checkFailed(u.active("web"))
			case operation == "server.delete":
				id := u.active("web")
				u.failing(rule)
				u.want(204, u.compute("DELETE", "/servers/"+id, ""))
				u.clock.advance(time.Minute)
				u.checkFailed(id)
			case isAction:
				u.actAndFail(rule, action)
			default:
				u.volumeAndFail(rule)
			}
		})
	}
}

// actAndFail lets an action end in an error: the server's, or the image's that is made.
func (u *cloudUnderTest) actAndFail(rule inject.Rule, action string) {
	u.t.Helper()
	id := u.active("web")
	for _, body := range prepared[action] {
		if r := u.act(id, body); r.status >= 300 {
			u.t.Fatal(r.body)
		}
		u.clock.advance(time.Minute)
	}
	u.failing(rule)
	body := bodies[action]
	if body == "" {
		body = "null"
	}
	r := u.act(id, `{"`+action+`":`+body+`}`)
	if r.status >= 300 {
		u.t.Fatal(r.body)
	}
	u.clock.advance(time.Minute)
	switch action {
	case "createImage":
	case "resize":
		u.checkFellBack(id)
		return
	default:
		u.checkFailed(id)
		return
	}
	image := u.imageDoc(document.LastSegment(r.header.Get("Location")))
	if image["status"] != "ERROR" || image["progress"] != 50.0 || u.server(id)["status"] != "ACTIVE" {
		u.t.Errorf("%v", image)
	}
	if got := at[string](u.t, image, "fault", "message"); got != rule.EndInError {
		u.t.Errorf("the image says %q", got)
	}
}

// checkFailed says that a server is in ERROR, why, and that its last event is known to have failed.
func (u *cloudUnderTest) checkFailed(id string) {
	u.t.Helper()
	if s := u.server(id); s["status"] != "ERROR" || s["OS-EXT-STS:task_state"] != nil || at[string](u.t, s, "fault", "message") != "No valid host was found." {
		u.t.Errorf("%v", s)
	}
	u.checkEventFailed(id)
}

// checkFellBack says that a server is as it was before a resize, on both wires and in what is used of the quota (guide 2.3.4).
func (u *cloudUnderTest) checkFellBack(id string) {
	u.t.Helper()
	s := u.server(id)
	if s["status"] != "ACTIVE" || s["OS-EXT-STS:task_state"] != nil || s["fault"] != nil || at[string](u.t, s, "flavor", "id") != "2" {
		u.t.Errorf("%v", s)
	}
	today := u.send("GET", "/DFW/v2.1/010101/servers/"+id, "", "OpenStack-API-Version", "compute 2.46")
	if s := at[map[string]any](u.t, u.json(today), "server"); s["status"] != "ACTIVE" || at[string](u.t, s, "flavor", "id") != "2" {
		u.t.Errorf("v2.1: %v", s)
	}
	if x := u.xml(u.compute("GET", "/servers/"+id+".xml", "")); x.attrs["status"] != "ACTIVE" || x.child(u.t.(*testing.T), "c:flavor").attrs["id"] != "2" {
		u.t.Errorf("XML: %v", x)
	}
	u.checkEventFailed(id)
	if got := u.used(); got != (used{1, 512, 1}) {
		u.t.Errorf("used: %v", got)
	}
	u.want(204, u.send("DELETE", "/_sandbox/faults", ""))
	u.want(202, u.act(id, `{"resize":{"flavorRef":"3"}}`)) // it can be tried again
}

func (u *cloudUnderTest) checkEventFailed(id string) {
	u.t.Helper()
	list := at[[]any](u.t, u.json(u.compute("GET", "/servers/"+id+"/os-instance-actions", "")), "instanceActions")
	if got := list[0].(map[string]any)["message"]; got != "Error" {
		u.t.Errorf("the event says %v", got)
	}
}

// A volume that can't be attached never has a device and is free again; one that can't be detached stays (as Nova takes both back).
func (u *cloudUnderTest) volumeAndFail(rule inject.Rule) {
	u.t.Helper()
	id := u.active("web")
	path := "/servers/" + id + "/os-volume_attachments"
	attach := func() {
		u.want(200, u.compute("POST", path, `{"volumeAttachment":{"volumeId":"`+tables.Volumes[0].ID+`"}}`))
	}
	attached := func() []any { return at[[]any](u.t, u.json(u.compute("GET", path, "")), "volumeAttachments") }
	if rule.On == "volume.attach" {
		u.failing(rule)
		attach()
		u.clock.advance(compute.AttachTime - 1)
		if got := attached(); len(got) != 1 || got[0].(map[string]any)["device"] != nil {
			u.t.Errorf("on its way: %v", got)
		}
		u.clock.advance(1)
		if got := attached(); len(got) != 0 {
			u.t.Errorf("in the end: %v", got)
		}
		u.checkEventFailed(id)
		u.want(204, u.send("DELETE", "/_sandbox/faults", ""))
		attach() // it is free again
		return
	}
	attach()
	u.clock.advance(time.Minute)
	before := attached()
	u.failing(rule)
	u.want(202, u.compute("DELETE", path+"/"+tables.Volumes[0].ID, ""))
	u.clock.advance(time.Minute)
	if diff := cmp.Diff(before, attached()); diff != "" {
		u.t.Error(diff)
	}
	u.checkEventFailed(id)
}

// An ordinary answer has no header or member of the sandbox's own: a client can't tell it by them from the real one.
func TestAnswersDoNotTell(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	all := everything(server, u.imaged(server, "gold"))
	known := []string{
		"Openstack-Api-Version", "X-Openstack-Nova-Api-Version", "X-Openstack-Request-Id", "Vary", "X-Subject-Token", // what real clouds of today send
		"Allow", "Content-Length", "Content-Type", "Location", "Retry-After", "X-Compute-Request-Id",
	}
	for _, operation := range Operations() {
		for _, a := range all[operation] {
			for _, format := range []string{"application/json", "application/xml"} {
				r := u.send(a.method, a.path, a.body, "Accept", format)
				for name := range r.header {
					if !slices.Contains(known, name) {
						t.Errorf("%s %s: %s", a.method, a.path, name)
					}
				}
				if strings.Contains(strings.ToLower(r.body), "x-sandbox") {
					t.Errorf("%s %s: %s", a.method, a.path, r.body)
				}
			}
		}
	}
}
