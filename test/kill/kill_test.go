// Package kill kills novactl in the middle of batches that keep a journal, and looks that each thing is done once.
//
// NOVACTL_KILLS=100 go test ./test/kill -count=1 -v does what the journal promises: a batch of 200, killed 100 times. The gate has a small one.
package kill

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// size returns how many kills there are, and how many things.
func size(t *testing.T) (kills, things int) {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("NOVACTL_KILLS")); err == nil {
		return n, 2 * n
	}
	return 6, 20
}

// run runs novactl on the cloud, and kills it at a change, the one of that number. It returns the exit code, -1 of one that was killed.
func (c *cloud) run(t *testing.T, home *novactl.Home, killAt int, args ...string) (int, string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	p := home.Command(ctx, args...)
	var out bytes.Buffer
	p.Stdout, p.Stderr = &out, &out
	c.mu.Lock()
	c.changes, c.killAt, c.before = 0, killAt, rand.N(2) == 0
	err := p.Start()
	c.kill = func() { _ = p.Process.Kill() }
	c.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	c.CloseClientConnections()
	return p.ProcessState.ExitCode(), out.String()
}

func (c *cloud) home(t *testing.T) *novactl.Home {
	t.Helper()
	home := novactl.NewHome(t)
	home.Env = append(home.Env, "NOVACTL_ENDPOINT="+c.URL+"/v2/t1", "NOVACTL_TOKEN=t")
	return home
}

// untilDone kills the command again and again at a change of its, the n-th of a few, and then lets it end.
func (c *cloud) untilDone(t *testing.T, args ...string) {
	t.Helper()
	kills, _ := size(t)
	home, killed := c.home(t), 0
	args = append(args, "--journal", "journal")
	for range kills {
		code, out := c.run(t, home, 1+rand.N(3), args...)
		if code == -1 {
			killed++
		} else if code != 0 {
			t.Fatalf("exit code %d: %s", code, out)
		}
	}
	for range 2 { // the second has nothing left to do
		if code, out := c.run(t, home, 0, args...); code != 0 {
			t.Fatalf("at the end: exit code %d: %s", code, out)
		}
	}
	t.Logf("%s: killed %d times", args[1], killed)
}

// Each server is rebooted once.
func TestReboots(t *testing.T) {
	t.Parallel()
	_, things := size(t)
	c := newCloud(t, things)
	c.untilDone(t, "server", "reboot", "web-*", "--yes", "-o", "id")
	for _, m := range c.servers {
		if m.reboots != 1 {
			t.Errorf("%s was rebooted %d times", m.Name, m.reboots)
		}
	}
}

// Each server is deleted, and the one that stays stays.
func TestDeletes(t *testing.T) {
	t.Parallel()
	_, things := size(t)
	c := newCloud(t, things)
	c.add("db", nil)
	c.untilDone(t, "server", "delete", "web-*", "--yes", "--max-targets", "1000")
	if len(c.servers) != 1 || c.servers[0].Name != "db" {
		t.Errorf("%d are left", len(c.servers))
	}
}

// Each server is made once.
func TestCreates(t *testing.T) {
	t.Parallel()
	_, things := size(t)
	c := newCloud(t, 0)
	c.untilDone(t, "server", "create", "web", "--count", fmt.Sprint(things), "--image", "11111111-1111-4111-8111-111111111111", "--flavor", "2", "-o", "id")
	names := map[string]int{}
	for _, m := range c.servers {
		names[m.Name]++
	}
	if len(names) != things || len(c.servers) != things {
		t.Errorf("%d servers, of %d names", len(c.servers), len(names))
	}
}

// A create that the cloud carries out and says that it is too busy for is made once.
func TestBusyCloud(t *testing.T) {
	t.Parallel()
	c := newCloud(t, 0)
	c.busy = true
	code, out := c.run(t, c.home(t), 0, "server", "create", "web", "--count", "2", "--image", "11111111-1111-4111-8111-111111111111", "--flavor", "2", "-o", "id",
		"--journal", "journal")
	if code != 0 || len(c.servers) != 2 {
		t.Errorf("exit code %d, %d servers: %s", code, len(c.servers), out)
	}
}

// Where the cloud doesn't tell what was done, nothing is done a second time, and the user is told so.
func TestUnknown(t *testing.T) {
	t.Parallel()
	c := newCloud(t, 3)
	c.noLog = true
	home, args := c.home(t), []string{"server", "reboot", "web-1", "web-2", "web-3", "-o", "id", "--parallel", "1", "--journal", "journal"}
	if code, out := c.run(t, home, 2, args...); code != -1 {
		t.Fatalf("exit code %d: %s", code, out)
	}
	for range 2 {
		code, out := c.run(t, home, 0, args...)
		if code != 8 || !strings.Contains(out, "reboot server web-2: an earlier run may have done it") || !strings.Contains(out, "hint: look at it with novactl server show") {
			t.Errorf("exit code %d: %s", code, out)
		}
	}
	for i, m := range c.servers {
		if m.reboots > 1 || i != 1 && m.reboots != 1 {
			t.Errorf("%s was rebooted %d times", m.Name, m.reboots)
		}
	}
}
