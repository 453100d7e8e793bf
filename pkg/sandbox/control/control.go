// Package control is what only a sandbox can do: move the clock on, put a server into any state, tell its own status, start anew.
package control

import (
	"context"
	"errors"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/web"
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

// Controls are what only a sandbox can do: the methods of a cloud, and the same under /_sandbox/ for this machine alone.
type Controls struct {
	DB     *model.Database
	Rules  inject.Rules
	Seeder seed.Seeder
}

// Status reads the store. It makes no file.
func (c Controls) Status(ctx context.Context) (Status, error) {
	s := Status{Path: c.DB.Path, Layout: model.Layouts().Newest(), Now: c.DB.Clock().UTC(), Speed: c.DB.Speed, Servers: []ServerCount{}}
	err := c.DB.Store.View(ctx, func(t store.Tx) error {
		s.Now = s.Now.Add(model.Moved(t))
		return model.EachUsage(t, func(region, tenant string, u compute.Usage) {
			if u.Instances > 0 {
				s.Servers = append(s.Servers, ServerCount{Region: region, Tenant: tenant, Count: u.Instances})
			}
		})
	})
	return s, err
}

// showStatus answers GET /_sandbox/status, in JSON whatever was asked for.
func (c Controls) showStatus(r *service.RequestContext) (*web.Response, error) {
	s, err := c.Status(r.Ctx)
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(map[string]Status{"status": s})), nil
}

// resetStore answers POST /_sandbox/reset, with a Seed or without a body.
func (c Controls) resetStore(r *service.RequestContext) (*web.Response, error) {
	if r.Body.Lost { // better than an empty cloud for who forgot the type of a seed
		return nil, fault.BadRequest("A control's body has to be of the Content-Type application/json")
	}
	if len(r.Body.Data) == 0 {
		return web.NoContent(), c.DB.Store.Reset(r.Ctx, nil)
	}
	s, err := seed.Decode(r.Body.Data)
	if err == nil {
		err = c.Seeder.ResetTo(r.Ctx, s)
	}
	if mistake := new(seed.Error); errors.As(err, &mistake) {
		return nil, fault.BadRequest("%v", mistake)
	}
	return web.NoContent(), err
}
