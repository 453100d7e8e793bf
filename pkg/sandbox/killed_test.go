package sandbox

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

var killRounds = flag.Int("sandbox.kills", 7, "how many `times` TestKilled kills its three writers")

// deedsDone are what one writer was told is done, and the one thing that it was about when it died.
type deedsDone struct {
	did   [][]string // "create NAME ID" and the like, word by word
	tried []string   // nil: nothing
}

// Three processes that change all kinds of things in one store are killed at any moment, again and again. The next to open it finds all
// that was answered; of what was under way all or nothing; and everything that the store counts and sorts agrees with its records.
func TestKilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "sandbox.db")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	found := &found{names: map[string]int{}}
	ticks, uncertain := 0, 0
	for round := range *killRounds {
		var writers sync.WaitGroup
		done := make([]deedsDone, 3)
		for i := range done {
			limit := random.IntN(120)
			writers.Go(func() { done[i] = watch(t, path, fmt.Sprintf("w%d-%d", round, i), limit) })
		}
		writers.Wait()
		if t.Failed() {
			return
		}
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			continue // killed before the first write
		}
		checkPages(t, path)
		u := reopen(t, path)
		found.look(u)
		for _, d := range done {
			ticked, may := d.check(u, found)
			ticks, uncertain = ticks+ticked, uncertain+may
		}
		status, err := u.Status()
		if err != nil {
			t.Fatal(err)
		}
		if moved := int(status.Now.Sub(u.clock.Now()) / time.Second); moved < ticks || moved > ticks+uncertain {
			t.Fatalf("round %d: the clock was moved %d times, want %d to %d", round, moved, ticks, ticks+uncertain)
		}
		checkRecords(t, u.db.Store, status.Now)
	}
	t.Logf("%d processes killed, %d changes", 3**killRounds, found.changes)
}

// watch runs a writer, and kills it once it has printed so many lines.
func watch(t *testing.T, path, name string, limit int) (d deedsDone) {
	cmd, lines := startChild(t, path, "-sandbox.deeds="+name)
	for n := 0; ; n++ {
		if n == limit {
			_ = cmd.Process.Kill()
		}
		if !lines.Scan() {
			break
		}
		switch words := strings.Fields(lines.Text()); words[0] {
		case "try":
			d.tried = words[1:]
		case "did":
			d.did, d.tried = append(d.did, words[1:]), nil
		default:
			t.Errorf("%s said %q", name, lines.Text())
		}
	}
	_ = cmd.Wait()
	return d
}

// reopen is the cloud as the next process finds it. Its clock is where the writers' was, and it signs nobody in before it has looked.
func reopen(t *testing.T, path string) *cloudUnderTest {
	t.Helper()
	clock := &manualClock{now: time.Now().UTC()}
	c, err := Open(Options{Path: path, Speed: instantly, Clock: clock.Now, Quota: vast})
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t, clock: clock}
	u.token = u.signIn(tables.User, tables.Password)
	return u
}

// found is what a store has.
type found struct {
	servers map[string]map[string]any // by id
	names   map[string]int            // how many servers have a name
	images  map[string]bool           // by name
	pairs   map[string]bool
	rules   map[string]bool
	changes int
}

func (f *found) look(u *cloudUnderTest) {
	u.t.Helper()
	f.servers, f.names = map[string]map[string]any{}, map[string]int{}
	for marker := ""; ; {
		page := u.json(u.want(200, u.compute("GET", "/servers/detail?limit=1000"+marker, "")))
		items := at[[]any](u.t, page, "servers")
		for _, item := range items {
			s := item.(map[string]any)
			f.servers[s["id"].(string)] = s
			f.names[s["name"].(string)]++
			marker = "&marker=" + s["id"].(string)
		}
		if len(items) == 0 {
			break
		}
	}
	set := func(names []string) map[string]bool {
		all := map[string]bool{}
		for _, n := range names {
			all[n] = true
		}
		return all
	}
	f.images = set(u.names("images", u.compute("GET", "/images?type=snapshot", "")))
	f.pairs, f.rules = map[string]bool{}, map[string]bool{}
	for _, item := range at[[]any](u.t, u.json(u.want(200, u.compute("GET", "/os-keypairs", ""))), "keypairs") {
		f.pairs[at[string](u.t, item.(map[string]any), "keypair", "name")] = true
	}
	rules, err := u.Faults()
	if err != nil {
		u.t.Fatal(err)
	}
	for _, r := range rules {
		f.rules[r.ID] = true
	}
}

// check compares one writer's deeds with what there is. It returns how often the writer moved the clock, and whether it may have once
// more.
func (d deedsDone) check(u *cloudUnderTest, f *found) (ticks, uncertain int) {
	u.t.Helper()
	f.changes += len(d.did)
	e := awaited{writer: d, there: map[string]bool{}}
	for _, words := range d.did {
		e.add(words, true)
		if words[0] == "tick" {
			ticks++
		}
	}
	if d.tried != nil {
		e.add(d.tried, false)
		if d.tried[0] == "tick" {
			uncertain++
		}
	}
	for what, there := range e.there {
		if f.has(what) != there {
			u.t.Errorf("%s: %v, want %v; the writer was about to %v", what, !there, there, d.tried)
		}
	}
	return ticks, uncertain
}

// awaited is what has to be there after a writer's deeds, or must not be. What may be either isn't in it.
type awaited struct {
	writer deedsDone
	there  map[string]bool
}

// add takes in a deed, answered or not.
func (e awaited) add(words []string, answered bool) {
	set := func(what string, there bool) {
		if e.there[what] = there; !answered {
			delete(e.there, what)
		}
	}
	switch words[0] {
	case "create":
		set("server named "+words[1], true)
	case "metadata", "flavor":
		set(words[0]+" of "+words[1]+" "+words[2], true)
	case "image":
		set(words[1], true)
	case "keypair", "unpair":
		set("keypair "+words[1], words[0] == "keypair")
	case "fault":
		if answered {
			set("fault "+words[2], true)
		}
	case "clear":
		set("fault "+words[1], false)
	case "delete":
		maps.DeleteFunc(e.there, func(what string, _ bool) bool { return strings.Contains(what, " of "+words[1]+" ") })
		set("server named "+e.writer.nameOf(words[1]), false)
	}
}

// NameOf is the name of the server that the writer got an id for.
func (d deedsDone) nameOf(id string) string {
	for _, words := range d.did {
		if words[0] == "create" && words[2] == id {
			return words[1]
		}
	}
	return ""
}

func (f *found) has(what string) bool {
	words := strings.Fields(what)
	switch words[0] {
	case "server":
		return f.names[words[2]] == 1
	case "metadata":
		key, value, _ := strings.Cut(words[3], "=")
		pairs, _ := f.servers[words[2]]["metadata"].(map[string]any)
		return pairs[key] == value
	case "flavor":
		flavor, _ := f.servers[words[2]]["flavor"].(map[string]any)
		return flavor["id"] == words[3]
	case "keypair":
		return f.pairs[words[1]]
	case "fault":
		return f.rules[words[1]]
	}
	return f.images[what]
}
