package sandbox

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/store"
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
	db    *Database
	rated bool // the rate limits hold
	log   *requestLog

	routes   []route // the table, which is put together once
	controls Controls
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
	c := &Cloud{rated: o.RateLimits}
	c.db = &Database{Store: store.NewMemory(), Clock: o.Clock, Speed: o.Speed, Quota: o.Quota.withDefaults(), Seeded: Tables}
	if o.Log != nil {
		c.log = &requestLog{}
		c.log.to.Reset(o.Log)
	}
	if o.Path != "" {
		path, err := filepath.Abs(o.Path)
		if err != nil {
			return nil, fmt.Errorf("sandbox store %s: %w", o.Path, err)
		}
		c.db.Path, c.db.Store = path, store.NewFile(path, layouts())
	}
	rules := Rules{DB: c.db, Operations: operationsOnDemand}
	c.controls = Controls{DB: c.db, Rules: rules, Seeder: Seeder{DB: c.db, Rules: rules}}
	c.routes = slices.Concat(serviceRoutes(), c.controls.Routes())
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
