// Package learn makes a seed of a real cloud from what programs ask it: a proxy lets requests through, and what answers say of flavors, images,
// networks and quotas is kept. Neither a request nor a secret is.
package learn

import (
	"maps"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Learned is what answers said so far. The zero value has learnt nothing. It is safe for use by many goroutines.
type Learned struct {
	mu    sync.Mutex
	found map[string]*resource // by kind and id, such as flavor/1
	quota tables.TenantQuota
}

// The kinds of resources, as documents name one.
const (
	flavor  = "flavor"
	image   = "image"
	network = "network"
	subnet  = "subnet"
)

// resource is a flavor, an image, a network or a subnet as the services of any version write it.
type resource struct {
	ID   string `json:"id"`
	Name string `json:"name"`

	RAM        int            `json:"ram"`
	VCPUs      int            `json:"vcpus"`
	Disk       int            `json:"disk"`
	Ephemeral  int            `json:"OS-FLV-EXT-DATA:ephemeral"`
	Swap       jsontext.Value `json:"swap"` // a number, or ""
	ExtraSpecs api.Metadata   `json:"extra_specs"`

	Status  string `json:"status"`
	MinDisk int    `json:"min_disk"`
	MinRAM  int    `json:"min_ram"`
	Size    int64  `json:"size"`

	MinDiskOfCompute int   `json:"minDisk"`
	MinRAMOfCompute  int   `json:"minRam"`
	SizeOfCompute    int64 `json:"OS-EXT-IMG-SIZE:size"`

	NetworkID string `json:"network_id"`
	CIDR      string `json:"cidr"`
}

// Read keeps what a document says that a seed can have.
func (l *Learned) Read(doc []byte) {
	var roots map[string]jsontext.Value
	if json.Unmarshal(doc, &roots) != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, kind := range []string{flavor, image, network, subnet} {
		for _, v := range items(roots[kind+"s"], roots[kind]) {
			l.add(kind, v)
		}
	}
	if roots["disk_format"] != nil { // Images v2 shows an image without a root
		l.add(image, doc)
	}
	l.keepQuota(roots["quota_set"], "instances ram cores metadata_items injected_files injected_file_content_bytes")
	var limits struct {
		Absolute jsontext.Value `json:"absolute"`
	}
	if api.Unmarshal(roots["limits"], &limits) == nil {
		l.keepQuota(limits.Absolute, "maxTotalInstances maxTotalRAMSize maxTotalCores maxServerMeta maxPersonality maxPersonalitySize")
	}
}

// items are the entries of a list, and one.
func items(list, one jsontext.Value) []jsontext.Value {
	var all []jsontext.Value
	if list.Kind() == '[' {
		_ = json.Unmarshal(list, &all) // it was read once
	}
	if one.Kind() == '{' {
		all = append(all, one)
	}
	return all
}

// add keeps a resource with all that a seed needs of it: short lists leave things out.
func (l *Learned) add(kind string, v jsontext.Value) {
	r := &resource{}
	if api.Unmarshal(v, r) != nil {
		return
	}
	whole := random.IsUUID(r.ID) && r.Name != ""
	switch kind {
	case flavor:
		whole = seed.IsPathSafe(r.ID) && r.Name != "" && r.RAM > 0 && r.VCPUs > 0
		if before := l.found[kind+"/"+r.ID]; before != nil && r.ExtraSpecs == nil {
			r.ExtraSpecs = before.ExtraSpecs
		}
	case image:
		whole = whole && strings.EqualFold(r.Status, "active")
	case subnet: // a network's first range of IPv4
		p, err := netip.ParsePrefix(r.CIDR)
		whole = err == nil && p.Addr().Is4() && p.Bits() >= 8 && p.Bits() <= 29
		r.ID = r.NetworkID
	}
	if !whole {
		return
	}
	if l.found == nil {
		l.found = map[string]*resource{}
	}
	l.found[kind+"/"+r.ID] = r
}

// keepQuota keeps the numbers of these names, in the order of a seed's. Those of volumes have other names.
func (l *Learned) keepQuota(v jsontext.Value, names string) {
	var all map[string]jsontext.Value
	if v.Kind() != '{' || json.Unmarshal(v, &all) != nil {
		return
	}
	q := &l.quota.Quota
	for i, to := range []*int{&q.Instances, &q.RAM, &q.Cores, &q.Metadata, &q.Files, &q.FileBytes} {
		_ = json.Unmarshal(all[strings.Fields(names)[i]], to) // what isn't there stays
	}
}

// Seed returns a seed of what was learnt. Lists that it has take the place of the built-in ones. Of images the properties aren't in it, for some
// say where their data is, and how to get at it.
func (l *Learned) Seed() seed.Seed {
	l.mu.Lock()
	defer l.mu.Unlock()
	var s seed.Seed
	named := map[string]bool{"public": true, "private": true} // the sandbox's own
	for _, key := range slices.Sorted(maps.Keys(l.found)) {
		r := l.found[key]
		kind, _, _ := strings.Cut(key, "/")
		switch kind {
		case flavor:
			f := seed.Flavor{ID: r.ID, Name: r.Name, RAM: r.RAM, VCPUs: r.VCPUs, Disk: r.Disk, Ephemeral: r.Ephemeral, ExtraSpecs: r.ExtraSpecs}
			_ = json.Unmarshal(r.Swap, &f.Swap) // "" is none
			s.Flavors = append(s.Flavors, f)
		case image:
			s.Images = append(s.Images, seed.Image{
				ID: r.ID, Name: r.Name, MinDisk: r.MinDisk + r.MinDiskOfCompute, MinRAM: r.MinRAM + r.MinRAMOfCompute, Size: r.Size + r.SizeOfCompute,
			})
		case network:
			if of := l.found[subnet+"/"+r.ID]; of != nil && !named[r.Name] {
				s.Networks = append(s.Networks, seed.Network{ID: r.ID, Label: r.Name, CIDR: of.CIDR})
				named[r.Name] = true
			}
			continue
		default:
			continue
		}
		s.LeaveOut(kind + "s")
	}
	if len(s.Networks) > 0 {
		s.LeaveOut(network + "s")
	}
	if l.quota != (tables.TenantQuota{}) {
		s.Quotas = []tables.TenantQuota{l.quota}
	}
	return s
}
