package client

import (
	"context"
	"io"
	"iter"
	"net/http"
	"net/url"
	"sync/atomic"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/internal/states"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Request is what is asked of a service: package rest says more.
type Request = rest.Request

// Response is what was answered.
type Response = rest.Response

// Document is a document of the API, as it came.
type Document = rest.Document

// Client is a connection to one cloud's compute service.
type Client struct {
	options  Options
	network  http.RoundTripper
	chain    transport.Handler // the whole of it
	redact   *transport.Redactor
	printer  transport.Printer
	sessions *identity.Sessions

	rehearsal transport.Rehearsal
	wanted    wanted
	baseAlone atomic.Bool // a version that was wanted was refused without saying which there are

	compute rest.Service
	root    rest.Service // of compute, where its versions are
	servers *collection
	flavors *collection
	images  *collection
}

// New makes a client. It does no I/O; what it finds wrong with the options is a *transport.OptionError.
func New(o Options) (*Client, error) {
	o = o.withDefaults()
	if err := o.check(); err != nil {
		return nil, err
	}
	signIn := o.identity()
	if err := signIn.Check(); err != nil {
		return nil, err
	}
	network := o.Transport
	if network == nil {
		network = transport.NewNetwork(o.TLS, o.Roots, o.Proxy)
	}
	c := &Client{options: o, network: network, redact: transport.NewRedactor(o.Credentials.Secret())}
	exchange := transport.New(transport.Options{
		Network: network, UserAgent: o.UserAgent, Timeout: o.Timeout, Trace: o.Trace, Redact: c.redact,
		RateLimitWait: o.RateLimitWait, OnRateLimit: o.OnRateLimit, Begin: o.Begin,
	})
	var err error
	if c.sessions, err = identity.New(signIn, exchange, c.redact); err != nil {
		return nil, err
	}
	sent := transport.WithPrinter(transport.WithChanges(exchange, o.OnChange), &c.printer)
	c.chain = transport.WithAuth(transport.WithRehearsal(sent, &c.rehearsal), c.sessions)
	c.addServices()
	return c, nil
}

// addServices makes the ways to what compute has.
func (c *Client) addServices() {
	compute := &rest.Endpoint{Base: c.BaseURL, Chain: c.chain, Wire: c.options.Wire, Header: c.setMicroversion, Explain: c.explain, Again: c.settleVersion}
	root := *compute
	root.Base = func(ctx context.Context) (string, error) {
		base, err := c.BaseURL(ctx)
		return serviceRoot(base), err
	}
	c.compute = rest.Service{Doer: compute, PageSize: c.options.PageSize}
	c.root = rest.Service{Doer: &root, PageSize: c.options.PageSize}
	c.servers = newServers(c.compute)
	c.flavors = newFlavors(c.compute)
	c.images = newImages(rest.Service{Doer: c.imageStore(false), PageSize: c.options.PageSize})
	c.servers.state, c.images.state = states.Redacted(c.redact, states.Server), states.Redacted(c.redact, states.Image)
}

// service is another service of the catalog, by its type there and the version of its API that is spoken, in JSON whatever compute
// speaks: Neutron and Cinder forgot their XML long before Nova's clouds were gone. Where the catalog has none, its requests end in an
// *identity.CatalogError.
func (c *Client) service(of, version string) rest.Service {
	base := func(ctx context.Context) (string, error) {
		s, err := c.sessions.Session(ctx)
		if err != nil {
			return "", err
		}
		url := c.sessions.ServiceEndpoint(s, of, version)
		if url == "" {
			return "", &identity.CatalogError{Message: "the catalog has no " + of + " service for this region"}
		}
		return url, nil
	}
	e := &rest.Endpoint{Base: base, Chain: c.chain, Wire: api.JSON, Explain: c.explain}
	return rest.Service{Doer: e, PageSize: c.options.PageSize}
}

// explain says a refusal in the words of what it is about.
func (c *Client) explain(r Request, err error) error {
	return c.sessions.ExplainRefusal(c.options.explain(r, err))
}

// Wire is the format that compute is spoken to in.
func (c *Client) Wire() api.Format { return c.options.Wire }

// BaseURL returns the compute endpoint, without a slash at its end. It signs in where there is no session yet.
func (c *Client) BaseURL(ctx context.Context) (string, error) {
	s, err := c.sessions.Session(ctx)
	if err != nil {
		return "", err
	}
	return s.Endpoint, nil
}

// Do sends a request to compute, signing in first where needed, and returns what the cloud answered. Its errors are
// *transport.Error, *transport.UnreachableError, *rest.WireError, the errors of Session, the context's, and transport.ErrPrinted.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) { return c.compute.Do(ctx, r) }

// DoRoot sends a request to the root of compute, where its versions are: the endpoint without its version and what follows.
func (c *Client) DoRoot(ctx context.Context, r Request) (*Response, error) { return c.root.Do(ctx, r) }

// DoService sends a request to another service of the catalog, by its type there and the version of its API: image and v2, say. Without such
// a service that is an *identity.CatalogError.
func (c *Client) DoService(ctx context.Context, of, version string, r Request) (*Response, error) {
	return c.service(of, version).Do(ctx, r)
}

// Pages yields the answer to r and those of the pages that follow it: see rest.Service.
func (c *Client) Pages(ctx context.Context, r Request) iter.Seq2[*Response, error] {
	return c.compute.Pages(ctx, r)
}

// Probe asks the identity service, or compute where nobody signs in, for what it has at its address, without a token, and says how far that
// came. The error is a *transport.UnreachableError.
func (c *Client) Probe(ctx context.Context) (transport.Probe, error) {
	at := c.options.AuthURL
	if !c.options.identity().SignsIn() {
		at = c.options.Endpoint
	}
	u, err := url.Parse(at)
	if err != nil {
		return transport.Probe{}, &transport.OptionError{Option: "auth-url", Message: "it is not a URL"}
	}
	return transport.ProbeService(ctx, transport.Options{Network: c.network, UserAgent: c.options.UserAgent, Timeout: c.options.Timeout}, c.options.Proxy, u)
}

// PrintRequests prints, from now on, each request to compute to w instead of sending it, as a curl command that can be
// run: it takes the token from $OS_TOKEN, and *** stands in for secrets. Do returns transport.ErrPrinted then, and so do all
// methods that are built on it, after their first request; of a list that is the first page's. Wait prints nothing and ends
// with it too. Signing in goes on as ever, since a request needs the endpoint.
func (c *Client) PrintRequests(w io.Writer) { c.printer.Start(w, c.redact) }

// Rehearse sends, from now on, what changes nothing and no request else: the methods that would change something return transport.ErrPrinted.
func (c *Client) Rehearse() { c.rehearsal.Start(c.redact) }

// Rehearsed returns the changes that weren't sent.
func (c *Client) Rehearsed() []transport.PlannedRequest { return c.rehearsal.Planned() }

// Wait waits for targets: see wait.Wait. A token that dies meanwhile is renewed.
func (c *Client) Wait(ctx context.Context, targets []wait.Target, o wait.Options) []wait.Outcome {
	if o.OnRateLimit == nil {
		o.OnRateLimit = c.options.OnRateLimit
	}
	if !c.printer.Prints() {
		return wait.Wait(ctx, targets, o)
	}
	outcomes := make([]wait.Outcome, len(targets))
	for i, t := range targets {
		outcomes[i] = wait.Outcome{Target: t, Last: wait.State{Kind: t.Kind, ID: t.ID, Name: t.Name}, Err: transport.ErrPrinted}
	}
	return outcomes
}
