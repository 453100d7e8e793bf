package metadata

import (
	"context"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// list is `metadata list` (guide 2.7.1).
func (m maker) list() *cobra.Command {
	return m.command("show", resource.Part{
		Use: "list server|image NAME", What: "list the metadata of", Args: verb.ExactArgs(1),
		Short: "List the metadata of a server or an image", Example: "  novactl metadata list server web-1 -o json",
		View: &itemView, Watches: "metadata",
	}, func(r *resource.Run, of string) error {
		return look(r, root, func(ctx context.Context) (client.Document, error) { return r.Client.Metadata(ctx, of, r.Of.ID) })
	})
}

// get is `metadata get` (guide 2.7.4).
func (m maker) get() *cobra.Command {
	return m.command("", resource.Part{
		Use: "get server|image NAME KEY...", What: "get the metadata of", Args: verb.MinArgs(2), Short: "Read single metadata items",
		Long:    "Read single items. The value of one key is printed alone, unless -o asks for a format.",
		Example: "  role=$(novactl metadata get server web-1 role)",
		View:    &itemView, Watches: "metadata",
	}, func(r *resource.Run, of string) error {
		one := root
		if len(r.Args) == 1 {
			one = "meta" // its root in the guide
		}
		return look(r, one, func(ctx context.Context) (client.Document, error) {
			found, err := items(ctx, r, of)
			return client.Document{Raw: pairs(found)}, err
		})
	})
}

// root is the root of metadata in the guide.
const root = "metadata"

// look prints what read reads, once or as often as --watch says.
func look(r *resource.Run, root string, read func(context.Context) (client.Document, error)) error {
	return r.LookAt(watch.Document{
		Read: read,
		Rows: func(raw jsontext.Value) verb.Items { return rows(r.App.Streams, raw) },
		Print: func(doc client.Document) error {
			var m api.Metadata
			if root != "metadata" && r.App.ByHabit(r.Cmd, r.Options()) && api.Unmarshal(doc.Raw, &m) == nil && len(m) == 1 {
				return r.App.Streams.Print(m[0].Value + "\n")
			}
			return show(r.App.Streams, r.Options(), root, doc)
		},
	})
}

// items reads the items that are asked for.
func items(ctx context.Context, r *resource.Run, of string) (found api.Metadata, err error) {
	var errs []error
	for _, key := range r.Args {
		value, err := r.Client.MetadataItem(ctx, of, r.Of.ID, key)
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
