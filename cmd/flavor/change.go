package flavor

import (
	"context"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
)

// flavors is where they are made and deleted.
var flavors = client.ResourceType{Noun: "flavor", Path: "/flavors", One: "flavor", Many: "flavors"}

// describedFrom is the microversion from which on flavors have descriptions.
const describedFrom = 55

// specsFrom is the microversion from which on a flavor has its extra specs in its document.
const specsFrom = 61

// withDescription is flavors, for a request that has these members.
func withDescription(members map[string]any) client.ResourceType {
	t := flavors
	if _, described := members["description"]; described {
		t.Since = describedFrom
	}
	return t
}

// specs are the extra specs of a flavor.
func specs(id string) client.ResourceType {
	return client.ResourceType{Noun: "property", Path: rest.Path("flavors", id, "os-extra_specs"), One: "extra_specs"}
}

var description = resource.Field{Flag: "description", Member: "description", Kind: resource.Null, Usage: "what it is for, a `text`: from 2.55 of the API on"}

// createFlavor is `flavor create`.
func createFlavor(a *app.App) *cobra.Command {
	fields := []resource.Field{
		{Flag: "ram", Member: "ram", Kind: resource.Number, Needed: true, Usage: "memory, in `MB`"},
		{Flag: "vcpus", Member: "vcpus", Kind: resource.Number, Needed: true, Usage: "virtual processors, a `number`"},
		{Flag: "disk", Member: "disk", Kind: resource.Number, Usage: "system disk, in `GB` (0: as large as the image)"},
		{Flag: "ephemeral", Member: "OS-FLV-EXT-DATA:ephemeral", Kind: resource.Number, Usage: "data disk, in `GB`"},
		{Flag: "swap", Member: "swap", Kind: resource.Number, Usage: "swap space, in `MB`"},
		{Flag: "id", Member: "id", Usage: "its `id` (default: a UUID)"},
		{Flag: "private", Member: "os-flavor-access:is_public", Kind: resource.No, Usage: "only projects that have access use it: see flavor access"},
		{Flag: "property", Kind: resource.Texts, Usage: "an extra spec, `key=value`, which the scheduler reads; may be repeated"},
		description,
	}
	return verb.Create[*resource.Values]{
		Noun: noun, Operand: "NAME", Short: "Create a flavor, for administrators", Long: "Create a flavor. For administrators.",
		Flags: func(fs *flagset.Set) *resource.Values { return resource.Bind(a, fs, fields) },
		Prepare: func(in app.Invocation, v *resource.Values) (verb.Make, error) {
			members, err := v.Members(in.Cmd.Context(), in.Client)
			if err != nil {
				return nil, err
			}
			properties, err := propertiesOf(v)
			if err != nil {
				return nil, err
			}
			if len(properties) > 0 {
				in.App.PrintsFirst("what sets the properties")
			}
			members["name"] = in.Names[0]
			if members["disk"] == nil {
				members["disk"] = 0
			}
			return func(ctx context.Context) (client.Document, error) {
				doc, err := in.Client.CreateResource(ctx, withDescription(members), members)
				if err != nil || len(properties) == 0 {
					return doc, err
				}
				id, err := rest.ItemID(doc.Raw)
				if err == nil {
					err = setSpecs(ctx, in.Client, id, properties)
				}
				if err != nil {
					return doc, &fail.OpError{Op: "set the properties of flavor", Ref: id, Err: err, Advice: "the flavor is there without them: novactl flavor set " + id + " --property"}
				}
				return withSpecs(ctx, in.Client, id)
			}, nil
		},
	}.Command(a)
}

// withSpecs reads a flavor with its extra specs, which Nova shows from 2.61 on; of an older one without them.
func withSpecs(ctx context.Context, c *client.Client, id string) (client.Document, error) {
	r := client.Request{Op: "get flavor", Path: rest.Path("flavors", id), Since: specsFrom}
	if doc, err := c.Resources(flavors).Document(ctx, r, flavors.One); err == nil {
		return doc, nil
	}
	return c.GetFlavor(ctx, id)
}

