package image

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/images"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// sha512Name is what Glance calls the hash that it makes unless its settings say otherwise.
const sha512Name = "sha512"

// cleanUpTime is how long an image without data may take to be deleted, after an interrupt too.
const cleanUpTime = 20 * time.Second

// upload is one run of `image create NAME` with --file or --url.
type upload struct {
	app.Invocation
	flags   *createFlags
	name    string
	glance  *images.Glance
	members map[string]any
}

func runUpload(in app.Invocation, f *createFlags, out app.OutputFlags) error {
	a, cmd, name := in.App, in.Cmd, in.Names[0]
	o, err := app.OutputFor(a, out, &view)
	if err != nil {
		return err
	}
	members, err := f.members(name)
	if err != nil {
		return err
	}
	u := &upload{Invocation: in, flags: f, name: name, members: members}
	send := u.importURL
	if f.url == "" {
		from, err := openSource(a.Streams, f.file)
		if err != nil {
			return err
		}
		defer from.close()
		if err := u.setFormat(from); err != nil {
			return err
		}
		send = func(id string) error { return u.upload(id, from) }
	}
	if u.Client, err = a.Client(cmd); err != nil {
		return err
	}
	u.glance = u.Client.Glance()
	if err := u.checkImport(); err != nil {
		return err
	}
	a.PrintsFirst("what sends the data")
	a.Final(u.Client)
	made, err := u.glance.Create(cmd.Context(), members)
	if err != nil {
		return err
	}
	if err := send(made.ID); err != nil {
		return u.cleanUp(made, err)
	}
	return u.print(made.ID, o)
}

// members are those of the image that the flags ask for.
func (f *createFlags) members(name string) (map[string]any, error) {
	members := map[string]any{"name": name, "container_format": f.containerFormat}
	if err := addProperties(members, "--property", append(slices.Clone(f.properties), f.meta...)); err != nil {
		return nil, err
	}
	if f.diskFormat != "" {
		members["disk_format"] = f.diskFormat
	}
	if f.visibility != "" {
		members["visibility"] = f.visibility
	}
	if f.protected {
		members["protected"] = true
	}
	if f.minDisk > 0 {
		members["min_disk"] = f.minDisk
	}
	if f.minRAM > 0 {
		members["min_ram"] = f.minRAM
	}
	if len(f.tags) > 0 {
		members["tags"] = f.tags
	}
	return members, nil
}

// setFormat sets the disk format that the data shows, where none was given, and warns where it shows another.
func (u *upload) setFormat(from *source) error {
	given := u.flags.diskFormat
	shown, err := from.format()
	switch {
	case err != nil && given == "":
		return err
	case given == "" && shown == "":
		u.members["disk_format"] = "raw"
		u.App.Streams.Notice("the data shows no disk format: it is taken for raw (--disk-format says otherwise)")
	case given == "":
		u.members["disk_format"] = shown
	case shown != "" && shown != given && shown != "iso":
		u.App.Streams.Notice("the data looks like %s, and --disk-format says %s: a server may not boot from it", shown, given)
	}
	return nil
}

// upload sends the data, and looks whether the cloud has what was sent.
func (u *upload) upload(id string, from *source) error {
	m := newMeter(u.App.Streams, u.name, "uploading", from.size)
	from.also = m
	err := u.glance.Upload(u.Cmd.Context(), id, from, from.size)
	m.stop()
	if transport.Status(err) == http.StatusUnsupportedMediaType { // what is in the request is called that too, where Glance looks at it (fact 72)
		return &fail.OpError{Op: "create image", Ref: u.name, Err: err, Advice: fmt.Sprintf("the cloud doesn't take the data for %v: see what it is (qemu-img info FILE), and --disk-format", u.members["disk_format"])}
	}
	if err != nil && !transport.IsUnavailable(err) {
		return err
	}
	now, seen := u.glance.Data(context.WithoutCancel(u.Cmd.Context()), id) // an answer that got lost may have been good
	switch sum := from.sum(); {
	case err != nil && (seen != nil || now.Status != "active" || now.Hash != sum):
		return err
	case seen != nil:
		return seen
	case now.Algorithm == sha512Name && now.Hash != sum:
		return fmt.Errorf("the cloud has other data than was sent: its SHA-512 is %s, not %s", now.Hash, sum)
	case now.Algorithm != sha512Name && (now.Size == nil || *now.Size != from.read):
		return fmt.Errorf("the cloud has other data than was sent: not %d bytes", from.read)
	}
	return nil
}

