package metadata

import (
	"context"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// listItems is `metadata list` (guide 2.7.1).
func listItems() change {
	return change{
		verb: "list", looks: true, aliases: []string{"show"}, short: "List the metadata of a server or an image",
		example: "  novactl metadata list server web-1 -o json",
		run: func(c request) error {
			if len(c.rest) > 0 {
				return fail.Usagef("unexpected argument %q: metadata get reads single items", c.rest[0])
			}
			return c.look(func(ctx context.Context) (client.Document, error) {
				return c.Client.Metadata(ctx, c.of, c.owner.ID)
			}, c.show)
		},
	}
}

// get is `metadata get` (guide 2.7.4).
func get() change {
	return change{
		verb: "get", looks: true, args: " KEY...", minArgs: 1, short: "Read single metadata items",
		long:    "Read single items. The value of one key is printed alone, unless -o asks for a format.",
		example: "  role=$(novactl metadata get server web-1 role)",
		run: func(c request) error {
			var found api.Metadata
			return c.look(func(ctx context.Context) (_ client.Document, err error) {
				found, err = c.items(ctx)
				return client.Document{Raw: pairs(found)}, err
			}, func(doc client.Document) error {
				view := documentView
				if len(found) == 1 {
					if c.byHabit {
						return c.App.Streams.Print(found[0].Value + "\n")
					}
					view.One = "meta" // its root in the guide
				}
				return c.showAs(view, doc)
			})
		},
	}
}

// items reads the items that are asked for.
func (c request) items(ctx context.Context) (found api.Metadata, err error) {
	var errs []error
	for _, key := range c.rest {
		value, err := c.Client.MetadataItem(ctx, c.of, c.owner.ID, key)
		if err != nil {
			errs = append(errs, &fail.OpError{Op: "get the metadata item", Ref: key, Err: err})
			continue
		}
		found = append(found, api.Pair{Key: key, Value: value})
	}
	return found, fail.Join(errs)
}

// pairs is metadata as the JSON object that it is on the wire.
func pairs(m api.Metadata) []byte {
	doc, _ := json.Marshal(m) // strings always encode
	return doc
}
