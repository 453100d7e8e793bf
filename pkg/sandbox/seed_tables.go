package sandbox

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// Where the store keeps what a seed adds to the tables, and by what a request sees whether it has that decoded: the same seed at another
// time has images of another age.
const (
	seedKey   = "seed"   // in the meta bucket: the seed's revision, @, and when it was
	tablesKey = "tables" // in the seed bucket: the Seed, checked and with nothing left out
)

// tablesOf are the tables of the state in t. Those of a seed are decoded once, not once a request.
func (c *Cloud) tablesOf(t store.Tx) (*tables, error) {
	seed := string(t.Get(metaBucket, seedKey))
	if seed == "" {
		return builtIn(), nil
	}
	if known := c.seeded.Load(); known != nil && known.seed == seed {
		return known, nil
	}
	var s Seed
	if err := json.Unmarshal(t.Get(seedBucket, tablesKey), &s); err != nil {
		return nil, err
	}
	made := builtIn().with(s)
	made.seed = seed
	c.seeded.Store(made)
	return made, nil
}

// with are the tables with what a checked seed adds to them.
func (t *tables) with(s Seed) *tables {
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
		return strings.Compare(indexKey("", a.Created, a.ID), indexKey("", b.Created, b.ID))
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
		State: imageState{i.Status, progress}, base: i.Tenant == "",
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