// cleanUp deletes the image that didn't get its data, and says so, or how to.
func (u *upload) cleanUp(made images.Data, err error) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(u.Cmd.Context()), cleanUpTime)
	defer stop()
	failed := error(nil)
	if u.flags.protected {
		failed = u.glance.Change(ctx, made.ID, map[string]any{"protected": false})
	}
	if failed == nil {
		failed = u.Client.DeleteImage(ctx, made.ID)
	}
	if failed != nil && !transport.IsNotFound(failed) {
		return &fail.OpError{Op: "create image", Ref: u.name, Err: err,
			Advice: "an image without data is left (" + failed.Error() + "); delete it with: novactl image delete " + made.ID}
	}
	u.App.Streams.Notice("nothing is left: the image %s, which got no data, is deleted", made.ID)
	return err
}

// checkImport complains where the cloud gets no images from URLs.
func (u *upload) checkImport() error {
	if u.flags.url == "" {
		return nil
	}
	if u.members["disk_format"] == nil {
		return fail.Usagef("--url: --disk-format is missing, which only who knows the data can say")
	}
	methods, err := u.glance.ImportMethods(u.Cmd.Context())
	if transport.IsNotFound(err) || err == nil && !slices.Contains(methods, images.WebDownload) {
		return &fail.UsageError{Message: "--url: this cloud gets no images from URLs", Advice: "get it yourself: curl -L URL | novactl image create NAME --file -"}
	}
	return err
}

func (u *upload) importURL(id string) error { return u.glance.Import(u.Cmd.Context(), id, u.flags.url) }

// print prints the image, with --wait when the cloud has got its data.
func (u *upload) print(id string, o output.Options) error {
	n := ofService()
	n.WaitTarget = u.target
	b := verb.NewBatch(u.Invocation, n, "create image")
	b.Accepted = []verb.Accepted{{Resource: ref.Resource{ID: id, Name: u.name}}}
	if u.flags.url != "" && u.Waits {
		b.Await(func(verb.Accepted) wait.Goal { return client.GoalActive() })
	}
	b.Read(o)
	b.One(o)
	return b.Err()
}

// imageDocument is an image as the image service has it.
func imageDocument(ctx context.Context, g *images.Glance, id string) (client.Document, error) {
	return rest.Service{Doer: g}.Document(ctx, rest.Request{Op: "get image", Path: rest.Path("images", id)}, "image")
}

// target is an image to wait for whose data the cloud gets. One whose import failed stays queued for ever: it is in ERROR.
func (u *upload) target(_ *client.Client, id, name string, g wait.Goal) wait.Target {
	look := func(ctx context.Context) (wait.State, error) {
		d, err := u.glance.Data(ctx, id)
		if err != nil {
			return wait.State{}, err
		}
		s := wait.State{Kind: "image", ID: id, Name: name, Status: d.Status}
		switch {
		case d.Status == "active":
			s.Status = wait.StatusActive
		case d.FailedStores != "":
			s.Status = wait.StatusError
			s.Fault = &api.Fault{Message: importFault(u.glance.ImportFault(ctx, id))}
		}
		return s, nil
	}
	return wait.Target{Kind: "image", ID: id, Name: name, Goal: g, Look: look}
}

func importFault(said string) string {
	if said == "" {
		said = "the cloud couldn't get the data"
	}
	return said + "; the image has no data: delete it"
}

// addProperties adds free properties to the members of an image.
func addProperties(members map[string]any, flag string, pairs []string) error {
	properties, err := flagset.ParsePairs(flag, pairs)
	if err != nil {
		return err
	}
	for _, p := range properties {
		if images.IsMember(p.Key) {
			return fail.Usagef("%s %s: it is a member of every image, with a flag of its own or none", flag, p.Key)
		}
		members[p.Key] = p.Value
	}
	return nil
}
