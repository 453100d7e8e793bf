package sandbox

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A failure of TestCrowd prints its seed. The seed gives every goroutine's choices again; how they interleave is up to the machine,
// so that a failure is replayed with the seed and as many runs as it takes, or with one goroutine, or by hand from the history it prints.
var (
	crowdSeed  = flag.Uint64("sandbox.seed", 0, "the `seed` of TestCrowd; 0: a new one")
	crowdSteps = flag.Int("sandbox.steps", 10000, "how many `steps` TestCrowd takes")
	crowdSize  = flag.Int("sandbox.crowd", 64, "how many `goroutines` TestCrowd has")
)

// crowdScopes are where the crowd acts: what is in one must never show in another.
var crowdScopes = []struct{ user, region, tenant string }{
	{tables.User, "DFW", tables.Tenant}, {tables.User, "ORD", tables.Tenant}, {"sandbox2", "DFW", "020202"},
}

// crowdStep is one request of the crowd, and its answer.
type crowdStep struct {
	sequence int64 // when its transaction ran, among all
	runs     int   // how many transactions it had
	who      int
	scope    int // of crowdScopes
	kind     string
	id       string // of the server or image
	arg      string // what the kind needs besides
	method   string
	path     string
	body     string
	token    string
	reply    reply
}

func (s *crowdStep) String() string {
	return fmt.Sprintf("%d: goroutine %d in %s/%s: %s %s %s -> %d %.300s", s.sequence, s.who,
		crowdScopes[s.scope].region, crowdScopes[s.scope].tenant, s.method, s.path, s.body, s.reply.status, s.reply.body)
}

// witness is a store that notes in which order the requests had it. That order is all that the model takes from the sandbox: if the
// answers don't come out the same when the model does one request after another in that order, a request was lost, done twice, half
// done, or against the rules.
type witness struct {
	store.Store
	count atomic.Int64
}

// stepKey is where a request's context has its step.
type stepKey struct{}

func (w *witness) View(ctx context.Context, fn func(store.Tx) error) error {
	return w.Store.View(ctx, func(t store.Tx) error { w.note(ctx); return fn(t) })
}

func (w *witness) Update(ctx context.Context, fn func(store.Tx) error) error {
	return w.Store.Update(ctx, func(t store.Tx) error { w.note(ctx); return fn(t) })
}

func (w *witness) note(ctx context.Context) {
	if s, ok := ctx.Value(stepKey{}).(*crowdStep); ok {
		s.sequence = w.count.Add(1)
		s.runs++
	}
}

// crowd is the goroutines' shared knowledge: what they have seen accepted.
type crowd struct {
	cloud *cloudUnderTest
	left  atomic.Int64 // steps
	days  atomic.Int64 // ticks of a day that are left
	moved atomic.Int64 // the clock, in nanoseconds, at least

	mu     sync.Mutex
	alive  [][]string // by scope: servers that nobody was told are deleted, as far as is known
	dead   [][]string
	images [][]string
	undone []undoing         // what somebody has still to undo
	tokens map[string]string // by user
	steps  []*crowdStep
}

// undoing is a step that undoes an accepted one.
type undoing struct {
	scope         int
	id, kind, arg string
}

// undoes says what undoes an action. At random it would hardly ever come at the right time.
var undoes = map[string]string{
	"rescue": "unrescue", "stop": "start", "pause": "unpause", "suspend": "resume", "shelve": "unshelve", "resize": "revertResize", "lock": "unlock",
}

// Many goroutines act at random on one cloud, while others move its clock on. Every answer is the one that the tables of states and of
// refusals give to a cloud that does one request after another: no server is lost, none comes back, nothing is counted twice.
func TestCrowd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, file  string
		size, steps int
	}{
		{"memory", "", *crowdSize, *crowdSteps},
		{"file", filepath.Join(t.TempDir(), "sandbox.db"), min(8, *crowdSize), *crowdSteps / 20},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			seed := cmp.Or(*crowdSeed, rand.Uint64())
			t.Logf("seed %d", seed)
			clock := newClock()
			quota := compute.Quota{Instances: 12, RAM: 12 << 10, Cores: 20}
			u := newCloud(t, Options{Path: test.file, Clock: clock.Now, Quota: quota})
			m := newModel(u, quota, clock.Now())
			u.db.Store = &witness{Store: u.db.Store}
			c := &crowd{cloud: u, images: make([][]string, len(crowdScopes))}
			c.alive, c.dead = make([][]string, len(crowdScopes)), make([][]string, len(crowdScopes))
			c.tokens = map[string]string{tables.User: u.token, "sandbox2": u.signIn("sandbox2", "sandbox2")}
			m.knows(c.tokens)
			c.left.Store(int64(test.steps))
			c.days.Store(5)
			var all sync.WaitGroup
			for who := range test.size {
				all.Go(func() { c.act(who, rand.New(rand.NewPCG(seed, uint64(who)))) })
			}
			all.Wait()
			slices.SortFunc(c.steps, func(a, b *crowdStep) int { return cmp.Compare(a.sequence, b.sequence) })
			m.replay(t, c.steps)
			checkRecords(t, u.db.Store.(*witness).Store, m.now)
		})
	}
}

