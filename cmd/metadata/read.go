package metadata

import (
	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// listItems is `metadata list` (guide 2.7.1).
func listItems() change {
	return change{
		verb: "list", aliases: []string{"show"}, short: "List the metadata of a server or an image",
		example: "  novactl metadata list server web-1 -o json",
		run: func(c request) error {
			if len(c.rest) > 0 {
				return fail.Usagef("unexpected argument %q: metadata get reads single items", c.rest[0])
			}
			doc, err := c.Client.Metadata(c.ctx(), c.of, c.owner.ID)
			if err != nil {
				return err
			}
			return c.show(doc)
		},
	}
}

// get is `metadata get` (guide 2.7.4).
func get() change {
	return change{
		verb: "get", args: " KEY...", minArgs: 1, short: "Read single metadata items",
		long:    "Read single items. The value of one key is printed alone, unless -o asks for a format.",
		example: "  role=$(novactl metadata get server web-1 role)",
		run: func(c request) error {
			var found api.Metadata
			var errs []error
			for _, key := range c.rest {
				value, err := c.Client.MetadataItem(c.ctx(), c.of, c.owner.ID, key)
				if err != nil {
					errs = append(errs, &fail.OpError{Op: "get the metadata item", Ref: key, Err: err})
					continue
				}
				found = append(found, api.Pair{Key: key, Value: value})
			}
			if len(errs) > 0 {
				return fail.Join(errs)
			}
			if len(found) == 1 && c.byHabit {
				return c.App.Streams.Print(found[0].Value + "\n")
			}
			view := documentView
			if len(found) == 1 {
				view.One = "meta" // its root in the guide
			}
			return c.showAs(view, client.Document{Raw: pairs(found)})
		},
	}
}

// pairs is metadata as the JSON object that it is on the wire.
func pairs(m api.Metadata) []byte {
	doc, _ := json.Marshal(m) // strings always encode
	return doc
}
