package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

const serverRoot = "server"

// newServers is where servers are.
func newServers(compute rest.Service) *collection {
	return &collection{
		Service: compute, kind: serverRoot,
		inDetail: func(since time.Time) rest.List { return ServerFilter{ChangesSince: since}.list("servers", "detail") },
		inBrief:  func() rest.List { return ServerFilter{}.list("servers") },
	}
}

// ServerFilter says which servers to list (guide 2.1.1). What is zero doesn't count.
type ServerFilter struct {
	Image        string // its id
	Flavor       string // its id
	Name         string // a regular expression that part of the name matches (fact 16): see ExactName
	Status       string // of guide 2.1.1; one that the cloud doesn't know matches nothing (fact 16)
	IP           string // part of an IPv4 address; where Nova has no Neutron to ask, a regular expression (seen on a Nova 26)
	IP6          string // the same of an IPv6 address
	ChangesSince time.Time
	Marker       string // start after the server with this id
	Limit        int    // servers in all, whatever the size of a page; 0: every one
	AllTenants   bool   // for administrators
	Extra        url.Values
}

// ExactName is the ServerFilter.Name that matches this name and no other. Images are not filtered by it: there the name
// is compared as it is.
func ExactName(name string) string { return "^" + regexp.QuoteMeta(name) + "$" }

// NameBeginning is the ServerFilter.Name that matches names with this beginning.
func NameBeginning(prefix string) string { return "^" + regexp.QuoteMeta(prefix) }

func (f ServerFilter) query() url.Values {
	q := rest.CloneQuery(f.Extra)
	set(q, "image", f.Image)
	set(q, "flavor", f.Flavor)
	set(q, "name", f.Name)
	set(q, "status", f.Status)
	set(q, "ip", f.IP)
	set(q, "ip6", f.IP6)
	setTime(q, "changes-since", f.ChangesSince)
	if f.AllTenants {
		q.Set("all_tenants", "1")
	}
	return q
}

// ListServers yields the servers in detail, each as its JSON object came, page by page (guide 2.1.1). An error ends it.
func (c *Client) ListServers(ctx context.Context, f ServerFilter) iter.Seq2[jsontext.Value, error] {
	return c.compute.List(ctx, f.list("servers", "detail"))
}

// From the microversion groupsFrom on a server tells the groups that it is in, as groupsMember, and a list of servers doesn't (fact 65).
const (
	groupsFrom   = 71
	groupsMember = "server_groups"
)

// ListsWholeServers reports whether the documents of ListServers have all the members that are asked for, by the version of the options or by Want.
func (c *Client) ListsWholeServers() bool {
	return !c.options.atLeast(groupsFrom) && !slices.Contains(c.wanted.members, groupsMember)
}

// ListServersBrief yields the servers with their id, name and links alone (guide 2.1.1). An error ends it.
func (c *Client) ListServersBrief(ctx context.Context, f ServerFilter) iter.Seq2[jsontext.Value, error] {
	return c.compute.List(ctx, f.list("servers"))
}

func (f ServerFilter) list(path ...string) rest.List {
	return rest.List{Op: "list servers", Path: rest.Path(path...), Root: "servers", Query: f.query(), Marker: f.Marker, Limit: f.Limit}
}

// GetServer returns a server in detail (guide 2.1.3).
func (c *Client) GetServer(ctx context.Context, id string) (Document, error) {
	return c.servers.get(ctx, id, transport.Policy{})
}

// CreateServer starts to create a server, or several (guide 2.1.2), in the microversion that its members take. The document is the answer's: the id and links of
// the server, the first one of several, and its adminPass, which nobody tells again. An error that transport.IsUncertain
// reports means that the server may exist all the same. Without Networks it gets those that the cloud chooses, whatever the
// microversion. Hints can't be sent as XML: *transport.OptionError.
func (c *Client) CreateServer(ctx context.Context, s api.ServerCreate) (Document, error) {
	return c.createServer(ctx, s, transport.Policy{})
}

// CreateServerOnce is CreateServer that sends nothing again where the cloud asks for a pause: transport.RateLimitOf tells it.
func (c *Client) CreateServerOnce(ctx context.Context, s api.ServerCreate) (Document, error) {
	return c.createServer(ctx, s, transport.Policy{NoRetry: true})
}

func (c *Client) createServer(ctx context.Context, s api.ServerCreate, policy transport.Policy) (Document, error) {
	r := Request{Op: "create server", Method: http.MethodPost, Path: rest.Path("servers"), Root: serverRoot, Policy: policy}
	var err error
	if r.Since, err = c.createSince(ctx, s); err != nil {
		return Document{}, err
	}
	if s, err = c.options.withNetworks(s, r.Since); err != nil {
		return Document{}, err
	}
	r.Body = s
	if len(s.Hints) > 0 {
		if r, err = c.withHints(r, s); err != nil {
			return Document{}, err
		}
	}
	return c.compute.Created(ctx, r, serverRoot, "id")
}

// UpdateServer changes a server's name or access addresses, and returns the server as it is then (guide 2.1.4). What u
// leaves out stays.
func (c *Client) UpdateServer(ctx context.Context, id string, u api.ServerUpdate) (Document, error) {
	r := Request{Op: "update server", Method: http.MethodPut, Path: rest.Path("servers", id), Root: serverRoot, Body: u}
	switch {
	case u.Hostname != nil:
		r.Since = microversion.OfHostname(*u.Hostname)
	case u.Description != nil:
		r.Since = microversion.Description
	}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.compute.Document(ctx, r, serverRoot)
}

// DeleteServer starts to delete a server (guide 2.1.5). It is gone when a GET answers 404: see GoalGone.
func (c *Client) DeleteServer(ctx context.Context, id string) error {
	return c.servers.delete(ctx, id)
}

// ServerTarget is a server to wait for. The name is for messages and may be empty.
func (c *Client) ServerTarget(id, name string, g wait.Goal) wait.Target {
	return c.servers.target(id, name, g)
}

// set sets a parameter that has a value.
func set(q url.Values, name, value string) {
	if value != "" {
		q.Set(name, value)
	}
}

// setTime sets a time as guide 1.7 has it, in UTC.
func setTime(q url.Values, name string, t time.Time) {
	if !t.IsZero() {
		q.Set(name, t.UTC().Format(time.RFC3339))
	}
}
