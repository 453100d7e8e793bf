// Package novactl runs novactl for tests as a user does: as a process of its own. The process is the test binary itself, so
// that nothing has to be built or found.
package novactl

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/novactl/novactl/cmd"
)

// asProgram is the variable that makes the test binary be novactl.
const asProgram = "NOVACTL_TEST_AS_PROGRAM"

// Main runs the tests of a package, or novactl where the process was started by Command. Call it in TestMain.
func Main(m *testing.M) { MainAt(m, time.Now) }

// MainAt is Main where novactl's time is what now says.
func MainAt(m *testing.M, now func() time.Time) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	runAt(now)
}

// Run is novactl's main, for a process whose arguments are a command line, under the name nova too.
func Run() { runAt(time.Now) }

func runAt(now func() time.Time) {
	ctx, _ := cmd.Interruptible(context.Background())
	args := cmd.Arguments(os.Args)
	os.Exit(heldToSchema(args, func() int { return cmd.MainAt(ctx, args, now) }))
}

// Home is a place of its own for the files of the novactl processes of a test.
type Home struct {
	Dir string
	Env []string // NAME=value, added to those of every command
}

// NewHome makes an empty one. Builds in its sandbox take no time worth waiting for.
func NewHome(t testing.TB) *Home {
	t.Helper()
	return &Home{Dir: t.TempDir(), Env: []string{"NOVACTL_SANDBOX_SPEED=1000", "NOVACTL_POLL_INTERVAL=10ms"}}
}

// Command is a novactl process with nothing of this process's environment but PATH.
func (h *Home) Command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append([]string{
		asProgram + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + h.Dir, "TMPDIR=" + os.TempDir(), "GORACE=atexit_sleep_ms=0",
	}, h.Env...)
	c.Dir = h.Dir
	return c
}

// Serve starts `sandbox serve` on a free port, ends it with the test, and gives the environment that it printed.
func (h *Home) Serve(t testing.TB, args ...string) map[string]string {
	t.Helper()
	c, env := h.start(t, args)
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		if err := c.Wait(); err != nil {
			t.Errorf("sandbox serve ended with %v after an interrupt", err)
		}
	})
	return env
}

// ServeToKill is Serve for a process that the test kills by calling kill, which returns when it is dead.
func (h *Home) ServeToKill(t testing.TB, args ...string) (env map[string]string, kill func()) {
	t.Helper()
	c, env := h.start(t, args)
	kill = func() { _ = c.Process.Kill(); _ = c.Wait() }
	t.Cleanup(kill)
	return env, kill
}

func (h *Home) start(t testing.TB, args []string) (*exec.Cmd, map[string]string) {
	t.Helper()
	c := h.Command(context.Background(), append([]string{"sandbox", "serve", "--listen", "127.0.0.1:0"}, args...)...)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, readExports(t, out)
}

// exports is how many variables `sandbox serve` prints.
const exports = 7

func readExports(t testing.TB, out interface{ Read([]byte) (int, error) }) map[string]string {
	t.Helper()
	env := make(map[string]string)
	lines := bufio.NewScanner(out)
	for len(env) < exports && lines.Scan() {
		name, value, ok := strings.Cut(strings.TrimPrefix(lines.Text(), "export "), "=")
		if !ok || !strings.HasPrefix(lines.Text(), "export ") {
			t.Fatalf("sandbox serve printed %q, which is no export", lines.Text())
		}
		env[name] = value
	}
	if len(env) < exports {
		t.Fatalf("sandbox serve printed only %v (%v)", env, lines.Err())
	}
	return env
}

// Script writes a program that is novactl, for who starts processes of its own, and returns its path.
func Script(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "novactl")
	text := "#!/bin/sh\n" + asProgram + "=1 GORACE=atexit_sleep_ms=0 exec '" + os.Args[0] + "' \"$@\"\n"
	// A process that another test starts meanwhile would have the file open for writing for a moment, and no system runs such a program.
	syscall.ForkLock.RLock()
	err := os.WriteFile(path, []byte(text), 0o700)
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	return path
}
