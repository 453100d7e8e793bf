package image

import (
	"fmt"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/pattern"
)

// memberType are the projects that an image is shared with.
var memberType = resource.Type{
	ResourceType: client.ResourceType{Noun: "member", Service: "image", Path: "/members", Many: "members", Whole: true},
	ID:           "member_id",
	Columns: []resource.Column{
		{Name: "Project", Member: "member_id", Help: "id of the project that it is shared with"},
		{Name: "Status", Member: "status", Help: "what that project made of it: pending, accepted or rejected"},
		{Name: "Image", Member: "image_id", In: resource.Wide, Help: "id of the image"},
		{Name: "Created", Member: "created_at", In: resource.Wide, Help: "since when it is shared"},
		{Name: "Updated", Member: "updated_at", In: resource.Wide, Help: "when the status changed"},
	},
}

func members(a *app.App) *cobra.Command {
	return verb.Group("member", "Work on the projects that images are shared with",
		resource.Part{
			Of: Finder, Use: "list IMAGE", What: "list the members of", Short: "List the projects that an image is shared with", Shows: &memberType,
			Run: func(r *resource.Run) error {
				return r.List(r.Client.ListResources(r.Cmd.Context(), r.Below(memberType.ResourceType, "images"), nil, 0))
			},
		}.Command(a),
		answer(a, "accept", "accepted", "Take an image that another project shares: it shows in lists"),
		answer(a, "reject", "rejected", "Refuse an image that another project shares: it shows in no list"))
}

// answer is a command that says what a project makes of an image.
func answer(a *app.App, name, status, short string) *cobra.Command {
	return resource.Part{
		Of: Finder, Use: name + " IMAGE", What: name, Short: short, Shows: &memberType,
		Long: short + ". Until it is accepted an image is in no list, so it goes by its id.",
		Acts: true, Repeatable: true,
		Fields: []resource.Field{{Flag: "project", IDs: resource.Projects(), Usage: "the `id` of another project: for administrators (default: the own)"}},
		Run: func(r *resource.Run) error {
			project := r.Values.Text("project")
			if project == "" {
				s, err := r.Client.Session(r.Cmd.Context())
				if err != nil {
					return err
				}
				project = s.TenantID
			}
			return r.Show(r.Client.UpdateResource(r.Cmd.Context(), r.Below(memberType.ResourceType, "images"), project, map[string]any{"status": status}))
		},
	}.Command(a)
}

// share is `image share`.
func share(a *app.App) *cobra.Command {
	return resource.Part{
		Of: Finder, Use: "share IMAGE PROJECT", Args: verb.ExactArgs(2), Then: resource.Projects().Complete(a, 2), What: "share", Short: "Share an image with a project", Shows: &memberType,
		Long: `Share an image with a project, by its id or, for who may look projects up, by its name. The project uses it by its id at once, and sees it
in lists when it has accepted it.`,
		Example: "  novactl image share debian 5f705771d23c4ba496cb3ce2d1c0ee2f",
		Acts:    true, Prepare: findProject,
		Run: func(r *resource.Run) error {
			doc, err := r.Client.CreateResource(r.Cmd.Context(), r.Below(memberType.ResourceType, "images"), map[string]any{"member": r.Args[0]})
			return r.Show(doc, explainMembers(r, err))
		},
	}.Command(a)
}

// unshare is `image unshare`.
func unshare(a *app.App) *cobra.Command {
	return resource.Part{
		Of: Finder, Use: "unshare IMAGE PROJECT", Args: verb.ExactArgs(2), Then: memberType.Under(Finder, "images").Complete(a, 0), What: "unshare", Short: "Share an image with a project no more",
		Long: "Share an image with a project no more. What was made of it stays.",
		Acts: true, Prepare: findProject,
		Run: func(r *resource.Run) error {
			return r.Client.DeleteResource(r.Cmd.Context(), r.Below(memberType.ResourceType, "images"), r.Args[0])
		},
	}.Command(a)
}

// findProject puts the id of the project in place of its name.
func findProject(r *resource.Run) error {
	id, err := projectID(r, r.Args[0])
	r.Args = []string{id}
	return err
}

// projectForm is how Keystone writes the id of a project, and Rackspace that of a tenant.
var projectForm = pattern.Lazy(`^([0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9]{5,})$`)

// projectID is the id of a project. Glance shares with any word (fact 72), so what isn't written as an id is looked up, by those who may.
func projectID(r *resource.Run, word string) (string, error) {
	if projectForm().MatchString(word) {
		return word, nil
	}
	var ids []string
	for raw, err := range r.Client.ListResources(r.Cmd.Context(), resource.ProjectType(), url.Values{"name": {word}}, 0) {
		item, err := resource.Read(raw, err)
		if transport.Status(err) == 403 {
			return "", fail.Usagef("%q is no id of a project, and only administrators may look a name up", word)
		}
		if err != nil {
			return "", err
		}
		ids = append(ids, item.Text("id"))
	}
	switch len(ids) {
	case 1:
		return ids[0], nil
	case 0:
		return "", fail.Usagef("there is no project %q", word)
	}
	return "", fail.Usagef("there are %d projects %q: use an id", len(ids), word)
}

// explainMembers says how an image gets members that has none as it is: Glance says only that it isn't allowed.
func explainMembers(r *resource.Run, err error) error {
	if transport.Status(err) != 403 {
		return err
	}
	doc, failed := imageDocument(r.Cmd.Context(), r.Client.Glance(), r.Of.ID)
	item, failed := resource.Read(doc.Raw, failed)
	if visibility := item.Text("visibility"); failed == nil && visibility != "" && visibility != "shared" {
		return fmt.Errorf("%w; its visibility is %s: first novactl image set %s --visibility shared", err, visibility, r.Of.ID)
	}
	return err
}
