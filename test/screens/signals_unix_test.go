//go:build unix

package screens

import (
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestSignalsGiveTheTerminalBack ends a command that has the whole screen, and one that waits with a spinner, by each signal that a shell, a
// multiplexer or a supervisor sends: cursor, screen and the modes of the terminal are as they were.
func TestSignalsGiveTheTerminalBack(t *testing.T) {
	t.Parallel()
	needTmux(t)
	for _, test := range []struct {
		name, run, until string
		during           string // cursor and other screen, while it runs
	}{
		{"watch", "novactl server list --watch --interval 1h", "q quit", "0 1"},
		{"spinner", "novactl server wait build-agent-with-a-rather-long-name", "BUILD", "1 0"},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
			t.Run(test.name+" "+signal.String(), func(t *testing.T) {
				t.Parallel()
				tm := newTmux(t)
				tm.start(80, 24, nil, "cd "+tm.folder+"; stty -g >before; sh -c 'echo $$ >pid; exec "+test.run+"'; echo [exit $?]; stty -g >after")
				tm.screenWith(test.until)
				if got := tm.modes(); got != test.during {
					t.Errorf("while it runs, cursor and other screen are %q, want %q", got, test.during)
				}
				pid, err := strconv.Atoi(strings.TrimSpace(tm.read("pid")))
				if err != nil {
					t.Fatal(err)
				}
				if err := syscall.Kill(pid, signal); err != nil {
					t.Fatal(err)
				}
				tm.run("wait-for", "end")
				if got := tm.modes(); got != "1 0" {
					t.Errorf("cursor and other screen are left as %q", got)
				}
				if before, after := tm.read("before"), tm.read("after"); before != after {
					t.Errorf("stty -g was %q and is %q", before, after)
				}
				if got := tm.screenWith("[exit 1"); !strings.Contains(got, "[exit 130]") {
					t.Errorf("the screen at the end:\n%s", got)
				}
			})
		}
	}
}

// Who waits for something to become true sees that, and what it costs by now; in a pipe there is nothing but the result.
func TestUntilIsNotSilent(t *testing.T) {
	t.Parallel()
	needTmux(t)
	tm := newTmux(t)
	tm.start(80, 14, nil, "trap : INT; novactl server list --until 'length > 99' --interval 1s; echo [exit $?]")
	tm.screenWith("--until length > 99: not true yet")
	tm.screenWith("not true yet, 1 s")
	tm.run("send-keys", "C-c")
	tm.run("wait-for", "end")
	if got := strings.TrimSpace(tm.screen()); got != "^Cnovactl: list servers: interrupted\n[exit 130]" && got != "novactl: list servers: interrupted\n[exit 130]" {
		t.Errorf("the screen at the end:\n%s", got)
	}
}

// A terminal that changes its size during a watch has the watch in its new one, and after it nothing but what was there before.
func TestWatchResized(t *testing.T) {
	t.Parallel()
	needTmux(t)
	tm := newTmux(t)
	tm.start(80, 14, nil, "echo before; novactl server list --watch --interval 1h; echo [exit $?]")
	tm.screenWith("SPACE look now")
	tm.run("resize-window", "-x", "40", "-y", "10")
	tm.screenWith("more lines don't fit")
	tm.run("resize-window", "-x", "90", "-y", "15")
	tm.screenWith("SPACE look now")
	tm.run("send-keys", "q")
	tm.run("wait-for", "end")
	if got := strings.TrimSpace(tm.screen()); got != "before\n[exit 0]" {
		t.Errorf("the screen at the end:\n%s", got)
	}
}
