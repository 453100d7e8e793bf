package sandbox

import (
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

// tables are what a cloud offers and its users can't make: the built-in accounts, flavors, images, networks and volumes, and those
// that a seed adds (seed_tables.go). Requests share them: nobody writes to them.
type tables struct {
	seed     string // under seedKey; "": none
	accounts []account
	flavors  func() []api.Flavor // as lists show them; decoded when first asked for, as the images
	images   func() []*image     // likewise, latest first
	networks []isolated
	volumes  []Volume
	quotas   []SeedQuota
}

// builtIn are the tables of a cloud without a seed.
var builtIn = sync.OnceValue(func() *tables {
	return &tables{accounts: accounts(), flavors: allFlavors, images: baseImages, networks: isolatedNetworks, volumes: volumes}
})

// account finds a user by name.
func (t *tables) account(user string) (account, bool) {
	for _, a := range t.accounts {
		if a.user == user {
			return a, true
		}
	}
	return account{}, false
}

// flavor finds a flavor by id, a retired one too.
func (t *tables) flavor(id string) (api.Flavor, bool) {
	for _, list := range [][]api.Flavor{t.flavors(), retiredFlavors()} {
		for _, f := range list {
			if f.ID == id {
				return f, true
			}
		}
	}
	return api.Flavor{}, false
}

// image finds one of the provider's images by id, a retired one too; nil if there is none.
func (t *tables) image(id string) *image {
	for _, list := range [][]*image{t.images(), retiredImages()} {
		for _, i := range list {
			if strings.EqualFold(i.ID, id) {
				return i
			}
		}
	}
	return nil
}

// quota is what a tenant may have, where the cloud's own quota is base.
func (t *tables) quota(tenant string, base Quota) Quota {
	for _, q := range t.quotas {
		if q.Tenant == "" || q.Tenant == tenant {
			base = q.overlay(base)
		}
	}
	return base
}
