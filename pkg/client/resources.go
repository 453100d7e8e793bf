package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// ResourceType says where the resources of a type are and what their documents are called, for those that need no more said of them.
type ResourceType struct {
	Noun    string // for errors: "subnet"
	Service string // a name of Services; "": compute
	Path    string // of all, escaped: /subnets. One is below it, by its id
	Detail  string // what goes behind Path for a list with all members: /detail
	One     string // root of the document of one; "": it has none
	Many    string // root of the list
	Whole   bool   // lists come in one piece: the type knows no limit
	Since   int    // microversion that its requests take; 0: any
}

// Resources returns the service that has the resources of a type.
func (c *Client) Resources(t ResourceType) rest.Service {
	if t.Service == "" {
		return c.compute
	}
	return rest.Versioned(c.serviceNamed(t.Service), t.Service)
}

// ListResources yields the resources that a query asks for, each as its JSON object came. An error ends it.
func (c *Client) ListResources(ctx context.Context, t ResourceType, q url.Values, limit int) iter.Seq2[jsontext.Value, error] {
	op := "list " + t.Noun + "s"
	if t.Whole {
		return c.Resources(t).Items(ctx, Request{Op: op, Path: t.Path + t.Detail, Query: q, Since: t.Since}, t.Many)
	}
	return c.Resources(t).List(ctx, rest.List{Op: op, Path: t.Path + t.Detail, Root: t.Many, Query: q, Limit: limit, Since: t.Since})
}

// GetResource returns a resource by its id.
func (c *Client) GetResource(ctx context.Context, t ResourceType, id string) (Document, error) {
	r := Request{Op: "get " + t.Noun, Path: t.Path + rest.Path(id), Since: t.Since}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.sendFor(ctx, t, r)
}

// CreateResource makes a resource of the members, and returns it as the answer has it.
func (c *Client) CreateResource(ctx context.Context, t ResourceType, members map[string]any) (Document, error) {
	r := Request{Op: "create " + t.Noun, Method: http.MethodPost, Path: t.Path, Since: t.Since}
	return c.sendMembers(ctx, t, r, members)
}

// UpdateResource changes members of a resource by a PUT, and returns it as the answer has it.
func (c *Client) UpdateResource(ctx context.Context, t ResourceType, id string, members map[string]any) (Document, error) {
	r := Request{Op: "change " + t.Noun, Method: http.MethodPut, Path: t.Path + rest.Path(id), Since: t.Since}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.sendMembers(ctx, t, r, members)
}

// DeleteResource deletes a resource by its id.
func (c *Client) DeleteResource(ctx context.Context, t ResourceType, id string) error {
	r := Request{Op: "delete " + t.Noun, Method: http.MethodDelete, Path: t.Path + rest.Path(id), Since: t.Since}
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.Resources(t).Send(ctx, r)
}

// ActOnResource sends an action of a resource, below its path, as {"name": members}. The answer may have no document.
func (c *Client) ActOnResource(ctx context.Context, t ResourceType, id, name string, members any) (*Response, error) {
	r := Request{Op: name + " " + t.Noun, Method: http.MethodPost, Path: t.Path + rest.Path(id, "action"), Since: t.Since, AnyAnswer: true}
	if err := checkID(r, id); err != nil {
		return nil, err
	}
	var err error
	if r.Root, r.Body = name, members; members == nil {
		r.Body = nothing()
	}
	resp, err := c.Resources(t).Do(ctx, r)
	return resp, err
}

// ResourceTarget is a resource to wait for. Statuses that begin with error are ERROR: Cinder has one for each thing that may fail.
//
//go:noinline
func (c *Client) ResourceTarget(t ResourceType, id, name string, g wait.Goal) wait.Target {
	look := func(ctx context.Context) (wait.State, error) {
		d, err := c.GetResource(ctx, t, id)
		if err != nil {
			return wait.State{}, err
		}
		return readState(d, "get "+t.Noun, func(raw jsontext.Value) (wait.State, error) { return resourceState(t, raw) })
	}
	return wait.Target{Kind: t.Noun, ID: id, Name: name, Goal: g, Look: look}
}

