package sandbox

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/control"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// AuthURL is where Transport's callers sign in; .invalid never resolves (RFC 2606).
const AuthURL = "http://sandbox.invalid/v2.0"

// Clock tells the time. It may run fast or stand still; the sandbox asks it once a request.
type Clock func() time.Time

// Options say where a cloud keeps its state and how fast it is. The zero value is in memory, at the pace of the real one's
// demonstration: a build takes about four seconds.
type Options struct {
	Path  string        // the store's file, made with its folder at the first write; "" is in memory
	Clock Clock         // nil: time.Now
	Speed float64       // divides every duration of a life cycle; 0: 1
	Quota compute.Quota // of each tenant in each region

	// Password is that of the built-in users, and their API key, in place of those that everybody knows. Users of a seed keep theirs.
	Password string

	// RateLimits lets the rate limits hold that /limits shows (guide 1.8.1). They are the guide's, which a few minutes of tests
	// exhaust, and each request then writes to the store.
	RateLimits bool

	// Log gets a line of JSON for each request but the controls: time, operation, method, path, query, status, and the body with its
	// secrets replaced. Nil: no log.
	Log io.Writer
}

// Cloud is a sandbox. It is an http.Handler and safe for use by many goroutines; many processes may share one store file.
type Cloud struct {
	db    *model.Database
	rated bool // the rate limits hold
	log   *requestLog

	rendered *web.Rendered // documents of lists
	routes   service.Table // put together once
	controls control.Controls
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
	c := &Cloud{rated: o.RateLimits, rendered: web.NewRendered()}
	c.db = &model.Database{Store: store.NewMemory(), Clock: o.Clock, Speed: o.Speed, Quota: o.Quota.WithDefaults(), Password: o.Password, Seeded: seed.Tables}
	if o.Log != nil {
		c.log = &requestLog{}
		c.log.to.Reset(o.Log)
	}
	if o.Path != "" {
		path, err := filepath.Abs(o.Path)
		if err != nil {
			return nil, fmt.Errorf("sandbox store %s: %w", o.Path, err)
		}
		c.db.Path, c.db.Store = path, store.NewFile(path, model.Layouts())
	}
	rules := inject.Rules{DB: c.db, Operations: operationsOnDemand}
	c.controls = control.Controls{DB: c.db, Rules: rules, Seeder: seed.Seeder{DB: c.db, Rules: rules}}
	c.routes = service.NewTable(slices.Concat(serviceRoutes(), c.controls.Routes()))
	return c, nil
}

// Environment is what a shell needs to use a sandbox that is served at base ("http://127.0.0.1:8774"), one export a line, in the
// names that clients of OpenStack read.
func Environment(base string) []string {
	return []string{
		"export OS_AUTH_URL=" + base + "/v2.0",
		"export OS_USERNAME=" + tables.User,
		"export OS_PASSWORD=" + tables.Password,
		"export OS_API_KEY=" + tables.APIKey,
		"export OS_TENANT_ID=" + tables.Tenant,
		"export OS_TENANT_NAME=" + tables.Tenant,
		"export OS_REGION_NAME=" + tables.Region,
	}
}
