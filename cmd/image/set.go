package image

import (
	"context"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/images"
	"github.com/novactl/novactl/pkg/client/transport"
)

// setFields are what set changes.
func setFields(a *app.App) []resource.Field {
	keys, set := ref.MetadataOf(Finder), ref.MetadataOf(Finder)
	set.End = "="
	return []resource.Field{
		{Flag: "name", Member: "name", Usage: "the new `name`"},
		{Flag: "property", Kind: resource.Texts, Complete: set.Complete(a, 0), Usage: "set a property, `key=value`; may be repeated"},
		{Flag: "remove-property", Kind: resource.Texts, Complete: keys.Complete(a, 0), Usage: "remove the property with this `key`; may be repeated"},
		{Flag: "visibility", Member: "visibility", Words: visibilities, Usage: "`who` sees it: private, shared, community, public"},
		{Flag: "protected", Member: "protected", Kind: resource.Yes, Usage: "it can't be deleted"},
		{Flag: "unprotected", Member: "protected", Kind: resource.No, Usage: "it can be deleted"},
		{Flag: "hidden", Member: "os_hidden", Kind: resource.Yes, Usage: "it is in no list, and goes by its id"},
		{Flag: "unhidden", Member: "os_hidden", Kind: resource.No, Usage: "it is in lists again"},
		{Flag: "min-disk", Member: "min_disk", Kind: resource.Number, Usage: "the smallest disk, in `GB`, that a server made of it may have"},
		{Flag: "min-ram", Member: "min_ram", Kind: resource.Number, Usage: "the least memory, in `MB`, that such a server may have"},
		{Flag: "disk-format", Member: "disk_format", Words: diskFormats, Usage: "`format` of the disk, of an image without data"},
		{Flag: "tag", Kind: resource.Texts, Usage: "add a `tag`; may be repeated"},
		{Flag: "untag", Kind: resource.Texts, Complete: ref.Words(Finder, "tags", tagsOf).Complete(a, 0), Usage: "take a `tag` off; may be repeated"},
	}
}

// tagsOf are the tags of an image.
func tagsOf(ctx context.Context, c *client.Client, id string) ([]string, error) {
	doc, err := c.ShowImage(ctx, id)
	var i api.Image
	if err == nil {
		_, err = api.Read(doc.Raw, &i)
	}
	return i.Tags, err
}

// set is `image set`.
func set(a *app.App) *cobra.Command {
	return verb.Act[*resource.Values]{
		Noun: ofService(), Verb: "set", Repeatable: true,
		Short: "Change images",
		Long:  "Change what the image service says of images: names, properties, tags, and who sees them.",
		Example: `  novactl image set debian --property os_distro=debian --min-disk 3
  novactl image set debian --visibility shared --tag lts --unprotected`,
		Flags: func(fs *flagset.Set) *resource.Values { return resource.Bind(a, fs, setFields(a)) },
		Prepare: func(in app.Invocation, v *resource.Values) (verb.Do, error) {
			members, err := v.Members(in.Cmd.Context(), in.Client)
			if err != nil {
				return nil, err
			}
			if err := addProperties(members, "--property", v.Texts("property")); err != nil {
				return nil, err
			}
			for _, key := range v.Texts("remove-property") {
				if images.IsMember(key) {
					return nil, fail.Usagef("--remove-property %s: it is a member of every image", key)
				}
				members[key] = nil
			}
			tags := map[string]bool{}
			for _, tag := range v.Texts("untag") {
				tags[tag] = false
			}
			for _, tag := range v.Texts("tag") {
				tags[tag] = true
			}
			if len(members)+len(tags) == 0 {
				return nil, fail.Usagef("nothing to change: give one of the flags (see --help)")
			}
			return change(in, members, tags), nil
		},
	}.Command(a)
}

// change changes members and tags of an image.
func change(in app.Invocation, members map[string]any, tags map[string]bool) verb.Do {
	glance := in.Client.Glance()
	return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
		steps := []func() error{func() error { return glance.Change(ctx, r.ID, maps.Clone(members)) }}
		for _, tag := range slices.Sorted(maps.Keys(tags)) {
			steps = append(steps, func() error {
				err := glance.SetTag(ctx, r.ID, tag, tags[tag])
				if !tags[tag] && transport.IsNotFound(err) { // it hasn't got it
					return nil
				}
				return fail.Op("tag image", tag, err)
			})
		}
		return verb.Accepted{Resource: r}, fail.InTurn(steps...)
	}
}

// ofService is images as the image service itself shows them, with what Nova's proxy leaves out.
func ofService() verb.Noun {
	n, finder := noun, *Finder
	finder.Get = func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return imageDocument(ctx, c.Glance(), id)
	}
	n.Finder = &finder
	return n
}
