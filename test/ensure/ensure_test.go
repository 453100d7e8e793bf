package ensure

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/cmd"
	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// ENSURE_CREATES has how many servers TestCreates makes, and ENSURE_SEED another row of bad answers: 10000 take minutes.
const (
	rounds = "ENSURE_CREATES"
	seed   = "ENSURE_SEED"
)

// ended is what a command ended with.
type ended struct {
	out, err string
	code     int
}

// create runs `server create --ensure` in a process of its own, as far as cloud and command can see.
func create(home string, network http.RoundTripper, name string, flags ...string) ended {
	streams, out, errs := output.Buffers("")
	a := &app.App{
		Streams: streams, Version: "test", Network: network,
		Environ: []string{"HOME=" + home, "NOVACTL_ENDPOINT=" + endpoint, "NOVACTL_TOKEN=t"},
	}
	args := append([]string{"server", "create", name, "--image", imageID, "--flavor", "2", "--ensure"}, flags...)
	code := cmd.Run(context.Background(), a, args)
	return ended{out.String(), errs.String(), code}
}

// pipeline is what a pipeline does: it runs the command again while the cloud is unavailable (exit code 8).
func pipeline(home string, network http.RoundTripper, name string, flags ...string) (last ended, runs int) {
	for runs = 1; ; runs++ {
		if last = create(home, network, name, flags...); last.code != 8 || runs == 20 {
			return last, runs
		}
	}
}

// inPool calls do for each number below n, several at a time.
func inPool(n int, do func(i int)) {
	var group sync.WaitGroup
	numbers := make(chan int)
	for range 16 {
		group.Go(func() {
			for i := range numbers {
				do(i)
			}
		})
	}
	for i := range n {
		numbers <- i
	}
	close(numbers)
	group.Wait()
	<-time.After(time.Hour) // what a queue still holds is carried out
}

// check holds what the cloud has against what was printed for each name: one server, and that one.
func (c *badCloud) check(t *testing.T, printed map[string][]string) (doubles, orphans int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	there := map[string][]string{}
	for _, m := range c.machines {
		there[m.Name] = append(there[m.Name], m.ID)
	}
	for _, name := range slices.Sorted(maps.Keys(printed)) {
		ids := slices.Compact(slices.Sorted(slices.Values(printed[name])))
		switch {
		case len(there[name]) > 1:
			doubles++
			t.Errorf("%s: %d servers: %q", name, len(there[name]), c.story[name])
		case len(there[name]) == 0 || !slices.Equal(ids, there[name]):
			orphans++
			t.Errorf("%s: printed %q, there are %q: %q", name, ids, there[name], c.story[name])
		}
		delete(there, name)
	}
	for name, ids := range there {
		orphans += len(ids)
		t.Errorf("%s: %q were asked for by nobody", name, ids)
	}
	return doubles, orphans
}

// However one answer in ten goes wrong, each create ends with one server, and prints that one.
func TestCreates(t *testing.T) {
	t.Parallel()
	n, _ := strconv.Atoi(os.Getenv(rounds))
	n = max(n, 300)
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		seed, _ := strconv.ParseUint(os.Getenv(seed), 10, 64)
		c := newCloud(10, seed)
		printed, again, begun := map[string][]string{}, 0, time.Now()
		var mu sync.Mutex
		inPool(n, func(i int) {
			name := fmt.Sprintf("web-%d", i)
			last, runs := pipeline(home, c, name, "-o", "id")
			mu.Lock()
			defer mu.Unlock()
			again += runs - 1
			printed[name] = strings.Fields(last.out)
			if last.code != 0 {
				t.Errorf("%s: %+v", name, last)
			}
		})
		doubles, orphans := c.check(t, printed)
		misdeeds := 0
		for _, times := range c.bad {
			misdeeds += times
		}
		t.Logf("%d creates: %d servers, %d doubles, %d orphans; %d answers went wrong, %d servers were made in all, %d runs ended with 8 and were run again, %v",
			n, len(c.machines), doubles, orphans, misdeeds, c.created, again, time.Since(begun))
	})
}