// act takes steps until there are none left.
func (c *crowd) act(who int, rng *rand.Rand) {
	for c.left.Add(-1) >= 0 {
		s := &crowdStep{who: who, scope: rng.IntN(len(crowdScopes))}
		c.choose(s, rng)
		c.send(s)
		c.learn(s)
		if s.reply.status == http.StatusUnauthorized {
			c.signIn(who, s.scope)
		}
	}
}

// send makes the step's request.
func (c *crowd) send(s *crowdStep) {
	ctx := context.WithValue(context.Background(), stepKey{}, s)
	r, err := http.NewRequestWithContext(ctx, s.method, "http://cloud.test"+s.path, strings.NewReader(s.body))
	if err != nil {
		panic(err)
	}
	c.mu.Lock()
	s.token = c.tokens[crowdScopes[s.scope].user]
	c.mu.Unlock()
	r.Header.Set("X-Auth-Token", s.token)
	r.Header.Set("Content-Type", "application/json")
	response, err := c.cloud.Transport().RoundTrip(r)
	if err != nil {
		panic(err)
	}
	text, _ := io.ReadAll(response.Body)
	s.reply = reply{response.StatusCode, response.Header, string(text)}
}

// learn notes the step, and what it made.
func (c *crowd) learn(s *crowdStep) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.steps = append(c.steps, s)
	made := document.LastSegment(s.reply.header.Get("Location"))
	switch {
	case s.kind == "tick":
		d, _ := time.ParseDuration(s.arg)
		c.moved.Add(int64(d))
	case s.kind == "create" && made != "":
		c.alive[s.scope] = append(c.alive[s.scope], made)
	case s.kind == "delete" && s.reply.status == http.StatusNoContent:
		c.alive[s.scope] = slices.DeleteFunc(c.alive[s.scope], func(id string) bool { return id == s.id })
		c.dead[s.scope] = append(c.dead[s.scope], s.id)
	case s.arg == "createImage" && made != "":
		c.images[s.scope] = append(c.images[s.scope], made)
	case s.kind == "attach" && s.reply.status == http.StatusOK:
		c.undone = append(c.undone, undoing{s.scope, s.id, "detach", s.arg})
	case s.arg == "revertResize" && s.reply.status < 300: // a server that dies on its way back has the most to count
		c.undone = append(c.undone, undoing{s.scope, s.id, "delete", ""})
	case s.kind == "act" && s.reply.status < 300 && undoes[s.arg] != "":
		c.undone = append(c.undone, undoing{s.scope, s.id, "act", undoes[s.arg]})
	}
}

// signIn gets the user a new token.
func (c *crowd) signIn(who, scope int) {
	user := crowdScopes[scope].user
	s := &crowdStep{
		who: who, scope: scope, kind: "sign in", method: "POST", path: "/v2.0/tokens",
		body: `{"auth":{"passwordCredentials":{"username":"` + user + `","password":"` + user + `"}}}`,
	}
	c.send(s)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.steps = append(c.steps, s)
	c.tokens[user] = at[map[string]any](c.cloud.t, c.cloud.json(s.reply), "access", "token")["id"].(string)
}

// known picks one of the ids of a scope, and now and then of another, which it must not be found in.
func (c *crowd) known(ids [][]string, scope int, rng *rand.Rand) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if rng.IntN(40) == 0 {
		scope = rng.IntN(len(crowdScopes))
	}
	if len(ids[scope]) == 0 {
		return random.UUID()
	}
	return ids[scope][rng.IntN(len(ids[scope]))]
}

// undo picks something late to undo; mostly it takes a while until that is allowed, so that it is tried again and again.
func (c *crowd) undo(rng *rand.Rand) (undoing, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.undone) == 0 {
		return undoing{}, false
	}
	i := len(c.undone) - 1 - rng.IntN(min(12, len(c.undone)))
	u := c.undone[i]
	if rng.IntN(4) == 0 {
		c.undone = slices.Delete(c.undone, i, i+1)
	}
	return u, true
}

// tick picks how far to move the clock: mostly into the middle of what is going on, seldom past the end of a rescue or a day.
func (c *crowd) tick(rng *rand.Rand) time.Duration {
	switch n := rng.IntN(100); {
	case n == 0 && c.days.Add(-1) >= 0:
		return 24 * time.Hour
	case n < 2:
		return 90 * time.Minute
	default:
		return time.Duration(1+rng.IntN(15)) * 100 * time.Millisecond
	}
}
