package metadata

import (
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/client"
)

// set is `metadata set`: one pair by its own URI, several in one request (guide 2.7.5, 2.7.3).
func set() change {
	return change{
		verb: "set", aliases: []string{"update"}, args: " KEY=VALUE...", minArgs: 1,
		short: "Set metadata items, and leave the others as they are",
		example: `  novactl metadata set server web-1 role=web
  novactl metadata set image backup-1 kind=nightly keep=7`,
		run: func(c request) error {
			m, err := flagset.ParsePairs("metadata", c.rest)
			if err != nil {
				return err
			}
			if len(m) == 1 {
				if err := c.Client.SetMetadataItem(c.ctx(), c.of, c.owner.ID, m[0].Key, m[0].Value); err != nil {
					return err
				}
				return c.show(client.Document{Raw: pairs(m)})
			}
			doc, err := c.Client.UpdateMetadata(c.ctx(), c.of, c.owner.ID, m)
			if err != nil {
				return err
			}
			return c.show(doc)
		},
	}
}

// replace is `metadata replace` (guide 2.7.2).
func replace() change {
	return change{
		verb: "replace", args: " [KEY=VALUE...]", destroys: true,
		short:   "Replace all metadata",
		long:    "Replace all metadata by the pairs given: every other item is lost. Without a pair nothing is left.",
		example: "  novactl metadata replace server web-1 role=db --yes",
		run: func(c request) error {
			m, err := flagset.ParsePairs("metadata", c.rest)
			if err != nil {
				return err
			}
			doc, err := c.Client.ReplaceMetadata(c.ctx(), c.of, c.owner.ID, m)
			if err != nil {
				return err
			}
			return c.show(doc)
		},
	}
}

// remove is `metadata delete` (guide 2.7.6).
func remove() change {
	return change{
		verb: "delete", aliases: []string{"unset"}, args: " KEY...", minArgs: 1, destroys: true,
		short:   "Delete metadata items",
		example: "  novactl metadata delete server web-1 role --yes",
		run: func(c request) error {
			var errs []error
			for _, key := range c.rest {
				if err := c.Client.DeleteMetadataItem(c.ctx(), c.of, c.owner.ID, key); err != nil {
					errs = append(errs, fail.Op("delete the metadata item", key, err))
				}
			}
			return fail.Join(errs)
		},
	}
}
