package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// Status is what there is to know about a sandbox besides what a user sees.
type Status struct {
	Path    string        `json:"path"`   // "" in memory
	Layout  int           `json:"layout"` // the version of the store's layout that this release writes
	Now     time.Time     `json:"now"`    // by the sandbox's clock
	Speed   float64       `json:"speed"`
	Servers []ServerCount `json:"servers"` // by region and tenant; those without servers are left out
}

// ServerCount is how many servers a tenant has in a region, deleted ones left out.
type ServerCount struct {
	Region string `json:"region"`
	Tenant string `json:"tenant"`
	Count  int    `json:"count"`
}

// Status reads the store. It makes no file.
func (c *Cloud) Status() (Status, error) { return c.status(context.Background()) }

func (c *Cloud) status(ctx context.Context) (Status, error) {
	s := Status{Path: c.path, Layout: layouts().Newest(), Now: c.clock().UTC(), Speed: c.speed, Servers: []ServerCount{}}
	err := c.store.View(ctx, func(t store.Tx) error {
		s.Now = s.Now.Add(moved(t))
		for prefix, data := range t.Scan(usageBucket, "", "") {
			var u usage
			if err := json.Unmarshal(data, &u); err != nil {
				return err
			}
			region, tenant, _ := strings.Cut(strings.TrimSuffix(prefix, "/"), "/")
			if u.Instances > 0 {
				s.Servers = append(s.Servers, ServerCount{Region: region, Tenant: tenant, Count: u.Instances})
			}
		}
		return nil
	})
	return s, err
}

// Reset drops every server and token. A store that a later release wrote, or that is damaged, is replaced by an empty one too; a
// file that is no store at all is left alone, with an error.
func (c *Cloud) Reset() error { return c.store.Reset(context.Background(), nil) }

// showStatus answers GET /_sandbox/status, in JSON whatever was asked for.
func showStatus(c *requestContext) (*response, error) {
	s, err := c.cloud.status(c.ctx)
	if err != nil {
		return nil, err
	}
	return ok(jsonBody(map[string]Status{"status": s})), nil
}

// resetStore answers POST /_sandbox/reset, with a Seed or without a body.
func resetStore(c *requestContext) (*response, error) {
	if c.body.lost { // better than an empty cloud for who forgot the type of a seed
		return nil, badRequest("A control's body has to be of the Content-Type application/json")
	}
	if len(c.body.data) == 0 {
		return noContent(), c.cloud.store.Reset(c.ctx, nil)
	}
	s, err := DecodeSeed(c.body.data)
	if err == nil {
		err = c.cloud.ResetTo(c.ctx, s)
	}
	if mistake := new(SeedError); errors.As(err, &mistake) {
		return nil, badRequest("%v", mistake)
	}
	return noContent(), err
}

// isLocal reports a request that came from this machine and from no web page: a page that a browser shows may send requests to any
// address, but says so in Origin, and can't choose the Host.
func isLocal(r *http.Request) bool {
	if r.Context().Value(inProcess{}) != nil {
		return true
	}
	return isLoopback(r.RemoteAddr) && isLoopback(r.Host) && r.Header.Get("Origin") == ""
}
