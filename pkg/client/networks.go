package client

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// networkType and networkVersion are Neutron in catalogs, and the version of its API that is spoken here.
const networkType, networkVersion = "network", "v2.0"

// withNetworks asks for the networks that the cloud would choose by itself, where none are named and it has to be said, by the version of the options or
// that of the request: "Invalid input for field/attribute server ... 'networks' is a required property" (seen on Nova 26).
func (o Options) withNetworks(s api.ServerCreate, since int) (api.ServerCreate, error) {
	policy := s.NetworkPolicy
	if policy == "" {
		policy = api.AutoNetworks
	}
	if s.Networks != nil || since < microversion.Networks && !o.atLeast(microversion.Networks) {
		return s, nil
	}
	var err error
	s.Extra, err = api.SetMember(s.Extra, "networks", policy)
	return s, err
}

// NetworkFilter says which networks to list. What is zero doesn't count.
type NetworkFilter struct {
	Name     string
	External *bool // whether they lead outside
	Shared   *bool // whether every project has them
	Extra    url.Values
}

func (f NetworkFilter) query() url.Values {
	q := rest.CloneQuery(f.Extra)
	if f.Name != "" {
		q.Set("name", f.Name)
	}
	for name, wanted := range map[string]*bool{"router:external": f.External, "shared": f.Shared} {
		if wanted != nil {
			q.Set(name, strconv.FormatBool(*wanted))
		}
	}
	return q
}

// ListNetworks yields the networks of the network service, each as its JSON object came. Without such a service in the catalog, that
// is an *identity.CatalogError. An error ends it.
func (c *Client) ListNetworks(ctx context.Context, f NetworkFilter) iter.Seq2[jsontext.Value, error] {
	return c.listNetworks(ctx, f.query())
}

// ListNetworksNamed yields the networks with a name that a server can be attached to, each with its id and name at least. Every account of
// the guide's clouds has public and private (Table 2.2); elsewhere the network service is asked, where the catalog has one. An error
// ends it.
func (c *Client) ListNetworksNamed(ctx context.Context, name string) iter.Seq2[jsontext.Value, error] {
	fixed, asks, err := c.whoHasNetwork(ctx, name)
	if err != nil || !asks {
		return func(yield func(jsontext.Value, error) bool) {
			if err != nil || fixed != nil {
				yield(fixed, err)
			}
		}
	}
	return c.listNetworks(ctx, url.Values{"name": {name}, "fields": {"id", "name", "status"}})
}

// ListNetworksBrief yields the networks of the network service with their ids and names alone. An error ends it.
func (c *Client) ListNetworksBrief(ctx context.Context) iter.Seq2[jsontext.Value, error] {
	return c.listNetworks(ctx, url.Values{"fields": {"id", "name"}})
}

func (c *Client) listNetworks(ctx context.Context, q url.Values) iter.Seq2[jsontext.Value, error] {
	return c.service(networkType, networkVersion).Items(ctx, Request{Op: "list networks", Path: rest.Path("networks"), Query: q}, "networks")
}

// GetNetwork returns a network of the network service by its id. Where there is no such service, nothing has the id.
func (c *Client) GetNetwork(ctx context.Context, id string) (Document, error) {
	const root = "network"
	r := Request{Op: "get network", Path: rest.Path("networks", id)}
	err := checkID(r, id)
	if err != nil {
		return Document{}, err
	}
	_, asks, err := c.whoHasNetwork(ctx, id)
	if err == nil && !asks {
		err = transport.NotFound(r.Op, fmt.Sprintf("no network has the id %q", id))
	}
	if err != nil {
		return Document{}, err
	}
	return c.service(networkType, networkVersion).Document(ctx, r, root)
}

// whoHasNetwork returns the network that ref is by the guide, if it is one, and whether the network service is to be asked instead.
func (c *Client) whoHasNetwork(ctx context.Context, ref string) (fixed jsontext.Value, asks bool, err error) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, false, err
	}
	fixed, ofGuide := guideNetwork(ref)
	asks = c.sessions.ServiceEndpoint(s, networkType, networkVersion) != ""
	return fixed, asks && !(ofGuide && isRackspace(s.Catalog)), nil
}

// guideNetwork is one of the networks that every account of the guide's clouds has.
func guideNetwork(name string) (jsontext.Value, bool) {
	switch name {
	case "public":
		return jsontext.Value(`{"id":"` + api.PublicNet + `","name":"public"}`), true
	case "private":
		return jsontext.Value(`{"id":"` + api.ServiceNet + `","name":"private"}`), true
	}
	return nil, false
}

func isRackspace(catalog []api.Service) bool {
	return slices.ContainsFunc(catalog, func(s api.Service) bool { return s.Name == "cloudServersOpenStack" })
}
