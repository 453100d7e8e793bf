package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// requestContext is one request on its way: what it asks, who asks, and the state it may see.
type requestContext struct {
	cloud  *Cloud
	ctx    context.Context
	now    time.Time // one for the whole request
	base   string    // "http://host": what every link begins with
	region string
	args   map[string]string
	query  url.Values
	header http.Header
	body   body
	local  bool // it came from this machine
	token  token
	tx     store.Tx
	tables *tables
	fault  *FaultRule // what is to go wrong; nil: nothing

	control bool // it is of the sandbox's own controls

	request string // its id, which the answer tells (fact 24)
}

// arg is a variable segment of the path.
func (c *requestContext) arg(name string) string { return c.args[name] }

// ServeHTTP answers one request.
func (c *Cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	where, err := locate(r.URL)
	format := responseFormat(r, where)
	var (
		a     *response
		asked *requestContext
		found route
	)
	if err == nil {
		asked, found, err = c.read(r, where)
	}
	if err == nil {
		a, err = asked.run(found)
	}
	if err != nil {
		a = asFault(err).response()
	}
	if asked != nil {
		a.request = asked.request
	}
	c.logRequest(r, asked, found, a)
	a.write(w, format)
}

// read finds the route and reads the request. The body is read before the store is opened: a slow client must not keep others
// waiting.
func (c *Cloud) read(r *http.Request, where location) (*requestContext, route, error) {
	found, args, err := find(c.routes, r.Method, where.segments)
	if err != nil {
		return nil, found, err
	}
	content, err := readBody(r)
	if err != nil {
		return nil, found, err
	}
	return &requestContext{
		cloud: c, ctx: r.Context(),
		base: baseOf(r), region: where.region, args: args, query: r.URL.Query(), header: r.Header,
		body: content, local: isLocal(r), control: found.access == local, request: newRequestID(),
	}, found, nil
}

// run answers the request, with the fault on demand that there is for it.
func (c *requestContext) run(r route) (*response, error) {
	if r.access == local {
		if !c.local {
			return nil, forbidden("The sandbox's controls are for this machine only.")
		}
		return r.run(c)
	}
	if err := c.consumeRateLimit(r); err != nil {
		return nil, err
	}
	a, err := c.inTx(r, c.checkForFault)
	if !errors.Is(err, errFaultWanted) {
		return a, err
	}
	if err := c.claimFault(r); err != nil {
		return c.injectFault(nil, err)
	}
	return c.injectFault(c.inTx(r, nothingElse))
}

// inTx opens the store as the route needs it, checks the access, and calls the route's function unless before objects.
func (c *requestContext) inTx(r route, before func(route) error) (*response, error) {
	var a *response
	open := c.cloud.store.View
	if r.writes {
		open = c.cloud.store.Update
	}
	err := open(c.ctx, func(t store.Tx) (err error) {
		if err := c.bindTx(t); err != nil {
			return err
		}
		if err := c.checkAccess(r.access); err != nil {
			return err
		}
		if err := before(r); err != nil {
			return err
		}
		a, err = r.run(c)
		return err
	})
	return a, err
}

// bindTx makes t the state that the request sees, and now its time.
func (c *requestContext) bindTx(t store.Tx) (err error) {
	c.tx, c.now = t, c.cloud.clock().UTC().Add(moved(t))
	c.tables, err = c.cloud.tablesOf(t)
	return err
}

func nothingElse(route) error { return nil }

// baseOf is the scheme and host that the client used, so that the links of an answer work for whoever asked. HTTP/1.0 needs no Host: then
// it is the address that the client reached.
func baseOf(r *http.Request) string {
	host := r.Host
	if address, known := r.Context().Value(http.LocalAddrContextKey).(net.Addr); known && host == "" {
		host = address.String()
	}
	if r.TLS != nil {
		return "https://" + host
	}
	return "http://" + host
}
