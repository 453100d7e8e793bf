package sandbox

import (
	"path/filepath"
	"testing"
	"time"
)

// The clock that is moved by hand moves for everybody on the store: builds end, and tokens die.
func TestTick(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	other, err := Open(Options{Path: path, Clock: u.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	id := u.create("web")
	now, err := other.Tick(10 * time.Minute)
	if want := u.clock.Now().Add(10 * time.Minute); err != nil || !now.Equal(want) {
		t.Errorf("%v (%v), want %v", now, err, want)
	}
	if s := u.server(id); s["status"] != "ACTIVE" || s["updated"] != "2013-12-10T12:00:04Z" {
		t.Errorf("%v %v", s["status"], s["updated"])
	}
	doc := u.json(u.want(200, u.send("POST", "/_sandbox/tick", `{"duration":"1h30m"}`)))
	if doc["now"] != "2013-12-10T13:40:00Z" {
		t.Errorf("%v", doc)
	}
	if status, err := u.Status(); err != nil || !status.Now.Equal(u.clock.Now().Add(100*time.Minute)) {
		t.Errorf("%v (%v)", status.Now, err)
	}
	for _, d := range []string{`"-1s"`, `"soon"`, `7`, `"999999h"`} {
		u.want(400, u.send("POST", "/_sandbox/tick", `{"duration":`+d+`}`))
	}
	if _, err := u.Tick(23 * time.Hour); err != nil {
		t.Error(err)
	}
	u.want(401, u.compute("GET", "/servers", ""))
	if err := u.Reset(); err != nil {
		t.Error(err)
	}
	if status, err := u.Status(); err != nil || !status.Now.Equal(u.clock.Now()) {
		t.Errorf("after a reset %v (%v)", status.Now, err)
	}
}
