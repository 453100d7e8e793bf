package sandbox

import (
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/inject"
)

// What a server counts of the quota is given back to the megabyte, wherever in a resize it is deleted or fails.
func TestUsageThroughResizes(t *testing.T) {
	t.Parallel()
	const bigger, back, stop = `{"resize":{"flavorRef":"4"}}`, `{"revertResize":null}`, `{"os-stop":null}`
	type do struct {
		action string // "": delete
		fails  string // the operation that ends in ERROR this time
		then   time.Duration
		ram    float64
	}
	for name, steps := range map[string][]do{
		"deleted while it resizes":        {{bigger, "", time.Second, 2048}},
		"deleted before it is confirmed":  {{bigger, "", time.Minute, 2048}},
		"deleted while it goes back":      {{bigger, "", time.Minute, 2048}, {back, "", time.Second, 512}},
		"deleted after it went back":      {{bigger, "", time.Minute, 2048}, {back, "", time.Minute, 512}},
		"the resize fails":                {{bigger, "server.resize", time.Minute, 512}, {bigger, "", time.Minute, 2048}},
		"the way back fails":              {{bigger, "", time.Minute, 2048}, {back, "server.revertResize", time.Minute, 512}},
		"a delete fails while it resizes": {{bigger, "", time.Second, 2048}, {"", "server.delete", time.Minute, 2048}},
		"a delete fails while it goes back": {
			{bigger, "", time.Minute, 2048}, {back, "", time.Second, 512}, {"", "server.delete", time.Minute, 512},
		},
		"another resize after a way back that failed": {
			{bigger, "", time.Minute, 2048}, {back, "server.revertResize", time.Minute, 512}, {stop, "", time.Minute, 512},
			{`{"resize":{"flavorRef":"3"}}`, "", time.Minute, 1024},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.active("web")
			used := func() float64 {
				return at[float64](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute", "totalRAMUsed")
			}
			for _, s := range steps {
				if s.fails != "" {
					u.failing(inject.Rule{On: s.fails, Times: 1, EndInError: "it broke"})
				}
				send := func() reply { return u.act(id, s.action) }
				if s.action == "" {
					send = func() reply { return u.compute("DELETE", "/servers/"+id, "") }
				}
				if r := send(); r.status >= 300 {
					t.Fatalf("%s: %d %s", s.action, r.status, r.body)
				}
				u.clock.advance(s.then)
				if got := used(); got != s.ram {
					t.Errorf("after %q %s: %v MB are counted, want %v", s.action, s.fails, got, s.ram)
				}
			}
			u.want(204, u.compute("DELETE", "/servers/"+id, ""))
			if got := used(); got != 0 {
				t.Errorf("after the end %v MB are counted", got)
			}
			checkRecords(t, u.db.Store, u.clock.Now())
		})
	}
}
