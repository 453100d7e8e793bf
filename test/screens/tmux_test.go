package screens

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.MainAt(m, clock) }

// clock stands still. It is broken where the home of a command has a file of this name.
func clock() time.Time {
	if _, err := os.Stat(filepath.Join(os.Getenv("HOME"), "broken-clock")); err == nil {
		panic("the clock is broken")
	}
	return now
}

// A terminal is what a screen is seen in.
type terminal struct {
	name  string
	width int
	env   []string // besides that of a terminal of today
}

var terminals = []terminal{
	{name: "40 columns", width: 40},
	{name: "80 columns", width: 80},
	{name: "120 columns", width: 120},
	{name: "200 columns", width: 200},
	{name: "80 columns, NO_COLOR", width: 80, env: []string{"NO_COLOR=1"}},
	{name: "80 columns, TERM=dumb", width: 80, env: []string{"TERM=dumb"}},
}

// deadline is when a screen that shows nothing is given up.
const deadline = time.Minute

func needTmux(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("skipped: there is no tmux, so nobody looks at the screens")
	}
}

// environment returns that of a command: a sandbox and a folder of its own.
func environment(t *testing.T, folder string) []string {
	t.Helper()
	server := httptest.NewServer(newCloud(t))
	t.Cleanup(server.Close)
	env := []string{
		"PATH=" + filepath.Dir(novactl.Script(t)) + ":" + os.Getenv("PATH"), "HOME=" + folder, "TMPDIR=" + folder,
		"LANG=C.UTF-8", "TZ=Europe/Berlin", "TERM=xterm-256color",
	}
	for _, line := range sandbox.Environment(server.URL) {
		env = append(env, strings.TrimPrefix(line, "export "))
	}
	return env
}

// onTerminal returns what a person sees: the command line, the screen with its colours, and the exit code. Where the screen waits for a text, it is
// the screen by then, and after the keys the one at the end.
func (s screen) onTerminal(t *testing.T, term terminal) string {
	t.Helper()
	tm := newTmux(t)
	tm.start(term.width, 50, term.env, "trap : INT; printf '%s\\n' '$ '"+quote(s.run)+"; "+s.run+"; printf '[exit %s]\\n' $?")
	if s.until == "" {
		tm.run("wait-for", "end")
		return tm.screen()
	}
	seen := tm.screenWith(s.until)
	if s.meanwhile != "" {
		other := exec.CommandContext(tm.ctx, "sh", "-c", s.meanwhile)
		other.Env = tm.env
		if out, err := other.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", s.meanwhile, err, out)
		}
		tm.run("send-keys", "Space")
		seen += "--- meanwhile: " + s.meanwhile + "\n" + tm.screenWith(s.shows)
	}
	if s.keys == "" {
		return seen
	}
	tm.run(append([]string{"send-keys"}, strings.Fields(s.keys)...)...)
	tm.run("wait-for", "end")
	return seen + "--- " + s.keys + "\n" + tm.screen()
}

// inPipe returns what a program reads.
func (s screen) inPipe(t *testing.T) (out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := exec.CommandContext(t.Context(), "sh", "-c", s.run)
	c.Env, c.Stdout, c.Stderr = environment(t, t.TempDir()), &stdout, &stderr
	code := 0
	if failed := c.Run(); failed != nil {
		code = c.ProcessState.ExitCode()
	}
	return stdout.String(), stderr.String() + fmt.Sprintf("[exit %d]\n", code)
}

// tmux is a server of tmux that has one screen.
type tmux struct {
	t      *testing.T
	ctx    context.Context
	folder string // the home of what runs there
	socket string
	env    []string
}

// newTmux returns a server with a sandbox and a folder of its own, which ends with the test.
func newTmux(t *testing.T) tmux {
	t.Helper()
	folder, err := os.MkdirTemp("", "s") //nolint:usetesting // t.TempDir is too long a name for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	return tmux{t, ctx, folder, filepath.Join(folder, "socket"), environment(t, folder)}
}

// start runs a script on a screen, which stays when it has ended: then whoever waits for "end" goes on.
func (tm tmux) start(width, height int, env []string, script string) {
	tm.t.Helper()
	command := append([]string{"-f", "/dev/null", "new-session", "-d", "-x", strconv.Itoa(width), "-y", strconv.Itoa(height), "env", "-i"}, tm.env...)
	tm.run(append(append(command, env...), "sh", "-c", script+"; tmux -S "+tm.socket+" wait-for -S end; sleep 60")...)
	tm.t.Cleanup(func() { _ = exec.Command("tmux", "-S", tm.socket, "kill-server").Run() })
}

func (tm tmux) run(args ...string) string {
	tm.t.Helper()
	out, err := exec.CommandContext(tm.ctx, "tmux", append([]string{"-S", tm.socket}, args...)...).CombinedOutput()
	if err != nil {
		tm.t.Fatalf("tmux %s: %v: %s", args, err, out)
	}
	return string(out)
}

// screen returns what there is to see, with its colours, and what went off the top.
func (tm tmux) screen() string {
	return strings.TrimRight(tm.run("capture-pane", "-p", "-e", "-S", "-"), "\n") + "\n"
}

// screenWith returns the screen as soon as it has a text.
func (tm tmux) screenWith(text string) string {
	tm.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		if plain := tm.run("capture-pane", "-p", "-J"); strings.Contains(plain, text) {
			return tm.screen()
		}
		select {
		case <-look.C:
		case <-tm.ctx.Done():
			tm.t.Fatalf("%q does not come up on this screen:\n%s", text, tm.screen())
		}
	}
}

// modes says whether there is a cursor, and whether the other screen is there.
func (tm tmux) modes() string {
	tm.t.Helper()
	return strings.TrimSpace(tm.run("display-message", "-p", "#{cursor_flag} #{alternate_on}"))
}

// read returns a file that the script has written.
func (tm tmux) read(name string) string {
	tm.t.Helper()
	text, err := os.ReadFile(filepath.Join(tm.folder, name))
	if err != nil {
		tm.t.Fatal(err)
	}
	return string(text)
}

// write makes an empty file where the script runs.
func (tm tmux) write(name string) {
	tm.t.Helper()
	if err := os.WriteFile(filepath.Join(tm.folder, name), nil, 0o600); err != nil {
		tm.t.Fatal(err)
	}
}

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
