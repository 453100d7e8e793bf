package build

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// builder is one run of create.
type builder struct {
	*verb.Batch
	flags    *createFlags
	nouns    Nouns
	request  api.ServerCreate
	password func() string // of the next server, in place of the request's; or ""
	post     func(context.Context, api.ServerCreate) (client.Document, error)
	advice   map[string]string // what to do about refusals, by what they say: several servers are refused for the same reason
}

// lookUp turns the names of the image, the flavor, the volume to boot from, networks and server groups into references, all at once.
func (b *builder) lookUp() error {
	ctx := b.Cmd.Context()
	lookUps := []func() error{func() (err error) {
		b.request.ImageRef, err = b.nouns.Image.ResolveRef(ctx, b.Invocation, b.request.ImageRef)
		return err
	}, func() (err error) {
		b.request.FlavorRef, err = b.nouns.Flavor.ResolveShown(ctx, b.Invocation, b.request.FlavorRef)
		return err
	}}
	if volume := bootVolume(&b.request, b.flags.bootVolume); volume != nil {
		lookUps = append(lookUps, func() (err error) {
			*volume, err = volumeID(ctx, b.Client, b.nouns.Volume, *volume)
			return err
		})
	}
	for i := range b.request.Networks {
		lookUps = append(lookUps, b.nouns.Network.LookUps(ctx, b.Client, &b.request.Networks[i].UUID)...)
	}
	groups := b.request.Hints[groupHint] // Nova takes their ids alone
	for i := range groups {
		lookUps = append(lookUps, b.nouns.Group.LookUps(ctx, b.Client, &groups[i])...)
	}
	err := ref.AtOnce(lookUps...)
	bootFromImage(&b.request)
	return asPolicy(err)
}

// several reports whether --count was given, whatever its number: the shape of the output follows from the usage (docs/architecture.md, Promises).
func (b *builder) several() bool { return b.flags.countGiven.Changed }

// requests are those of all servers, each with its name and its password.
func (b *builder) requests() []api.ServerCreate {
	reqs := make([]api.ServerCreate, b.flags.count)
	for i := range reqs {
		reqs[i] = b.request
		if b.several() {
			reqs[i].Name = numbered(b.request.Name, i)
		}
		if password := b.password(); password != "" {
			reqs[i].AdminPass = password
		}
	}
	return reqs
}

// maker makes the n-th server.
type maker func(ctx context.Context, n int, req api.ServerCreate) (verb.Accepted, error)

// create sends the requests, one a server: each answer holds a password of its own. The first goes alone, and where it went well several are under
// way at a time. After a refusal, which the next would meet too, and after a lost answer, none is begun.
func (b *builder) create(make1 maker) {
	b.App.Final(b.Client)
	ctx, reqs := b.Cmd.Context(), b.requests()
	var refused atomic.Bool
	done := make([]func(), len(reqs)) // notes the outcome
	one := func(i int) {
		if refused.Load() {
			done[i] = func() {}
			return
		}
		s, err := make1(ctx, i, reqs[i])
		var unsaved error
		if err == nil { // at once: the others may take their time
			unsaved = b.SavePassword(&s)
		} else if !errors.Is(err, transport.ErrPrinted) {
			refused.Store(true)
		}
		done[i] = func() { b.noteMade(ctx, reqs[i], s, err, unsaved) }
	}
	interrupted := b.Parallel(ctx, 1, one)
	if interrupted == nil {
		interrupted = b.Parallel(ctx, len(reqs)-1, func(i int) { one(i + 1) })
	}
	var left []string
	for i, note := range done {
		if note == nil {
			left = append(left, reqs[i].Name)
			continue
		}
		note()
	}
	b.Errs = append(b.Errs, fail.NotBegun(b.What, left, interrupted))
}

func (b *builder) noteMade(ctx context.Context, req api.ServerCreate, s verb.Accepted, err, unsaved error) {
	if err != nil {
		b.FailedOn(s, b.advised(ctx, req, b.ifInterrupted(ctx, req, s, err, isJustMade(req))))
		return
	}
	b.Accept(s)
	b.Errs = append(b.Errs, unsaved)
}

func (b *builder) createOne(ctx context.Context, req api.ServerCreate) (verb.Accepted, error) {
	sent := verb.Accepted{Resource: ref.Resource{Name: req.Name}, AdminPass: req.AdminPass}
	doc, err := b.post(ctx, req)
	if err != nil {
		if req.ImageRef, err = otherImage(ctx, b.Client, b.nouns.Image, req.ImageRef, err); err != nil {
			return sent, err
		}
		if doc, err = b.post(ctx, req); err != nil {
			return sent, err
		}
	}
	answer, err := verb.Read[api.Server](b.App.Streams, "the answer", doc.Raw)
	if err != nil {
		return sent, err
	}
	if answer.AdminPass == "" {
		answer.AdminPass = req.AdminPass
	}
	if answer.Name == "" { // answers have none, and where nothing is read any more this is what is printed
		if named, err := api.WithMember(doc.Raw, "name", req.Name); err == nil {
			doc.Raw = named
		}
	}
	return verb.Accepted{Resource: ref.Resource{ID: answer.ID, Name: req.Name}, AdminPass: answer.AdminPass, Doc: doc.Raw}, nil
}

// otherImage is the image to try instead of one that a cloud answered err for. An id is sent without looking it up first, and a cloud answers
// 400 for an unknown one (fact 10): so it is either a name that looks like an id, or it isn't there. Any other err stays.
func otherImage(ctx context.Context, c *client.Client, images *ref.Finder, image string, err error) (string, error) {
	var refused *transport.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusBadRequest || !ref.IsUUID(image) {
		return image, err
	}
	if _, gone := c.GetImage(ctx, image); !transport.IsNotFound(gone) {
		return image, err
	}
	t, err := images.ByName(ctx, c, image)
	return t.ID, err
}
