package build

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// rebuildFlags are what the flags of rebuild are bound to.
type rebuildFlags struct {
	buildFlags
	name, flavor string
}

// Rebuild returns `server rebuild` (guide 2.3.3).
func Rebuild(a *app.App, of Nouns) *cobra.Command {
	return verb.Act[*rebuildFlags]{
		Noun:     of.Server,
		Verb:     "rebuild",
		Short:    "Make servers anew from an image",
		Long:     "Rebuild servers: the image takes the place of everything on their disks. Their ids and addresses stay.",
		Example:  `  novactl server rebuild web-1 --image "Debian 7 (Wheezy)" --yes --wait`,
		Destroys: "all that is stored there",
		Flags: func(fs *flagset.Set) *rebuildFlags {
			f := &rebuildFlags{}
			fs.String(&f.name, "name", "the new `name`")
			fs.String(&f.flavor, "flavor", "the `flavor` that the guide asks for; clouds ignore it", of.Flavor.Flag(a))
			f.buildFlags.add(a, fs, of.Image)
			return f
		},
		Prepare: func(in app.Invocation, f *rebuildFlags) (verb.Do, error) { return f.prepare(in, of) },
		Ready:   true,
		Goal:    func(verb.Accepted) wait.Goal { return client.OutOfError(client.GoalRunning()) },
	}.Command(a)
}

func (f *rebuildFlags) prepare(in app.Invocation, of Nouns) (verb.Do, error) {
	ctx := in.Cmd.Context()
	spec, err := f.read(ctx, in.App)
	if err != nil {
		return nil, err
	}
	if spec.image == "" {
		return nil, &fail.UsageError{Message: "a rebuild needs --image", Advice: "see novactl image list"}
	}
	req := api.Rebuild{
		Name:       f.name,
		AccessIPv4: spec.accessIPv4, AccessIPv6: spec.accessIPv6, DiskConfig: spec.diskConfig,
		Metadata: spec.metadata, Personality: spec.files,
	}
	err = ref.AtOnce(func() (err error) {
		req.ImageRef, err = of.Image.ResolveRef(ctx, in, spec.image)
		return err
	}, func() (err error) {
		req.FlavorRef, err = of.Flavor.ResolveShown(ctx, in, f.flavor)
		return err
	})
	return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
		req := req // each has its own password
		req.AdminPass = spec.adminPass()
		doc, err := in.Client.Rebuild(ctx, t.ID, req)
		if err != nil {
			if req.ImageRef, err = otherImage(ctx, in.Client, of.Image, req.ImageRef, err); err == nil {
				doc, err = in.Client.Rebuild(ctx, t.ID, req)
			}
		}
		if err != nil {
			return verb.Accepted{Resource: t, AdminPass: req.AdminPass}, err // it counts if the answer alone was lost
		}
		answer, err := verb.Read[api.Server](in.App.Streams, "the answer", doc.Raw)
		return verb.Accepted{Resource: t, AdminPass: answer.AdminPass, Doc: doc.Raw}, err
	}, err
}