// propertiesOf are those of --property.
func propertiesOf(v *resource.Values) (map[string]any, error) {
	pairs, err := flagset.ParsePairs("--property", v.Texts("property"))
	properties := map[string]any{}
	for _, p := range pairs {
		properties[p.Key] = p.Value
	}
	return properties, err
}

func setSpecs(ctx context.Context, c *client.Client, id string, properties map[string]any) error {
	if len(properties) == 0 {
		return nil
	}
	body, err := json.Marshal(properties, json.Deterministic(true))
	if err != nil {
		return err
	}
	t := specs(id) // the answer says what was sent: it isn't read
	r := client.Request{Op: "set the properties of flavor", Method: http.MethodPost, Path: t.Path, Root: t.One, Body: jsontext.Value(body)}
	return c.Resources(t).Send(ctx, r)
}

// specKeys are the keys of a flavor's extra specs.
func specKeys(ctx context.Context, c *client.Client, id string) ([]string, error) {
	t := specs(id)
	doc, err := c.Resources(t).Document(ctx, client.Request{Op: "get the properties of flavor", Path: t.Path}, t.One)
	if err != nil {
		return nil, err
	}
	var m api.Metadata
	_, err = api.Read(doc.Raw, &m)
	keys := make([]string, len(m))
	for i, p := range m {
		keys[i] = p.Key
	}
	return keys, err
}

// setFlavor is `flavor set`.
func setFlavor(a *app.App) *cobra.Command {
	keys := ref.Words(Finder, "extra specs", specKeys)
	set := keys
	set.End = "="
	fields := []resource.Field{
		{Flag: "property", Kind: resource.Texts, Complete: set.Complete(a, 0), Usage: "set an extra spec, `key=value`; may be repeated"},
		{Flag: "remove-property", Kind: resource.Texts, Complete: keys.Complete(a, 0), Usage: "remove the extra spec with this `key`; may be repeated"},
		description,
	}
	return verb.Act[*resource.Values]{
		Noun: noun, Verb: "set", Short: "Change flavors, for administrators",
		Long:  "Change what the scheduler reads of flavors, and their descriptions. Sizes can't be changed: servers have them already. For administrators.",
		Flags: func(fs *flagset.Set) *resource.Values { return resource.Bind(a, fs, fields) },
		Prepare: func(in app.Invocation, v *resource.Values) (verb.Do, error) {
			members, err := v.Members(in.Cmd.Context(), in.Client)
			if err != nil {
				return nil, err
			}
			properties, err := propertiesOf(v)
			if err != nil {
				return nil, err
			}
			removed := v.Texts("remove-property")
			if len(members)+len(properties)+len(removed) == 0 {
				return nil, fail.Usagef("nothing to change: give one of the flags (see --help)")
			}
			return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
				steps := []func() error{func() (err error) {
					if len(members) > 0 {
						_, err = in.Client.UpdateResource(ctx, withDescription(members), r.ID, members)
					}
					return err
				}, func() error { return setSpecs(ctx, in.Client, r.ID, properties) }}
				for _, key := range removed {
					steps = append(steps, func() error { return fail.Op("remove property", key, in.Client.DeleteResource(ctx, specs(r.ID), key)) })
				}
				return verb.Accepted{Resource: r}, fail.InTurn(steps...)
			}, nil
		},
	}.Command(a)
}

// removeFlavor is `flavor delete`.
func removeFlavor(a *app.App) *cobra.Command {
	return verb.Delete{
		Noun: noun, Short: "Delete flavors, for administrators", Long: "Delete flavors. Servers that have them stay as they are. For administrators.",
		Destroys: "what new servers are made by",
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteResource(ctx, flavors, id)
		},
	}.Command(a)
}
