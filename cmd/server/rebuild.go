package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// rebuild is `server rebuild` (guide 2.3.3).
func rebuild(a *app.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:     noun,
		Verb:     "rebuild",
		Short:    "Make servers anew from an image",
		Long:     "Rebuild servers: the image takes the place of everything on their disks. Their ids and addresses stay.",
		Example:  `  novactl server rebuild web-1 --image "Debian 7 (Wheezy)" --yes --wait`,
		Destroys: "all that is stored there",
		Flags: func(a *app.App, cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("name", "", "the new `name`")
			f.String("flavor", "", "the `flavor` that the guide asks for; clouds ignore it")
			addBuildFlags(a, cmd)
		},
		Prepare: prepareRebuild,
		Goal:    func(verb.Accepted) client.Goal { return client.OutOfError(client.GoalRunning()) },
	}.Command(a)
}

func prepareRebuild(in app.Invocation) (verb.Do, error) {
	ctx := in.Cmd.Context()
	spec, err := readBuildFlags(in.App, in.Cmd)
	if err != nil {
		return nil, err
	}
	if spec.image == "" {
		return nil, &fail.UsageError{Message: "a rebuild needs --image", Advice: "see novactl image list"}
	}
	image, err := ref.Images.ResolveRef(ctx, in.Client, spec.image)
	if err != nil {
		return nil, err
	}
	flavorName, _ := in.Cmd.Flags().GetString("flavor")
	flavor, err := ref.Flavors.ResolveFlag(ctx, in.Client, flavorName)
	name, _ := in.Cmd.Flags().GetString("name")
	req := api.Rebuild{
		Name: name, ImageRef: image, FlavorRef: flavor,
		AccessIPv4: spec.accessIPv4, AccessIPv6: spec.accessIPv6, DiskConfig: spec.diskConfig,
		Metadata: spec.metadata, Personality: spec.files,
	}
	return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
		req.AdminPass = spec.adminPass()
		doc, err := in.Client.Rebuild(ctx, t.ID, req)
		if err != nil {
			if req.ImageRef, err = otherImage(ctx, in.Client, req.ImageRef, err); err == nil {
				doc, err = in.Client.Rebuild(ctx, t.ID, req)
			}
		}
		if err != nil {
			return verb.Accepted{Resource: t, AdminPass: req.AdminPass}, err // it counts if the answer alone was lost
		}
		answer, err := verb.Decode[api.Server](doc.Raw)
		return verb.Accepted{Resource: t, AdminPass: answer.AdminPass, Doc: doc.Raw}, err
	}, err
}