// resourceState is what a document with a status says of a resource.
func resourceState(t ResourceType, raw jsontext.Value) (wait.State, error) {
	var v struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		Status string `json:"status"`
	}
	_, err := api.Read(raw, &v)
	s := wait.State{Kind: t.Noun, ID: v.ID, Name: v.Name, Status: strings.ToUpper(v.Status), Raw: raw}
	if strings.HasPrefix(s.Status, wait.StatusError) {
		s.Fault, s.Status = &api.Fault{Message: v.Status}, wait.StatusError
	}
	return s, err
}

func (c *Client) sendMembers(ctx context.Context, t ResourceType, r Request, members map[string]any) (Document, error) {
	body, err := json.Marshal(members, json.Deterministic(true))
	if err != nil {
		return Document{}, err
	}
	if t.One == "" {
		r.Raw = body
	} else {
		r.Root, r.Body = t.One, jsontext.Value(body)
	}
	return c.sendFor(ctx, t, r)
}

// sendFor sends a request, and takes the resource out of the answer.
func (c *Client) sendFor(ctx context.Context, t ResourceType, r Request) (Document, error) {
	if t.One != "" {
		return c.Resources(t).Document(ctx, r, t.One)
	}
	resp, err := c.Resources(t).Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	return Document{Raw: resp.JSON}, nil
}

// service is another service than compute, as catalogs name it.
type service struct {
	name string
	// types are those that catalogs have for it, each with the version of its API that is spoken there; "": the endpoint's own.
	types [][2]string
}

// services are those that commands ask. What clouds call a type changed with its version; today's name is the one without.
func services() []service {
	return []service{
		{networkType, [][2]string{{networkType, networkVersion}}},
		{"volume", [][2]string{{"volumev3", "v3"}, {"block-storage", "v3"}, {"volumev2", "v2"}, {"volume", ""}}},
		{"image", [][2]string{{"image", "v2"}}},
		{"placement", [][2]string{{"placement", ""}}},
		{"identity", [][2]string{{"identity", "v3"}}},
	}
}

// ServiceNames are the names of the services that commands know, for completion.
func ServiceNames() []string {
	names := []string{computeService}
	for _, s := range services() {
		names = append(names, s.name)
	}
	return names
}

// serviceNamed is a service of the catalog by a name of ServiceNames or by its type there. It is spoken to in JSON, whatever compute speaks.
func (c *Client) serviceNamed(name string) rest.Service {
	kinds := [][2]string{{name, ""}}
	for _, s := range services() {
		if s.name == name {
			kinds = s.types
		}
	}
	base := func(ctx context.Context) (string, error) {
		session, err := c.sessions.Session(ctx)
		if err != nil {
			return "", err
		}
		for _, kind := range kinds {
			if url := c.sessions.ServiceEndpoint(session, kind[0], kind[1]); url != "" {
				return url, nil
			}
		}
		return "", &identity.CatalogError{Message: "the catalog has no " + name + " service for this region"}
	}
	e := &rest.Endpoint{Base: base, Chain: c.chain, Wire: api.JSON, Explain: c.explain}
	return rest.Service{Doer: e, PageSize: c.options.PageSize}
}

// ServiceNamed returns the service that a path is of, by a name of ServiceNames or by its type in the catalog; "" is compute. A path that begins with
// a version goes below the service's root, and any other below the endpoint that the catalog has.
func (c *Client) ServiceNamed(name, path string) rest.Service {
	if name == "" || name == computeService {
		return c.compute
	}
	s := c.serviceNamed(name)
	if e, ok := s.Doer.(*rest.Endpoint); ok && transport.IsVersion(rest.First(path)) {
		base := e.Base
		e.Base = func(ctx context.Context) (string, error) {
			url, err := base(ctx)
			return serviceRoot(url), err
		}
	}
	return s
}

// computeService is the name of the service that all else is about.
const computeService = "compute"
