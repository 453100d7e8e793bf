package verb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fleet is a cloud of n servers, web-1 to web-n, that answers after 50 ms.
func fleet(n int) *fakeCloud {
	f := &fakeCloud{latency: 50 * time.Millisecond, refuse: map[string]int{}}
	for i := range n {
		f.servers = append(f.servers, &machine{ID: fleetID(i + 1), Name: fmt.Sprintf("web-%d", i+1), Status: "ACTIVE"})
	}
	return f
}

func fleetID(i int) string { return fmt.Sprintf("%08d-0000-4000-8000-000000000000", i) }

// named is a command line on the first n servers of a fleet.
func named(line string, n int) []string {
	args := strings.Fields(line)
	for i := range n {
		args = append(args, fmt.Sprintf("web-%d", i+1))
	}
	return args
}

// Several resources are found with one list, acted on as many at a time as --parallel says, and read with one list.
func TestBatchIsParallel(t *testing.T) {
	t.Parallel()
	for parallel, want := range map[string]struct {
		top  int
		took time.Duration
	}{
		"":               {8, 450 * time.Millisecond}, // a list, 7 rounds of 8, a list
		"--parallel=1":   {1, 2600 * time.Millisecond},
		"--parallel=100": {50, 150 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			f, start := fleet(50), time.Now()
			got := f.run(t, "", named("server reboot -o plain --no-headers --columns name "+parallel, 50)...)
			took := time.Since(start)
			if got.code != 0 || got.err != "" || got.out != strings.Join(named("", 50), "\n")+"\n" {
				t.Errorf("%s: %+v", parallel, got)
			}
			if diff := cmp.Diff([]string{"GET /servers", "GET /servers/detail"}, f.reads); diff != "" || len(f.requests) != 50 {
				t.Errorf("%s: %d changes; reads: %s", parallel, len(f.requests), diff)
			}
			if f.top != want.top || took != want.took {
				t.Errorf("%s: %d at a time, in %v; want %+v", parallel, f.top, took, want)
			}
		})
	}
}

// Whatever ends first, results, errors and passwords are in the order of the arguments.
func TestBatchKeepsOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := fleet(20)
		f.refuse = map[string]int{fleetID(3): 409, fleetID(17): 409, fleetID(9): 409}
		got := f.run(t, "", append(named("server rescue --password geheim -o json --jq .[].id", 20), "web-99")...)
		var want []string
		for i := range 20 {
			if f.refuse[fleetID(i+1)] == 0 {
				want = append(want, fleetID(i+1))
			}
		}
		if got.out != strings.Join(want, "\n")+"\n" {
			t.Errorf("stdout: %s", got.out)
		}
		var at []int
		for _, name := range []string{"web-99", "web-3", "web-9", "web-17"} { // what isn't found is reported first
			at = append(at, strings.Index(got.err, "rescue server "+name+":"))
		}
		if got.code != 1 || !slices.IsSorted(at) || at[0] < 0 {
			t.Errorf("exit code %d, errors at %v:\n%s", got.code, at, got.err)
		}
	})
}

// An interrupt stops what isn't begun, says so, and prints what was accepted: what is under way is waited for.
func TestBatchInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := fleet(20)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		f.arrived = func(n int, _ string) {
			if n == 8 { // the list, and seven changes
				cancel()
			}
		}
		got := f.runIn(ctx, t, "", named("server reboot -o id --parallel 4", 20)...)
		if got.code != 130 || !strings.Contains(got.err, "not begun: ") || !strings.Contains(got.err, "web-20: interrupted") {
			t.Errorf("exit code %d: %s", got.code, got.err)
		}
		printed, uncertain := len(strings.Fields(got.out)), strings.Count(got.err, "may have been carried out")
		_, list, _ := strings.Cut(got.err, "not begun: ")
		list, _, _ = strings.Cut(list, ": interrupted")
		unsent := strings.Count(got.err, "novactl: reboot server web-") // begun, and stopped before the request left
		left := strings.Count(list, "web-")
		if len(f.requests) < 8 || printed != len(f.requests) || uncertain != 0 || printed+unsent+left != 20 || left < 8 {
			t.Errorf("%d changes, %d printed, %d uncertain, %d not begun: %s%s", len(f.requests), printed, uncertain, left, got.out, got.err)
		}
	})
}

