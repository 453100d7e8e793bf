// Package tables is what a cloud offers and its users can't make: accounts, flavors, images, networks and volumes, as they are without a seed.
package tables

import (
	"slices"
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// Tables are what a cloud offers and its users can't make: the built-in accounts, flavors, images, networks and volumes, and those
// that a seed adds (seed_tables.go). Requests share them: nobody writes to them.
type Tables struct {
	Accounts []Account
	Flavors  func() []api.Flavor     // as lists show them; decoded when first asked for, as the images
	Images   func() []*compute.Image // likewise, latest first
	Networks []Isolated
	Volumes  []compute.Volume
	Quotas   []TenantQuota
}

// BuiltIn are the tables of a cloud without a seed.
var BuiltIn = sync.OnceValue(func() *Tables {
	return &Tables{Accounts: Accounts(), Flavors: allFlavors, Images: BaseImages, Networks: IsolatedNetworks, Volumes: Volumes}
})

// Account finds a user by name.
//
//go:noinline
func (t *Tables) Account(user string) (Account, bool) {
	for _, a := range t.Accounts {
		if a.User == user {
			return a, true
		}
	}
	if a := Administrator(); a.User == user {
		return a, true
	}
	return Account{}, false
}

// AccountByID finds a user by id.
func (t *Tables) AccountByID(id string) (Account, bool) {
	for _, a := range t.Users() {
		if a.ID == id {
			return a, true
		}
	}
	return Account{}, false
}

// Users are all accounts, the administrator among them.
func (t *Tables) Users() []Account {
	admin := Administrator()
	if slices.ContainsFunc(t.Accounts, func(a Account) bool { return a.User == admin.User }) {
		return t.Accounts
	}
	return append(slices.Clip(t.Accounts), admin)
}

// Projects are the tenants of all users, each once.
func (t *Tables) Projects() []string {
	var all []string
	for _, a := range t.Users() {
		if !slices.Contains(all, a.Tenant) {
			all = append(all, a.Tenant)
		}
	}
	return all
}

// Flavor finds a flavor by id, a retired one too.
func (t *Tables) Flavor(id string) (api.Flavor, bool) {
	for _, list := range [][]api.Flavor{t.Flavors(), RetiredFlavors()} {
		for _, f := range list {
			if f.ID == id {
				return f, true
			}
		}
	}
	return api.Flavor{}, false
}

// Image finds one of the provider's images by id, a retired one too; nil if there is none.
func (t *Tables) Image(id string) *compute.Image {
	for _, list := range [][]*compute.Image{t.Images(), RetiredImages()} {
		for _, i := range list {
			if strings.EqualFold(i.ID, id) {
				return i
			}
		}
	}
	return nil
}

// Quota is what a tenant may have, where the cloud's own quota is base.
func (t *Tables) Quota(tenant string, base compute.Quota) compute.Quota {
	for _, q := range t.Quotas {
		if q.Tenant == "" || q.Tenant == tenant {
			base = q.Overlay(base)
		}
	}
	return base
}

// TenantQuota is what a tenant may have in each region. Of several that are for a tenant the last one's numbers hold; a number of 0 is as
// without the seed.
type TenantQuota struct {
	Tenant string `json:"tenant,omitzero"` // "": every one
	compute.Quota
}
