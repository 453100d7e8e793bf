package admin

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
)

var aggregates = resource.Type{
	ResourceType: client.ResourceType{Noun: "aggregate", Path: "/os-aggregates", One: "aggregate", Many: "aggregates", Whole: true},
	ID:           "id",
	Columns: []resource.Column{
		{Name: "ID", Member: "id", Help: "its number"},
		{Name: "Name", Member: "name", Help: "its name"},
		{Name: "Zone", Member: "availability_zone", Help: "the availability zone that it is"},
		{Name: "Hosts", Member: "hosts", Help: "the hosts that are in it"},
		{Name: "Metadata", Member: "metadata", In: resource.Wide, Help: "what flavors can ask for"},
		{Name: "UUID", Member: "uuid", In: resource.Detail, Help: "its UUID"},
	},
}

// Aggregate is the noun with its verbs.
func Aggregate(a *app.App) *cobra.Command {
	zone := resource.Field{Flag: "zone", Member: "availability_zone", Names: ZoneFinder(), Usage: "the availability `zone` that it is"}
	hosts := func(name, action, short string, hosts cobra.CompletionFunc) *cobra.Command {
		return aggregates.Act(a, resource.Act{
			Verb: name, Operand: "HOST", Operands: hosts, Short: short,
			Do: func(ctx context.Context, in app.Invocation, id string, _ map[string]any) (client.Document, error) {
				return actOnAggregate(ctx, in.Client, id, action, map[string]any{"host": in.Operand})
			},
		})
	}
	keys := ref.Words(aggregates.Finder(), "properties", propertyKeys)
	set := keys
	set.End = "="
	return verb.Group("aggregate", "Work on host aggregates, for administrators",
		aggregates.List(a, resource.List{Short: "List host aggregates"}),
		aggregates.Show(a, "Show a host aggregate in detail", ""),
		aggregates.Create(a, resource.Create{Operand: "NAME", Short: "Create a host aggregate", Fields: []resource.Field{zone}}),
		aggregates.Act(a, resource.Act{
			Verb: "set", Short: "Change host aggregates",
			Long: "Change host aggregates. What the scheduler compares with the extra specs of flavors are their properties: Nova calls them metadata.",
			Fields: []resource.Field{
				{Flag: "name", Member: "name", Usage: "the new `name`"}, zone,
				{Flag: "property", Member: "metadata", Kind: resource.Pairs, Complete: set.Complete(a, 0), Usage: "set a property, `key=value`; may be repeated"},
				{Flag: "remove-property", Member: "removed", Kind: resource.Texts, Complete: keys.Complete(a, 0), Usage: "remove the property with this `key`; may be repeated"},
				{Flag: "no-property", Member: "none", Kind: resource.Yes, Usage: "remove all properties that it has but its zone"},
			},
			Do: setAggregate,
		}),
		hosts("add-host", "add_host", "Put a host into aggregates", Hosts().Complete(a, 0)),
		hosts("remove-host", "remove_host", "Take a host from aggregates", ref.Words(aggregates.Finder(), "hosts", hostsOf).Complete(a, 0)),
		aggregates.Delete(a, "Delete host aggregates", "the properties and the list of hosts", ""))
}

// setAggregate changes members of an aggregate, and then its metadata, which are changed by an action of their own.
func setAggregate(ctx context.Context, in app.Invocation, id string, given map[string]any) (doc client.Document, err error) {
	set, _ := given["metadata"].(map[string]string)
	metadata := map[string]any{}
	if given["none"] != nil {
		if doc, err = in.Client.GetResource(ctx, aggregates.ResourceType, id); err != nil {
			return doc, err
		}
		var has content
		if _, err = api.Read(doc.Raw, &has); err != nil {
			return doc, err
		}
		for key := range has.Metadata {
			metadata[key] = nil
		}
		delete(metadata, "availability_zone") // it is a property to Nova, and a member of its own
	}
	for key, value := range set {
		metadata[key] = value
	}
	removed, _ := given["removed"].([]string)
	for _, key := range removed {
		if _, both := set[key]; both {
			return doc, fail.Usagef("--property %s and --remove-property %s: one of them will do", key, key)
		}
		metadata[key] = nil
	}
	members := maps.Clone(given)
	for _, own := range []string{"metadata", "removed", "none"} {
		delete(members, own)
	}
	err = fail.InTurn(func() (err error) {
		if len(members) > 0 {
			doc, err = in.Client.UpdateResource(ctx, aggregates.ResourceType, id, members)
		}
		return err
	}, func() (err error) {
		if len(metadata) > 0 {
			doc, err = actOnAggregate(ctx, in.Client, id, "set_metadata", map[string]any{"metadata": metadata})
		}
		return err
	})
	return doc, err
}

// content is what an aggregate has that is completed.
type content struct {
	Metadata map[string]string `json:"metadata"`
	Hosts    []string          `json:"hosts"`
}

func contentOf(ctx context.Context, c *client.Client, id string) (has content, err error) {
	doc, err := c.GetResource(ctx, aggregates.ResourceType, id)
	if err == nil {
		_, err = api.Read(doc.Raw, &has)
	}
	return has, err
}

// propertyKeys are those of an aggregate.
func propertyKeys(ctx context.Context, c *client.Client, id string) ([]string, error) {
	has, err := contentOf(ctx, c, id)
	return slices.Sorted(maps.Keys(has.Metadata)), err
}

// hostsOf are the hosts that are in an aggregate.
func hostsOf(ctx context.Context, c *client.Client, id string) ([]string, error) {
	has, err := contentOf(ctx, c, id)
	return has.Hosts, err
}

// actOnAggregate sends an action, and returns the aggregate as it is after it.
func actOnAggregate(ctx context.Context, c *client.Client, id, action string, members map[string]any) (client.Document, error) {
	r := client.Request{Op: "change aggregate", Method: http.MethodPost, Path: rest.Path("os-aggregates", id, "action"), Root: action, Body: members}
	return c.Resources(aggregates.ResourceType).Document(ctx, r, aggregates.One)
}