// A process that is killed at any moment has made one server or none; the same command, run again, ends with one.
func TestKilled(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		c := newCloud(0, 2)
		printed := map[string][]string{}
		for exchanges := range 6 {
			name := fmt.Sprintf("web-%d", exchanges)
			create(home, &dyingNetwork{cloud: c, left: exchanges}, name, "-o", "id")
			again := create(home, c, name, "-o", "id")
			printed[name] = strings.Fields(again.out)
			if again.code != 0 {
				t.Errorf("%s: %+v", name, again)
			}
		}
		c.check(t, printed)
	})
}

// Processes that make the same server at the same time end with one, and all print that one.
func TestRaces(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for _, oneIn := range []int{0, 20, 10} { // bad answers are part of it: a slow look is what makes two give way to each other
		synctest.Test(t, func(t *testing.T) {
			seed, _ := strconv.ParseUint(os.Getenv(seed), 10, 64)
			c := newCloud(oneIn, seed+3)
			var mu sync.Mutex
			printed := map[string][]string{}
			const racers, races = 2, 100
			inPool(races*racers, func(i int) {
				name := fmt.Sprintf("web-%d", i/racers)
				last, _ := pipeline(home, c, name, "-o", "id")
				mu.Lock()
				defer mu.Unlock()
				printed[name] = append(printed[name], strings.Fields(last.out)...)
				if last.code != 0 {
					t.Errorf("%s: %+v", name, last)
				}
			})
			c.check(t, printed)
			t.Logf("%d servers were made for %d names, 1 of %d answers was bad", c.created, races, oneIn)
		})
	}
}

// stuckCloud answers no POST, and carries each out or not.
type stuckCloud struct {
	*badCloud
	carriesOut bool
	arrived    chan struct{}
}

func (c *stuckCloud) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodPost {
		return c.badCloud.RoundTrip(r)
	}
	if c.carriesOut {
		resp, err := c.badCloud.RoundTrip(r)
		if err != nil {
			return resp, err
		}
	}
	close(c.arrived)
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// An interrupt while the create is on its way ends with a look whether the server is there: it is printed, with exit code 130.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for _, test := range []struct {
		carriesOut bool
		flags      []string
		says       string
		uncertain  bool
	}{
		{true, nil, "interrupted; looked once: it was made: ", false},
		{false, nil, "the request may have been carried out; looked once: not made so far", true},
		{true, []string{"--ensure"}, "interrupted; looked once: it was made: ", false},
		{false, []string{"--ensure"}, "the request may have been carried out; looked once: not made so far", true},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := &stuckCloud{newCloud(0, 4), test.carriesOut, make(chan struct{})}
			_, _ = c.create([]byte(`{"server":{"name":"web-10"}}`)) // of another name
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			go func() {
				<-c.arrived
				interrupt()
			}()
			streams, out, errs := output.Buffers("")
			a := &app.App{
				Streams: streams, Version: "test", Network: c,
				Environ: []string{"HOME=" + home, "NOVACTL_ENDPOINT=" + endpoint, "NOVACTL_TOKEN=t"},
			}
			args := append([]string{"server", "create", "web-1", "--image", imageID, "--flavor", "2", "--admin-pass-stdin", "-o", "json", "--jq", ".id"}, test.flags...)
			streams.In = strings.NewReader("geheim\n")
			code := cmd.Run(ctx, a, args)
			made := ""
			for id, m := range c.machines {
				if m.Name == "web-1" {
					made = id
				}
			}
			if code != 130 || !strings.Contains(errs.String(), test.says+made) || strings.Contains(errs.String(), `"uncertain":true`) != test.uncertain {
				t.Errorf("%+v: exit code %d, %s", test, code, errs)
			}
			if test.carriesOut && strings.TrimSpace(out.String()) != made {
				t.Errorf("%+v: printed %q, not %q", test, out, made)
			}
		})
	}
}
