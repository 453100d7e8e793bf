package build

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// advised adds to the refusal of a create what would be accepted, where its words say what was wrong. That takes one request, or two.
func (b *builder) advised(ctx context.Context, req api.ServerCreate, err error) error {
	var refused *transport.Error
	if !errors.As(err, &refused) || ctx.Err() != nil {
		return err
	}
	hint, known := b.advice[refused.Message]
	if !known {
		if hint = b.adviceOn(ctx, req, refused.Message); b.advice == nil {
			b.advice = map[string]string{}
		}
		b.advice[refused.Message] = hint
	}
	return fail.Advise(err, hint)
}

// adviceOn says what to do about a refusal in Nova's words; "" where these say nothing known.
func (b *builder) adviceOn(ctx context.Context, req api.ServerCreate, message string) string {
	switch {
	case strings.Contains(message, "Multiple possible networks"):
		return "name one with --network NAME: " + b.names(ctx, b.nouns.Network, "see novactl network list")
	case strings.Contains(message, "Invalid key_name"):
		return "--key-name names one of your key pairs: " + b.names(ctx, b.nouns.Keypair, "there is none yet; see novactl keypair create --help")
	case strings.Contains(message, "too small for requested image"), strings.Contains(message, "smaller than the minimum size specified in image"):
		return b.imageNeeds(ctx, req.ImageRef)
	}
	return ""
}

// maxNames is how many names a hint lists.
const maxNames = 10

// names lists those that there are; none says what to do where there are none, or the cloud doesn't say.
func (b *builder) names(ctx context.Context, of *ref.Finder, none string) string {
	var list []string
	for doc, err := range of.Names(ctx, b.Client) {
		if err != nil {
			break
		}
		if len(list) == maxNames {
			list = append(list, "...")
			break
		}
		var one struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		}
		if api.Unmarshal(doc, &one) == nil && one.Name != "" {
			list = append(list, one.Name)
		}
	}
	if list == nil {
		return none
	}
	return strings.Join(list, ", ")
}

// imageNeeds says which flavor would do for an image.
func (b *builder) imageNeeds(ctx context.Context, image string) string {
	var i api.Image
	if err := readID(ctx, b.Client.GetImage, image, func(read api.Image) { i = read }); err != nil || number(i.MinRAM)+number(i.MinDisk) == 0 {
		return "see novactl flavor list for a bigger one"
	}
	return fmt.Sprintf("image %s needs a bigger one: %s", i.Name, b.fitting(ctx, number(i.MinRAM), number(i.MinDisk)))
}

// fitting names the smallest flavor that an image's needs leave; where the cloud doesn't say, how to look for it.
func (b *builder) fitting(ctx context.Context, ram, disk int) string {
	var best api.Flavor
	for doc, err := range b.Client.ListFlavors(ctx, client.FlavorFilter{MinRAM: ram, MinDisk: disk}) {
		var f api.Flavor
		if _, unread := api.Read(doc, &f); err != nil || unread != nil {
			return fmt.Sprintf("novactl flavor list --min-ram %d --min-disk %d --sort ram lists the smallest first", ram, disk)
		}
		has := func(f api.Flavor) []int { return []int{number(f.RAM), number(f.Disk), number(f.VCPUs)} }
		if number(f.RAM) >= ram && number(f.Disk) >= disk && (best.ID == "" || slices.Compare(has(f), has(best)) < 0) {
			best = f
		}
	}
	if best.ID == "" {
		return "no flavor of this cloud is big enough"
	}
	return fmt.Sprintf("the smallest that fits is --flavor %s (%s)", best.ID, best.Name)
}
