package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// rebuild is `server rebuild` (guide 2.3.3).
func rebuild(a *verb.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:     noun,
		Verb:     "rebuild",
		Short:    "Make servers anew from an image",
		Long:     "Rebuild servers: the image takes the place of everything on their disks. Their ids and addresses stay.",
		Example:  `  novactl server rebuild web-1 --image "Debian 7 (Wheezy)" --yes --wait`,
		Destroys: "all that is stored there",
		Flags: func(a *verb.App, cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("name", "", "the new `name`")
			f.String("flavor", "", "the `flavor` that the guide asks for; clouds ignore it")
			addBuildFlags(a, cmd)
		},
		Prepare: prepareRebuild,
		Goal:    func(verb.Accepted) client.Goal { return client.OutOfError(client.GoalRunning()) },
	}.Command(a)
}

func prepareRebuild(call verb.Call) (verb.Do, error) {
	ctx := call.Cmd.Context()
	spec, err := readBuildFlags(call.App, call.Cmd)
	if err != nil {
		return nil, err
	}
	if spec.image == "" {
		return nil, &verb.UsageError{Message: "a rebuild needs --image", Hint: "see novactl image list"}
	}
	image, err := verb.Images.ResolveRef(ctx, call.Client, spec.image)
	if err != nil {
		return nil, err
	}
	flavorName, _ := call.Cmd.Flags().GetString("flavor")
	flavor, err := verb.Flavors.ResolveFlag(ctx, call.Client, flavorName)
	name, _ := call.Cmd.Flags().GetString("name")
	req := api.Rebuild{
		Name: name, ImageRef: image, FlavorRef: flavor,
		AccessIPv4: spec.accessIPv4, AccessIPv6: spec.accessIPv6, DiskConfig: spec.diskConfig,
		Metadata: spec.metadata, Personality: spec.files,
	}
	return func(ctx context.Context, t verb.Target) (verb.Accepted, error) {
		req.AdminPass = spec.adminPass()
		doc, err := call.Client.Rebuild(ctx, t.ID, req)
		if err != nil {
			if req.ImageRef, err = otherImage(ctx, call.Client, req.ImageRef, err); err == nil {
				doc, err = call.Client.Rebuild(ctx, t.ID, req)
			}
		}
		if err != nil {
			return verb.Accepted{Target: t, AdminPass: req.AdminPass}, err // it counts if the answer alone was lost
		}
		answer, err := verb.Decode[api.Server](doc.Raw)
		return verb.Accepted{Target: t, AdminPass: answer.AdminPass, Doc: doc.Raw}, err
	}, err
}
