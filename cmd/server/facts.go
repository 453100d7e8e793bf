package server

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// filterKeys are what --filter chooses servers by, beside what every noun has.
var filterKeys = []string{"image", "flavor", "ip", "task", "zone", "key"}

// facts reads what is known of a server.
func facts(doc jsontext.Value) (ref.Facts, error) {
	var s api.Server
	err := verb.Decode(doc, &s)
	if s.ID == "" && err != nil {
		return ref.Facts{}, err
	}
	more := map[string][]string{
		"image": {cell.RefID(s.Image)}, "flavor": {cell.RefID(s.Flavor)}, "ip": nil,
		"task": {s.TaskState.Value}, "zone": {s.Zone.Value}, "key": {s.KeyName.Value},
	}
	if name := cell.Flavor(s.Flavor); name != more["flavor"][0] { // it tells that alone
		more["flavor"] = []string{"", name}
	}
	for _, n := range s.Addresses {
		for _, a := range n.Addresses {
			more["ip"] = append(more["ip"], a.Addr)
		}
	}
	return ref.Facts{ID: s.ID, Name: s.Name, Status: s.Status, Created: s.Created, Address: reach(&s), Project: s.TenantID, Metadata: s.Metadata, More: more}, nil
}

// inDetail lists the servers in detail that fit.
func inDetail(ctx context.Context, c *client.Client, asked map[string]string) verb.Items {
	f := client.ServerFilter{Status: asked["status"], Image: asked["image"], Flavor: asked["flavor"], AllTenants: everywhere(ctx)}
	if prefix := asked[ref.NamePrefix]; prefix != "" {
		f.Name = client.NameBeginning(prefix)
	}
	return c.ListServers(ctx, f)
}
