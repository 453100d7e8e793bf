package resource

import (
	"context"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// ProjectType are the projects of a cloud, which administrators may list.
func ProjectType() client.ResourceType {
	return client.ResourceType{Noun: "project", Service: "identity", Path: "/projects", Many: "projects", Whole: true}
}

// Projects finds projects, for completion: all that there are or, for who may not list them, those of the user.
//
//go:noinline
func Projects() *ref.Finder {
	return &ref.Finder{Noun: "project", Names: func(ctx context.Context, c *client.Client) verb.Items {
		return func(yield func(jsontext.Value, error) bool) {
			for raw, err := range c.ListResources(ctx, ProjectType(), nil, 0) {
				if transport.Status(err) == http.StatusForbidden {
					own := ProjectType()
					own.Path = "/auth/projects"
					c.ListResources(ctx, own, nil, 0)(yield)
					return
				}
				if !yield(raw, err) {
					return
				}
			}
		}
	}}
}
