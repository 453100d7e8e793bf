package metadata

import (
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// set is `metadata set`: one pair by its own URI, several in one request (guide 2.7.5, 2.7.3).
func (m maker) set() *cobra.Command {
	return m.command("update", resource.Part{
		Use: "set server|image NAME KEY=VALUE...", What: "set the metadata of", Args: verb.MinArgs(2),
		Short: "Set metadata items, and leave the others as they are",
		Long:  "Set metadata items, and leave the others as they are.",
		Example: `  novactl metadata set server web-1 role=web
  novactl metadata set server 'web-*' role=web
  novactl metadata set image backup-1 kind=nightly keep=7`,
		View: &itemView, Acts: true, Prepare: checkPairs, Repeatable: true,
	}, func(r *resource.Run, of string) error {
		m, err := flagset.ParsePairs("metadata", r.Args)
		if err != nil {
			return err
		}
		ctx, doc := r.Cmd.Context(), client.Document{}
		if len(m) == 1 {
			doc.Raw, err = pairs(m), r.Client.SetMetadataItem(ctx, of, r.Of.ID, m[0].Key, m[0].Value)
		} else {
			doc, err = r.Client.UpdateMetadata(ctx, of, r.Of.ID, m)
		}
		return leave(r, doc, err)
	})
}

// replace is `metadata replace` (guide 2.7.2).
func (m maker) replace() *cobra.Command {
	return m.command("", resource.Part{
		Use: "replace server|image NAME [KEY=VALUE...]", What: "replace the metadata of", Args: verb.MinArgs(1),
		Short:   "Replace all metadata",
		Long:    "Replace all metadata by the pairs given: every other item is lost. Without a pair nothing is left.",
		Example: "  novactl metadata replace server web-1 role=db --yes",
		View:    &itemView, Acts: true, Prepare: checkPairs, Destroys: "what it was", Repeatable: true,
	}, func(r *resource.Run, of string) error {
		m, err := flagset.ParsePairs("metadata", r.Args)
		if err != nil {
			return err
		}
		doc, err := r.Client.ReplaceMetadata(r.Cmd.Context(), of, r.Of.ID, m)
		return leave(r, doc, err)
	})
}

// remove is `metadata delete` (guide 2.7.6).
func (m maker) remove() *cobra.Command {
	return m.command("unset", resource.Part{
		Use: "delete server|image NAME KEY...", What: "delete metadata of", Args: verb.MinArgs(2),
		Short:   "Delete metadata items",
		Long:    "Delete metadata items. A cloud on MariaDB deletes those of a server whose keys differ in capitals alone, too.",
		Example: "  novactl metadata delete server web-1 role --yes",
		Acts:    true, Destroys: "the items {}", Repeatable: true,
	}, func(r *resource.Run, of string) error {
		var errs []error
		for _, key := range r.Args {
			errs = append(errs, r.Op(key, r.Client.DeleteMetadataItem(r.Cmd.Context(), of, r.Of.ID, key)))
		}
		return fail.Join(errs)
	})
}

// checkPairs refuses arguments that are no pairs before anything is done.
func checkPairs(r *resource.Run) error {
	_, err := flagset.ParsePairs("metadata", r.Args)
	return err
}

// leave leaves metadata to be printed: of several resources its items, of one what list prints.
func leave(r *resource.Run, doc client.Document, err error) error {
	if err != nil {
		return err
	}
	return r.Leave(rows(r.App.Streams, doc.Raw), func(o output.Options, _ []jsontext.Value) error { return show(r.App.Streams, o, root, doc) })
}
