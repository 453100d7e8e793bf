package sandbox

import (
	"errors"
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// requestContext is one request on its way to its handler: what it asks, and the state that it may see.
type requestContext struct {
	*Request
	*Model // nil for controls, which open the store themselves
}

// exchange is one request on its way through the cloud, with its route.
type exchange struct {
	cloud   *Cloud
	request *Request
	route   route
	session Session
	rule    *FaultRule // what is to go wrong; nil: nothing
}

// ServeHTTP answers one request.
func (c *Cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	where, err := locate(r.URL)
	format := responseFormat(r, where)
	var (
		a *response
		x = &exchange{cloud: c}
	)
	if err == nil {
		err = x.read(r, where)
	}
	if err == nil {
		a, err = x.run()
	}
	if err != nil {
		a = asFault(err).response()
	}
	if x.request != nil {
		a.request = x.request.ID
	}
	c.logRequest(r, x, a)
	a.write(w, format)
}

// read finds the route and reads the request. The body is read before the store is opened: a slow client must not keep others
// waiting.
func (x *exchange) read(r *http.Request, where location) (err error) {
	var args map[string]string
	if x.route, args, err = find(x.cloud.routes, r.Method, where.segments); err != nil {
		return err
	}
	if x.request, err = ReadRequest(r, where, args); err != nil {
		return err
	}
	x.session = Session{Tenant: args["tenant"], Region: where.region, ID: x.request.ID}
	return nil
}

// run answers the request, with the fault on demand that there is for it.
func (x *exchange) run() (*response, error) {
	if x.route.access == local {
		if !x.request.Local {
			return nil, forbidden("The sandbox's controls are for this machine only.")
		}
		return x.route.run(&requestContext{Request: x.request})
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
	return x.injectFault(x.inTx(func(*Model) error { return nil }))
}

// inTx opens the store as the route needs it, checks the access, and calls the route's function unless before objects.
func (x *exchange) inTx(before func(*Model) error) (a *response, err error) {
	open := x.cloud.db.View
	if x.route.writes {
		open = x.cloud.db.Update
	}
	err = open(x.request.Ctx, x.session, func(m *Model) error {
		if err := x.checkAccess(m); err != nil {
			return err
		}
		if err := before(m); err != nil {
			return err
		}
		a, err = x.route.run(&requestContext{x.request, m})
		return err
	})
	return a, err
}

// asFault turns any error of a request into what the client is told. The store's own errors say what is wrong and where.
func asFault(err error) *faultError {
	s := new(store.Error)
	if !errors.As(err, &s) {
		return fromError(err)
	}
	status := http.StatusInternalServerError
	if s.Busy {
		status = http.StatusServiceUnavailable
	}
	return &faultError{status: status, message: s.Error()}
}
