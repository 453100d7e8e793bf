package sandbox

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/inject"
)

// A rule refuses as many requests as it says, of its operation and name alone, and nothing is done; rules make a sequence.
func TestFaultsRefuse(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.failing(inject.Rule{On: "server.create", Name: "web-*", Times: 2, Status: 503, RetryAfter: "3"})
	u.failing(inject.Rule{On: "server.create", Name: "web-*", Times: 1, Status: 413, RetryAfter: "9", Message: "Too fast"})
	create := func(name string) reply {
		return u.compute("POST", "/servers", `{"server":{"name":"`+name+`","imageRef":"`+precise+`","flavorRef":"2"}}`)
	}
	u.want(202, create("db"))
	for range 2 {
		r := u.want(503, create("web-1"))
		if kind, message := u.fault(r); kind != "serviceUnavailable" || message != "Service Unavailable" || r.header.Get("Retry-After") != "3" {
			t.Errorf("%v %s", r.header, r.body)
		}
	}
	if kind, message := u.fault(u.want(413, create("web-1"))); kind != "overLimit" || message != "Too fast" {
		t.Errorf("%s %s", kind, message)
	}
	u.want(202, create("web-1"))
	if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) != 2 {
		t.Errorf("%v", got)
	}
	if rules, err := u.Faults(); err != nil || len(rules) != 0 {
		t.Errorf("%v (%v)", rules, err)
	}
}

// What is accepted may end in ERROR: the build, the action, the deletion, the image; with the reason in the document.
func TestFaultsEndInError(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ on, method, path, body, want string }{
		{"server.create", "", "", "", "ERROR - error 1 - 2"},
		{"server.rebuild", "POST", "/action", `{"rebuild":{"imageRef":"` + precise + `"}}`, "ERROR - error 1 - 2"},
		{"server.rescue", "POST", "/action", `{"rescue":null}`, "ERROR - error 1 - 2"},
		{"server.changePassword", "POST", "/action", `{"changePassword":{"adminPass":"x"}}`, "ERROR - error 1 - 2"},
		{"server.*", "DELETE", "", "", "ERROR - error 0 - 2"},
	} {
		u := newCloud(t, Options{})
		var id string
		if test.method == "" {
			u.failing(inject.Rule{On: test.on, Times: 1, EndInError: "No valid host was found."})
			id = u.active("web")
		} else {
			id = u.active("web")
			u.failing(inject.Rule{On: test.on, Times: 1, EndInError: "No valid host was found."})
			if r := u.compute(test.method, "/servers/"+id+test.path, test.body); r.status >= 300 {
				t.Errorf("%s: %s", test.on, r.body)
			}
			u.clock.advance(time.Minute)
		}
		if got := u.looks(id); got != test.want {
			t.Errorf("%s: %s", test.on, got)
		}
		if got := at[string](t, u.server(id), "fault", "message"); got != "No valid host was found." {
			t.Errorf("%s: %s", test.on, got)
		}
		u.want(204, u.compute("DELETE", "/servers/"+id, ""))
		u.clock.advance(time.Minute)
		u.want(404, u.compute("GET", "/servers/"+id, ""))
		if got := at[float64](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute", "totalRAMUsed"); got != 0 {
			t.Errorf("%s: RAM used %v", test.on, got)
		}
	}
	u := newCloud(t, Options{})
	id := u.active("web")
	u.failing(inject.Rule{On: "server.createImage", EndInError: "x"})
	if i := u.imageDoc(u.imaged(id, "gold")); i["status"] != "ERROR" || u.server(id)["status"] != "ACTIVE" {
		t.Errorf("%v", i)
	}
}

// An answer can be cut, lost though it was done, and late; over a socket as in process.
func TestFaultsOnTheWay(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- u.Serve(ctx, listener) }()
	t.Cleanup(func() { stop(); <-served })
	ten := 10
	for name, way := range map[string]http.RoundTripper{"in process": u.Transport(), "socket": &http.Transport{DisableKeepAlives: true}} {
		send := func(method string) ([]byte, error) {
			r, _ := http.NewRequest(method, "http://"+listener.Addr().String()+"/v2/010101/servers",
				strings.NewReader(`{"server":{"name":"`+name+`","imageRef":"`+precise+`","flavorRef":"2"}}`))
			r.Header.Set("X-Auth-Token", u.token)
			r.Header.Set("Content-Type", "application/json")
			response, err := way.RoundTrip(r)
			if err != nil {
				return nil, err
			}
			defer response.Body.Close()
			return io.ReadAll(response.Body)
		}
		u.failing(inject.Rule{On: "server.list", Times: 1, CutAfter: &ten})
		if got, err := send("GET"); len(got) != 10 || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: cut: %q (%v)", name, got, err)
		}
		if got, err := send("GET"); len(got) < 10 || err != nil {
			t.Errorf("%s: after: %q (%v)", name, got, err)
		}
		u.failing(inject.Rule{On: "server.create", Times: 1, LoseResponse: true})
		if got, err := send("POST"); err == nil {
			t.Errorf("%s: lost: %q", name, got)
		}
		if got := u.names("servers", u.compute("GET", "/servers?name="+strings.ReplaceAll(name, " ", "%20"), "")); len(got) != 1 {
			t.Errorf("%s: %v", name, got)
		}
		u.failing(inject.Rule{On: "server.list", Times: 1, Delay: "1ms"})
		if _, err := send("GET"); err != nil {
			t.Errorf("%s: late: %v", name, err)
		}
	}
}

// Rules are listed, cleared one by one or all, by Go and over HTTP; what could never have an effect is refused.
func TestFaultRules(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	first := u.failing(inject.Rule{On: "server.create", Status: 500})
	made := u.json(u.want(201, u.send("POST", "/_sandbox/faults", `{"on":"image.*","status":413,"retry_after":"3","times":2}`)))
	want := map[string]any{"id": "2", "on": "image.*", "status": 413.0, "retry_after": "3", "times": 2.0}
	if diff := cmp.Diff(want, made["fault"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{map[string]any{"id": "1", "on": "server.create", "status": 500.0}, want},
		u.json(u.send("GET", "/_sandbox/faults", ""))["faults"]); diff != "" {
		t.Error(diff)
	}
	if err := u.ClearFaults("2", "7"); err == nil {
		t.Error("7 was there")
	}
	u.want(204, u.send("DELETE", "/_sandbox/faults/2", ""))
	if rules, err := u.Faults(); err != nil || len(rules) != 1 || rules[0].ID != first.ID {
		t.Errorf("%v (%v)", rules, err)
	}
	minus := -1
	for _, wrong := range []inject.Rule{
		{On: "server.create"}, {On: "server.fly", Status: 500}, {On: "", Status: 500}, {On: "*", Status: 200}, {On: "*", Delay: "soon"},
		{On: "*", Status: 500, Name: "["}, {On: "*", CutAfter: &minus}, {On: "*", Status: 500, Times: -1},
	} {
		if _, err := u.AddFault(wrong); err == nil {
			t.Errorf("%+v was taken", wrong)
		}
	}
	u.want(400, u.send("POST", "/_sandbox/faults", `{"on":"*","staus":500}`))
}
