package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
)

// A console grows as its server boots, starts anew with a reboot, is cut to the lines that are asked for, and isn't there before the
// server has a host.
func TestConsoleOutput(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	read := func(body string) string {
		t.Helper()
		return at[string](t, u.json(u.want(200, u.compute("POST", "/servers/"+id+"/action", `{"os-getConsoleOutput":`+body+`}`))), "output")
	}
	r := u.want(409, u.compute("POST", "/servers/"+id+"/action", `{"os-getConsoleOutput":{}}`))
	if got := at[string](t, u.json(r), "conflictingRequest", "message"); got != "Instance "+id+" is not ready" {
		t.Errorf("%q", got)
	}
	u.clock.advance(time.Second)
	early := read(`{}`)
	u.clock.advance(9 * time.Second)
	full := read(`{}`)
	if !strings.HasPrefix(full, early) || len(early) == 0 || len(full) <= len(early) || !strings.HasSuffix(full, "web login: ") {
		t.Errorf("%q, then %q", early, full)
	}
	for body, want := range map[string]int{`{"length":2}`: 2, `{"length":"3"}`: 3, `{"length":500}`: strings.Count(full, "\n") + 1, `null`: strings.Count(full, "\n") + 1} {
		got := read(body)
		if lines := strings.Count(got, "\n") + 1; lines != want || !strings.HasSuffix(full, got) {
			t.Errorf("%s: %q", body, got)
		}
	}
	if got := read(`{"length":0}`); got != "" {
		t.Errorf("%q", got)
	}
	if got := read(`{"length":-1}`); got == "" || !strings.HasSuffix(full, "\n"+got) || strings.Count(got, "\n") != strings.Count(full, "\n")-1 {
		t.Errorf("%q", got)
	}
	for _, all := range []string{"-500", "-9223372036854775808"} {
		if got := read(`{"length":` + all + `}`); got != "" {
			t.Errorf("%s: %q", all, got)
		}
	}
	// Behind the last line break is a line too, an empty one.
	if got, lines := read(`{"length":4}`), strings.Split(full, "\n"); got != strings.Join(lines[len(lines)-4:], "\n") {
		t.Errorf("%q", got)
	}
	u.want(400, u.compute("POST", "/servers/"+id+"/action", `{"os-getConsoleOutput":{"length":"x"}}`))
	u.want(202, u.compute("POST", "/servers/"+id+"/action", `{"reboot":{"type":"SOFT"}}`))
	u.clock.advance(10 * time.Second)
	second := strings.Replace(full, "12:00:01 +0000", "12:00:11 +0000", 1) // when its boot is finished
	if again := read(`{}`); again != full+"\n"+second {
		t.Errorf("%q", again)
	}
}

// Each console has a URL of its own.
func TestOpenConsole(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	open := func(body string) reply {
		return u.compute("POST", "/servers/"+id+"/action", `{"os-getVNCConsole":`+body+`}`)
	}
	first := at[string](t, u.json(u.want(200, open(`{"type":"novnc"}`))), "console", "url")
	if second := at[string](t, u.json(u.want(200, open(`{"type":"novnc"}`))), "console", "url"); first == second || !strings.Contains(first, "token=") {
		t.Errorf("%q, %q", first, second)
	}
	if r := u.want(400, open(`{"type":"telnet"}`)); !strings.Contains(r.body, "Invalid console type telnet") {
		t.Errorf("%s", r.body)
	}
	u.want(400, open(`null`))
}

// The events of a server are what was accepted, the latest first, each with the id that its answer requestIDs.
func TestEvents(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	u.clock.advance(time.Minute)
	var requestIDs []string
	for _, body := range []string{`{"reboot":{"type":"HARD"}}`, `{"lock":null}`} {
		requestIDs = append(requestIDs, u.want(202, u.compute("POST", "/servers/"+id+"/action", body)).header.Get("X-Compute-Request-Id"))
	}
	u.want(409, u.compute("POST", "/servers/"+id+"/action", `{"os-stop":null}`))
	list := at[[]any](t, u.json(u.want(200, u.compute("GET", "/servers/"+id+"/os-instance-actions", ""))), "instanceActions")
	if len(list) != 3 {
		t.Fatalf("%v", list)
	}
	for i, want := range []string{"lock", "reboot", "create"} {
		e := list[i].(map[string]any)
		if e["action"] != want || e["instance_uuid"] != id || e["user_id"] != "170454" || e["project_id"] != "010101" || e["message"] != nil {
			t.Errorf("%v", e)
		}
		if i < 2 && e["request_id"] != requestIDs[1-i] {
			t.Errorf("%v, want %s", e, requestIDs[1-i])
		}
	}
	if reboot := list[1].(map[string]any); reboot["start_time"] != "2013-12-10T12:02:00.000000" {
		t.Errorf("%v", reboot["start_time"])
	}
	u.want(404, u.compute("GET", "/servers/00000000-0000-4000-8000-000000000000/os-instance-actions", ""))

	s := &compute.Server{}
	m := &model.Model{Session: model.Session{Now: u.clock.Now()}, Speed: 1}
	for range compute.MaxEvents + 5 {
		m.RecordEvent(s, "reboot")
	}
	if len(s.Events) != compute.MaxEvents {
		t.Errorf("%d events", len(s.Events))
	}
}