// A name that another server has as its id is that server's in a batch too, and a name that is no server's has suggestions.
func TestBatchIDBeforeName(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{servers: []*machine{{ID: "a1", Name: "b2"}, {ID: "b2", Name: "c3"}, {ID: "d4", Name: "web"}}}
	got := f.run(t, "", "server", "delete", "b2", "web", "wob", "--yes")
	slices.Sort(f.requests)
	if diff := cmp.Diff([]string{"DELETE /servers/b2", "DELETE /servers/d4"}, f.requests); diff != "" {
		t.Error(diff)
	}
	if got.code != 3 || !strings.Contains(got.err, `did you mean "web"?`) {
		t.Errorf("%+v", got)
	}
	slices.Sort(f.reads) // that web and wob are no ids of other projects isn't in the list
	if diff := cmp.Diff([]string{"GET /servers/detail", "GET /servers/web", "GET /servers/wob"}, f.reads); diff != "" {
		t.Error(diff)
	}
}

// What a list doesn't have, it says nothing of: that is read by itself.
func TestBatchReadsWhatListLacks(t *testing.T) {
	t.Parallel()
	for _, listed := range [][]*machine{{{ID: id1, Name: "other", Status: "ACTIVE"}}, {}} {
		f := fleet(3)
		f.latency, f.listed = 0, &listed
		got := f.run(t, "", "server", "reboot", fleetID(2), fleetID(3), "-o", "csv", "--no-headers", "--columns", "id")
		slices.Sort(f.reads)
		want := []string{"GET /servers/" + fleetID(2), "GET /servers/" + fleetID(3), "GET /servers/detail"}
		if diff := cmp.Diff(want, f.reads); diff != "" || got.code != 0 || got.out != fleetID(2)+"\n"+fleetID(3)+"\n" {
			t.Errorf("%+v %s", got, diff)
		}
	}
}

// Many are deleted and waited for with a request each, and a few lists: of those that a list has had before, one is asked whether it is gone.
func TestBatchDeleteWaits(t *testing.T) {
	t.Parallel()
	for _, names := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			f := fleet(50)
			args := named("server delete --yes --wait", 50)
			for i := range 50 {
				if !names {
					args[4+i] = fleetID(i + 1)
				}
			}
			got := f.run(t, "", args...)
			single := len(slices.DeleteFunc(slices.Clone(f.reads), func(r string) bool { return !strings.HasPrefix(r, "GET /servers/0") }))
			if got.code != 0 || len(f.servers) != 0 || len(f.requests) != 50 || len(f.reads) > 10 || single > 1 {
				t.Errorf("%+v: %d left, %d changes, %q", got, len(f.servers), len(f.requests), f.reads)
			}
		})
	}
}

// Where there are more than a list is worth, each name is looked up by itself, and what the list had of ids counts.
func TestBatchAmongMany(t *testing.T) {
	t.Parallel()
	f := fleet(20)
	f.latency = 0
	got := f.run(t, "", "server", "delete", "web-3", "web-19", "--yes", "--page-size", "10")
	slices.Sort(f.requests)
	if diff := cmp.Diff([]string{"DELETE /servers/" + fleetID(3), "DELETE /servers/" + fleetID(19)}, f.requests); diff != "" || got.code != 0 {
		t.Errorf("%+v %s", got, diff)
	}
	slices.Sort(f.reads)
	if diff := cmp.Diff([]string{"GET /servers/detail", "GET /servers/detail", "GET /servers/detail"}, f.reads); diff != "" {
		t.Error(diff)
	}
}
