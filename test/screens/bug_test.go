package screens

import (
	"strings"
	"testing"
)

// A bug gives the terminal back, too, be it where the whole screen is taken or in a table: a person has the cursor and the prompt, sees what went wrong, and
// a script the code of a failure, not the 2 of a wrong command line.
func TestBugGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	needTmux(t)
	for name, run := range map[string]string{
		"watch":          "novactl server list --watch --interval 1h --columns name,created",
		"list":           "touch broken-clock; novactl server list --columns name,created",
		"several clouds": "touch broken-clock; novactl server list --region DFW,ORD --columns name,created",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tm := newTmux(t)
			tm.start(100, 24, nil, "cd "+tm.folder+"; stty -g >before; "+run+"; echo [exit $?]; stty -g >after")
			if name == "watch" {
				tm.screenWith("q quit")
				if got := tm.modes(); got != "0 1" {
					t.Errorf("while it runs, cursor and other screen are %q", got)
				}
				tm.run("send-keys", "p") // it draws, and counts ages
				tm.write("broken-clock")
				tm.run("send-keys", "Space")
			}
			tm.run("wait-for", "end")
			if got := tm.modes(); got != "1 0" {
				t.Errorf("cursor and other screen are left as %q", got)
			}
			if before, after := tm.read("before"), tm.read("after"); before != after {
				t.Errorf("stty -g was %q and is %q", before, after)
			}
			got := tm.screenWith("[exit 1]")
			for _, want := range []string{"a bug in novactl: the clock is broken", "hint: report it", "cmd/"} {
				if !strings.Contains(got, want) {
					t.Errorf("no %q on the screen:\n%s", want, got)
				}
			}
			if strings.Contains(got, "goroutine") {
				t.Errorf("Go's own trace is on the screen:\n%s", got)
			}
		})
	}
}
