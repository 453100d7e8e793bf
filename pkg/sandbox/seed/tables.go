package seed

import (
	"cmp"
	"encoding/binary"
	"net/netip"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Tables decodes what SaveTables kept of a seed, and returns the built-in tables with it.
func Tables(doc []byte) (*tables.Tables, error) {
	var s Seed
	if err := json.Unmarshal(doc, &s); err != nil {
		return nil, err
	}
	return s.tables(), nil
}

// base are the built-in tables, without the lists that a seed leaves out.
func (s Seed) base() *tables.Tables {
	all := tables.BuiltIn()
	base := &tables.Tables{Accounts: all.Accounts, Flavors: all.Flavors, Images: all.Images, Networks: all.Networks, Volumes: all.Volumes}
	for _, list := range s.Without {
		switch list {
		case "flavors":
			base.Flavors = func() []api.Flavor { return nil }
		case "images":
			base.Images = func() []*compute.Image { return nil }
		case "networks":
			base.Networks = nil
		case "volumes":
			base.Volumes = nil
		}
	}
	return base
}

// tables are those of a cloud with what a checked seed adds to them.
func (s Seed) tables() *tables.Tables {
	t := s.base()
	all := &tables.Tables{
		Accounts: slices.Clone(t.Accounts), Networks: slices.Clone(t.Networks), Volumes: slices.Concat(t.Volumes, s.Volumes), Quotas: s.Quotas,
		Flavors: sync.OnceValue(func() []api.Flavor { return withFlavors(t.Flavors(), s.Flavors) }),
		Images:  sync.OnceValue(func() []*compute.Image { return withImages(t.Images(), s.Images) }),
	}
	for _, u := range s.Users {
		all.Accounts = append(all.Accounts, u.account())
	}
	for _, n := range s.Networks {
		all.Networks = append(all.Networks, n.isolated())
	}
	return all
}

// withFlavors are the flavors and those of a seed, in the order of lists.
func withFlavors(have []api.Flavor, more []Flavor) []api.Flavor {
	all := slices.Clone(have)
	for _, f := range more {
		all = append(all, f.flavor())
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	return all
}

// withImages are the provider's images and those of a seed, in the order of lists.
func withImages(have []*compute.Image, more []Image) []*compute.Image {
	all := slices.Clone(have)
	for _, i := range more {
		if i.Tenant == "" {
			all = append(all, i.image())
		}
	}
	slices.SortFunc(all, func(a, b *compute.Image) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	})
	return all
}

func (u User) account() tables.Account {
	return tables.Account{User: u.Name, ID: u.ID, Password: u.Password, ApiKey: u.APIKey, Tenant: u.Tenant, Region: u.Region}
}

func (f Flavor) flavor() api.Flavor {
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
		ExtraSpecs: compute.Merge(nil, f.ExtraSpecs),
	}
}

// image is the provider's image, or one that a tenant made.
func (i Image) image() *compute.Image {
	imageType, progress := "base", 100
	if i.Tenant != "" {
		imageType = "snapshot"
	}
	if i.Status != "ACTIVE" {
		progress = 50
	}
	return &compute.Image{
		ID: i.ID, Name: i.Name, Created: i.Created, Updated: i.Created, DiskConfig: i.DiskConfig, MinDisk: i.MinDisk, MinRAM: i.MinRAM,
		Size: i.Size, Metadata: compute.Merge(api.Metadata{{Key: "image_type", Value: imageType}}, i.Metadata),
		State: compute.ImageState{Status: i.Status, Progress: progress}, Provided: i.Tenant == "",
	}
}

func (n Network) isolated() tables.Isolated {
	prefix, _ := netip.ParsePrefix(n.CIDR) // checked
	prefix = prefix.Masked()
	if !prefix.Addr().Is4() {
		return tables.Isolated{ID: n.ID, Label: n.Label}
	}
	four := prefix.Addr().As4()
	return tables.Isolated{ID: n.ID, Label: n.Label, Base: binary.BigEndian.Uint32(four[:]), Bits: 32 - prefix.Bits()}
}
