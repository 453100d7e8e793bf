package build

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

const longestName = 255 // characters, of Nova's

// preflight is what is known of the cloud before servers are created. A part that can't be read stays zero, and is left to the cloud.
type preflight struct {
	*builder
	count  int // servers to create
	limits api.AbsoluteLimits
	flavor api.Flavor
	image  api.Image
	errs   []error
}

// misfitError is what the cloud would refuse. It names the limit, the value, and what would fit.
type misfitError struct{ text, kind, hint string }

// Error returns what doesn't fit.
func (e *misfitError) Error() string { return e.text }

// Kind returns usage, or over_limit.
func (e *misfitError) Kind() string { return e.kind }

// Hint returns what would fit; "" where nothing is known to.
func (e *misfitError) Hint() string { return e.hint }

// preflightWanted reports whether what is asked for is checked before anything is created: on a terminal, where a clear word is worth a round trip, unless
// --preflight says otherwise. In a pipe it would be requests more.
func (b *builder) preflightWanted() bool {
	if b.flags.preflightGiven.Changed {
		return b.flags.preflight && !b.App.Curl
	}
	return b.App.Streams.InTTY && b.App.Streams.ErrTTY && !b.App.Curl
}

// checkFirst reads limits, flavor, image, key pair and networks at once, and returns all that the create of so many servers would fail on.
func (b *builder) checkFirst(ctx context.Context, count int) error {
	if count == 0 || !b.preflightWanted() {
		return nil
	}
	p := &preflight{builder: b, count: count}
	req := b.request
	missing := make([]error, 1, 1+len(req.Networks))
	reads := []func() error{
		func() error { return read(ctx, b.Client.Limits, func(l api.Limits) { p.limits = l.Absolute }) },
		func() error {
			return readID(ctx, b.Client.GetFlavor, req.FlavorRef, func(f api.Flavor) { p.flavor = f })
		},
		func() error { return readID(ctx, b.Client.GetImage, req.ImageRef, func(i api.Image) { p.image = i }) },
		func() error {
			missing[0] = gone(readID(ctx, b.Client.GetKeypair, req.KeyName, func(api.Keypair) {}), "key pair", req.KeyName, "see novactl keypair list")
			return nil
		},
	}
	for i, n := range req.Networks {
		missing = append(missing, nil)
		reads = append(reads, func() error {
			if ref.IsUUID(n.UUID) && n.UUID != api.PublicNet && n.UUID != api.ServiceNet {
				_, err := b.nouns.Network.Get(ctx, b.Client, n.UUID)
				missing[1+i] = gone(err, "network", n.UUID, "see novactl network list")
			}
			return nil
		})
	}
	_ = ref.AtOnce(reads...) // what can't be read is left to the cloud
	p.errs = missing
	p.checkName()
	p.checkQuota()
	p.checkImage(ctx)
	for i, err := range p.errs {
		p.errs[i] = fail.Op(b.What, req.Name, err)
	}
	return fail.Join(p.errs)
}

// read reads a document.
func read[T any](ctx context.Context, get func(context.Context) (client.Document, error), use func(T)) error {
	doc, err := get(ctx)
	if err != nil {
		return err
	}
	var v T
	if _, err := api.Read(doc.Raw, &v); err != nil {
		return err
	}
	use(v)
	return nil
}

// readID reads what a reference names; nothing for "".
func readID[T any](ctx context.Context, get func(context.Context, string) (client.Document, error), reference string, use func(T)) error {
	if reference == "" {
		return nil
	}
	return read(ctx, func(ctx context.Context) (client.Document, error) { return get(ctx, lastSegment(reference)) }, use)
}

// gone returns the error of what isn't there; nil for any other err.
func gone(err error, noun, name, hint string) error {
	if !transport.IsNotFound(err) {
		return nil
	}
	return &misfitError{fmt.Sprintf("no %s has the id or name %q", noun, name), "not_found", hint}
}

func (p *preflight) misfit(kind, hint, format string, a ...any) {
	p.errs = append(p.errs, &misfitError{fmt.Sprintf(format, a...), kind, hint})
}

func (p *preflight) checkName() {
	name := p.request.Name
	if p.several() {
		name = numbered(name, p.count-1)
	}
	if n := utf8.RuneCountInString(name); n > longestName || strings.TrimSpace(name) == "" {
		p.misfit("usage", "", "a name has 1 to %d characters, not all of them blank; this one has %d", longestName, n)
	}
}

// checkQuota holds what is asked for against what is left of the limits.
func (p *preflight) checkQuota() {
	p.room("instances", "totalInstancesUsed", "maxTotalInstances", 1, "a smaller --count, or deleting servers, would fit")
	if p.flavor.VCPUs != nil {
		p.room("cores", "totalCoresUsed", "maxTotalCores", *p.flavor.VCPUs, "see novactl flavor list for one with fewer VCPUs")
	}
	if p.flavor.RAM != nil {
		p.room("MB of RAM", "totalRAMUsed", "maxTotalRAMSize", *p.flavor.RAM, "see novactl flavor list for one with less RAM")
	}
	items := len(p.request.Metadata)
	if p.flags.ensure {
		items++ // its mark
	}
	p.perServer("metadata items", "maxServerMeta", items)
	p.perServer("files", "maxPersonality", len(p.request.Personality))
	for _, f := range p.request.Personality {
		p.perServer("bytes of "+f.Path, "maxPersonalitySize", len(f.Contents)/4*3-strings.Count(f.Contents, "="))
	}
}

// room checks what all servers take together of a limit.
func (p *preflight) room(what, used, limit string, each int, hint string) {
	is, known := p.limits.Get(used)
	highest, limited := p.limits.Get(limit)
	if wanted := int64(each) * int64(p.count); known && limited && highest >= 0 && is+wanted > highest {
		p.misfit("over_limit", hint, "the quota is %d %s (%s), %d are used: %d are left, and this takes %d", highest, what, limit, is, max(highest-is, 0), wanted)
	}
}

// perServer checks what one server has of something.
func (p *preflight) perServer(what, limit string, has int) {
	if highest, limited := p.limits.Get(limit); limited && highest >= 0 && int64(has) > highest {
		p.misfit("over_limit", "", "a server has %d %s at most (%s), and this one %d", highest, what, limit, has)
	}
}

// checkImage holds the flavor against what the image needs, and names the smallest flavor that has it.
func (p *preflight) checkImage(ctx context.Context) {
	if p.image.Status != "" && p.image.Status != "ACTIVE" {
		p.misfit("conflict", "", "image %s is %s, and a server needs one that is ACTIVE", p.image.Name, p.image.Status)
	}
	ram, disk := number(p.image.MinRAM), number(p.image.MinDisk)
	onVolume := slices.ContainsFunc(bootDisks(p.request), func(d api.BlockDevice) bool { return d.DestinationType == "volume" })
	var lacks []string
	if has := number(p.flavor.RAM); has > 0 && has < ram {
		lacks = append(lacks, fmt.Sprintf("%d MB of RAM, and image %s needs %d", has, p.image.Name, ram))
	}
	if has := number(p.flavor.Disk); has > 0 && has < disk && !onVolume {
		lacks = append(lacks, fmt.Sprintf("a disk of %d GB, and image %s needs %d", has, p.image.Name, disk))
	}
	if len(lacks) > 0 {
		p.misfit("usage", p.fitting(ctx, ram, disk), "flavor %s has %s", p.flavor.Name, strings.Join(lacks, "; and "))
	}
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
