package sandbox

import (
	"cmp"
	"encoding/binary"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// Tables decodes what SaveTables kept of a seed, and returns the built-in tables with it.
func Tables(doc []byte) (*tables, error) {
	var s Seed
	if err := json.Unmarshal(doc, &s); err != nil {
		return nil, err
	}
	return s.extend(builtIn()), nil
}

// extend returns the tables with what a checked seed adds to them.
func (s Seed) extend(t *tables) *tables {
	all := &tables{
		accounts: slices.Clone(t.accounts), networks: slices.Clone(t.networks), volumes: slices.Concat(t.volumes, s.Volumes), quotas: s.Quotas,
		flavors: sync.OnceValue(func() []api.Flavor { return withFlavors(t.flavors(), s.Flavors) }),
		images:  sync.OnceValue(func() []*image { return withImages(t.images(), s.Images) }),
	}
	for _, u := range s.Users {
		all.accounts = append(all.accounts, u.account())
	}
	for _, n := range s.Networks {
		all.networks = append(all.networks, n.isolated())
	}
	return all
}

// withFlavors are the flavors and those of a seed, in the order of lists.
func withFlavors(have []api.Flavor, more []SeedFlavor) []api.Flavor {
	all := slices.Clone(have)
	for _, f := range more {
		all = append(all, f.flavor())
	}
	slices.SortFunc(all, func(a, b api.Flavor) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// withImages are the provider's images and those of a seed, in the order of lists.
func withImages(have []*image, more []SeedImage) []*image {
	all := slices.Clone(have)
	for _, i := range more {
		if i.Tenant == "" {
			all = append(all, i.image())
		}
	}
	slices.SortFunc(all, func(a, b *image) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	})
	return all
}

func (u SeedUser) account() account {
	return account{user: u.Name, id: u.ID, password: u.Password, apiKey: u.APIKey, tenant: u.Tenant, region: u.Region}
}

func (f SeedFlavor) flavor() api.Flavor {
	swap := jsontext.Value(`""`) // none, as the service says it
	if f.Swap > 0 {
		swap = jsontext.Value(strconv.Itoa(f.Swap))
	}
	factor := f.RxTxFactor
	if factor == nil {
		factor = jsontext.Value("1.0")
	}
	return api.Flavor{
		ID: f.ID, Name: f.Name, RAM: &f.RAM, Disk: &f.Disk, VCPUs: &f.VCPUs, Swap: swap, RxTxFactor: factor, Ephemeral: &f.Ephemeral,
		ExtraSpecs: merge(nil, f.ExtraSpecs),
	}
}

// image is the provider's image, or one that a tenant made.
func (i SeedImage) image() *image {
	imageType, progress := "base", 100
	if i.Tenant != "" {
		imageType = "snapshot"
	}
	if i.Status != "ACTIVE" {
		progress = 50
	}
	return &image{
		ID: i.ID, Name: i.Name, Created: i.Created, Updated: i.Created, DiskConfig: i.DiskConfig, MinDisk: i.MinDisk, MinRAM: i.MinRAM,
		Size: i.Size, Metadata: merge(api.Metadata{{Key: "image_type", Value: imageType}}, i.Metadata),
		State: imageState{i.Status, progress}, Provided: i.Tenant == "",
	}
}

func (n SeedNetwork) isolated() isolated {
	prefix, _ := netip.ParsePrefix(n.CIDR) // checked
	prefix = prefix.Masked()
	if !prefix.Addr().Is4() {
		return isolated{id: n.ID, label: n.Label}
	}
	four := prefix.Addr().As4()
	return isolated{id: n.ID, label: n.Label, base: binary.BigEndian.Uint32(four[:]), bits: 32 - prefix.Bits()}
}
