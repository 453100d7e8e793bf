// Package sandbox is a cloud in a handler: Identity v2.0 and Compute API v2 as Rackspace Cloud Servers served them, with a
// life cycle for every server and a store that outlives the process. It is there so that everything this project can do can be
// tried, scripted and tested with no account and no network.
//
// A request goes through these steps, one file each:
//
//   - its path is split and cleaned (path.go), its formats are chosen (negotiate.go), and its route is found in the one table of
//     routes (routes.go);
//   - its body is read to the end before anything is locked (body.go);
//   - the store is opened for this request alone, to read or to write as the route says (store.go), the token is checked
//     (access.go), and the resource's own function answers with a document or refuses with a fault (faults.go);
//   - the store is closed, and the answer is encoded and sent (answer.go).
//
// State settles on read. A server's record holds what it was and a plan of dated steps (lifecycle.go); whoever looks computes
// which of them are due by now. So there are no timers and no goroutines, a read writes nothing, and a server goes on building
// while no process runs. The clock is a value. What each operation does, and which states allow it, is one table (operations.go).
//
// What only a sandbox can do is in the methods of Cloud, and under /_sandbox/ for this machine alone: move the clock on (clock.go),
// put a server into any state (control_set.go), and let requests go wrong on demand (fault_rules.go, fault_inject.go).
//
// What users can't make, such as flavors and accounts, is in tables (tables.go), to which a seed adds (seed.go says what it is,
// seed_apply.go how it is done). A seed's servers go through a create's own checks and the one table of operations.
//
// Where the guide and a real cloud differ the sandbox does what the real one did, with the source in a comment: "guide 2.1.2" is
// the Cloud Servers Developer Guide, "fact 17" and "errors.tsv" are the project's notes of recorded behaviour.
package sandbox

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"sync/atomic"
	"time"
)

// The sandbox's first user, whom its profile signs in as. A second one, sandbox2 of tenant 020202, shows that tenants are kept
// apart.
const (
	AuthURL  = "http://sandbox.invalid/v2.0" // where Transport's callers sign in; .invalid never resolves (RFC 2606)
	User     = "sandbox"
	Password = "sandbox"
	APIKey   = "sandbox-key"
	Tenant   = "010101" // its id and its name
	Region   = "DFW"    // the default one
)

// Clock tells the time. It may run fast or stand still; the sandbox asks it once a request.
type Clock func() time.Time

// Options say where a cloud keeps its state and how fast it is. The zero value is in memory, at the pace of the real one's
// demonstration: a build takes about four seconds.
type Options struct {
	Path  string  // the store's file, made with its folder at the first write; "" is in memory
	Clock Clock   // nil: time.Now
	Speed float64 // divides every duration of a life cycle; 0: 1
	Quota Quota   // of each tenant in each region

	// RateLimits lets the rate limits hold that /limits shows (guide 1.8.1). They are the guide's, which a few minutes of tests
	// exhaust, and each request then writes to the store.
	RateLimits bool

	// Log gets a line of JSON for each request but the controls: time, operation, method, path, query, status, and the body with its
	// secrets replaced. Nil: no log.
	Log io.Writer
}

// Cloud is a sandbox. It is an http.Handler and safe for use by many goroutines; many processes may share one store file.
type Cloud struct {
	store store
	path  string
	clock Clock
	speed float64
	quota Quota
	rated bool // the rate limits hold
	log   *requestLog

	routes []route                // the table, which is put together once
	seeded atomic.Pointer[tables] // the tables of the last seed that was met
}

// Open checks the options and returns the cloud. It touches no file: the first write does.
func Open(o Options) (*Cloud, error) {
	if o.Speed == 0 {
		o.Speed = 1
	}
	if !(o.Speed > 0) || math.IsInf(o.Speed, 0) {
		return nil, fmt.Errorf("sandbox speed %v: it has to be a number above 0", o.Speed)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	c := &Cloud{clock: o.Clock, speed: o.Speed, quota: o.Quota.withDefaults(), rated: o.RateLimits, store: newMemoryStore(), routes: routes()}
	if o.Log != nil {
		c.log = &requestLog{}
		c.log.to.Reset(o.Log)
	}
	if o.Path != "" {
		path, err := filepath.Abs(o.Path)
		if err != nil {
			return nil, fmt.Errorf("sandbox store %s: %w", o.Path, err)
		}
		c.path, c.store = path, newFileStore(path)
	}
	return c, nil
}

// Environment is what a shell needs to use a sandbox that is served at base ("http://127.0.0.1:8774"), one export a line, in the
// names that clients of OpenStack read.
func Environment(base string) []string {
	return []string{
		"export OS_AUTH_URL=" + base + "/v2.0",
		"export OS_USERNAME=" + User,
		"export OS_PASSWORD=" + Password,
		"export OS_API_KEY=" + APIKey,
		"export OS_TENANT_ID=" + Tenant,
		"export OS_TENANT_NAME=" + Tenant,
		"export OS_REGION_NAME=" + Region,
	}
}
