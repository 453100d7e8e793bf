package sandbox

import (
	"errors"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// exchange is one request on its way through the cloud, with its route.
type exchange struct {
	cloud   *Cloud
	request *web.Request
	route   *service.Route
	session model.Session
	rule    *inject.Rule // what is to go wrong; nil: nothing
}

// ServeHTTP answers one request.
func (c *Cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	where, err := web.Locate(r.URL, tables.AllRegions(), tables.Region)
	var (
		a *web.Response
		x = &exchange{cloud: c, route: &service.Route{}}
	)
	if err == nil {
		err = x.read(r, where)
	}
	if err == nil {
		a, err = x.run()
	}
	if err != nil {
		a = x.faultResponse(err)
	}
	if x.request != nil {
		a.Request = x.request.ID
	}
	format := web.ResponseFormat(r, where)
	if f := x.route.Face; f != nil {
		format = api.JSON
		if f.Finish != nil {
			f.Finish(x.request, a)
		}
	}
	c.logRequest(r, x, a)
	a.Write(w, format)
}

// faultResponse is a refusal in the words of the service that was asked.
func (x *exchange) faultResponse(err error) *web.Response {
	if f := x.route.Face; f != nil {
		return f.Fault(asFault(err))
	}
	return web.FaultResponse(asFault(err))
}

// read finds the route and reads the request. The body is read before the store is opened: a slow client must not keep others
// waiting.
func (x *exchange) read(r *http.Request, where web.Location) (err error) {
	var args map[string]string
	x.route, args, err = x.cloud.routes.Find(r.Method, where.Segments)
	if x.route.Face != nil && where.Uncut() { // a name may end in .json where a suffix means nothing
		x.route, args, err = x.cloud.routes.Find(r.Method, where.Segments)
	}
	if err != nil {
		route, unversioned, found := x.cloud.findUnversioned(r, &where)
		if !found {
			return err
		}
		x.route, args = route, unversioned
	}
	if x.request, err = web.ReadRequest(r, where, args, x.route.Uploads); err != nil {
		return err
	}
	if f := x.route.Face; f != nil && f.Prepare != nil {
		if err := f.Prepare(x.request); err != nil {
			return err
		}
	}
	x.session = model.Session{Tenant: args["tenant"], Region: where.Region, ID: x.request.ID}
	return nil
}

// run answers the request, with the fault on demand that there is for it.
func (x *exchange) run() (*web.Response, error) {
	if x.route.Access == service.ForLocal {
		if !x.request.Local {
			return nil, fault.Forbidden("The sandbox's controls are for this machine only.")
		}
		return x.route.Run(&service.RequestContext{Request: x.request})
	}
	if x.request.FromPage && x.route.Access == service.ForAnyone && x.route.Writes {
		return nil, fault.Forbidden("A web page can't sign in to the sandbox: the request has an Origin, or came by loopback under the name of a web site.")
	}
	if err := x.consumeRateLimit(); err != nil {
		return nil, err
	}
	a, err := x.inTx(x.checkForFault)
	if !errors.Is(err, errFaultWanted) {
		return a, err
	}
	if err := x.claimFault(); err != nil {
		return x.injectFault(nil, err)
	}
	return x.injectFault(x.inTx(func(*model.Model) error { return nil }))
}

// inTx opens the store as the route needs it, checks the access, and calls the route's function unless before objects.
func (x *exchange) inTx(before func(*model.Model) error) (a *web.Response, err error) {
	open := x.cloud.db.View
	if x.route.Writes {
		open = x.cloud.db.Update
	}
	err = open(x.request.Ctx, x.session, func(m *model.Model) error {
		if err := x.checkAccess(m); err != nil {
			return err
		}
		if err := before(m); err != nil {
			return err
		}
		a, err = x.route.Run(&service.RequestContext{Request: x.request, Model: m, Rendered: x.cloud.rendered})
		return err
	})
	return a, err
}

// asFault turns any error of a request into what the client is told. The store's own errors say what is wrong and where.
func asFault(err error) *fault.Error {
	s := new(store.Error)
	if !errors.As(err, &s) {
		return fault.From(err)
	}
	status := http.StatusInternalServerError
	if s.Busy {
		status = http.StatusServiceUnavailable
	}
	return &fault.Error{Status: status, Message: s.Error()}
}
