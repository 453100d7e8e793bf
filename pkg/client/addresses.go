package client

import (
	"cmp"
	"context"
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Addresses returns a server's addresses by network (guide 2.2.1). It decodes to api.Addresses.
func (c *Client) Addresses(ctx context.Context, id string) (Document, error) {
	r := Request{Op: "list addresses", Path: rest.Path("servers", id, "ips")}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.compute.Document(ctx, r, "addresses")
}

// NetworkAddresses returns a server's addresses on the network with a label (guide 2.2.2): {"label":[…]}, whichever of
// the two shapes of fact 37 the cloud answers in. It decodes to api.Addresses. 404 says that the server isn't on such a
// network.
func (c *Client) NetworkAddresses(ctx context.Context, id, label string) (Document, error) {
	r := Request{Op: "list addresses", Path: rest.Path("servers", id, "ips", label)}
	if err := checkID(r, id, label); err != nil {
		return Document{}, err
	}
	resp, err := c.compute.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	raw, err := oneNetwork(resp.JSON, label)
	if err != nil {
		return Document{}, resp.Garbled(&transport.AnswerError{Message: "it holds no network's addresses", Err: err})
	}
	return Document{Raw: raw, XML: resp.XML()}, nil
}

// oneNetwork makes {"label":[…]} of a network's document: it is one, or the guide's {"network":{"id":"label","ip":[…]}}.
func oneNetwork(doc jsontext.Value, label string) (jsontext.Value, error) {
	var guide struct {
		Network struct {
			ID string         `json:"id"`
			IP jsontext.Value `json:"ip"`
		} `json:"network"`
	}
	if err := api.Unmarshal(doc, &guide); err == nil && guide.Network.IP.Kind() == '[' {
		return api.WithMember(jsontext.Value("{}"), cmp.Or(guide.Network.ID, label), guide.Network.IP)
	}
	var lists map[string]jsontext.Value
	if err := api.Unmarshal(doc, &lists); err != nil {
		return nil, err
	}
	for name, list := range lists {
		if list.Kind() == '[' && (name == label || len(lists) == 1) {
			return api.WithMember(jsontext.Value("{}"), name, list)
		}
	}
	return nil, errors.New("no list of addresses")
}
