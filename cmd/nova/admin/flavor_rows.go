package admin

import (
	"strings"
	"unicode"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const (
	flavorColumns = "ID, Name, Memory_MiB, Disk, Ephemeral, Swap, VCPUs, RXTX_Factor, Is_Public"
	flavorTable   = "flavor: " + flavorColumns + ", Description@55"
	flavorParams  = "&minDisk=min_disk|int&minRam=min_ram|int&sort_dir&sort_key"
	accessTable   = "flavor_access[]: Flavor_ID, Tenant_ID"
)

// flavorRows are the commands about flavors.
var flavorRows = []session.Command{
	{
		Name: "flavor-list", Short: "List flavors.", Derive: deriveFlavor,
		Takes:  "--extra-specs --all --marker= --min-disk= --min-ram= --limit=int --sort-key= --sort-dir=",
		Same:   "flavor list [--limit {limit}] [--marker {marker}] [--min-disk {min_disk}] [--min-ram {min_ram}]",
		Send:   "?all GET /flavors/detail?is_public='None'" + flavorParams + "; GET /flavors/detail?limit&marker" + flavorParams, // all come without pages
		Answer: "flavors[]: " + flavorColumns + ", extra_specs?extra_specs, Description@55",
	},
	{
		Name: "flavor-show", Short: "Show a flavor.", Takes: "flavor", Same: "flavor show {flavor}",
		Send: "FIND {flavor}", Answer: "flavor", Derive: completeFlavor,
	},
	{
		Name: "flavor-create", Short: "Create a flavor.", Answer: flavorTable, Derive: deriveFlavor,
		Takes: "name id ram disk --ephemeral= vcpus --swap= --rxtx-factor=~1 --is-public=~true --description=@55",
		Send: `POST /flavors flavor{name ram=ram|number:Ram vcpus=vcpus|number:VCPUs disk=disk|number:Disk id=id|auto swap=swap|number:Swap
			OS-FLV-EXT-DATA:ephemeral=ephemeral|number:Ephemeral rxtx_factor=rxtx_factor|float os-flavor-access:is_public=is_public|bool
			description?}`,
	},
	{Name: "flavor-delete", Short: "Delete a flavor.", Takes: "flavor", Send: "DELETE /flavors/{flavor}"},
	{
		Name: "flavor-update", Since: 55, Short: "Change the description of a flavor.", Takes: "flavor description",
		Send: "PUT /flavors/{flavor} flavor{description}", Answer: flavorTable, Derive: deriveFlavor,
	},
	{Name: "flavor-key", Short: "Set or unset extra specs of a flavor.", Takes: "flavor action{set,unset} metadata+", Run: flavorKeys},
	{
		Name: "flavor-access-list", Short: "List who may use a flavor that isn't public.", Takes: "--flavor=", Check: checkFlavorAccess,
		Send: "GET /flavors/{flavor}/os-flavor-access", Answer: accessTable,
	},
	{
		Name: "flavor-access-add", Short: "Let a project use a flavor.", Takes: "flavor tenant",
		Send: "POST /flavors/{flavor}/action addTenantAccess{tenant}", Answer: accessTable,
	},
	{
		Name: "flavor-access-remove", Short: "No longer let a project use a flavor.", Takes: "flavor tenant",
		Send: "POST /flavors/{flavor}/action removeTenantAccess{tenant}", Answer: accessTable,
	},
}

// deriveFlavor gives a flavor the members that tables have.
func deriveFlavor(s *session.Nova, r *session.Resource) {
	if ram, ok := r.Get("ram"); ok {
		r.Set("memory_mib", ram)
	}
	for _, pair := range [][2]string{{"ephemeral", "OS-FLV-EXT-DATA:ephemeral"}, {"is_public", "os-flavor-access:is_public"}} {
		v, ok := r.Get(pair[1])
		if !ok {
			v = "N/A"
		}
		r.Set(pair[0], v)
	}
	if s.Args.Bool("extra_specs") && s.Minor < 61 {
		r.Set("extra_specs", pytext.Str(extraSpecs(s, r.ID())))
	}
}

// completeFlavor makes of a flavor what `flavor-show` prints.
func completeFlavor(s *session.Nova, r *session.Resource) {
	r.Delete("links")
	if _, ok := r.Get("extra_specs"); !ok {
		r.Set("extra_specs", extraSpecs(s, r.ID()))
	}
}

// extraSpecs reads the extra specs of a flavor, which are documents of their own before 2.61.
func extraSpecs(s *session.Nova, id string) any {
	d, err := s.Get("/flavors/" + session.Escape(id) + "/os-extra_specs")
	if err != nil {
		return "N/A"
	}
	specs, _ := d.Get("extra_specs")
	return specs
}

// isSpecKey reports whether a key of extra specs is one that nova lets pass.
func isSpecKey(key string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("_.- :", r)
	}
	return key != "" && !strings.ContainsFunc(key, odd)
}

// flavorKeys is `flavor-key`.
func flavorKeys(s *session.Nova) error {
	r, err := s.Found("flavor")
	if err != nil {
		return err
	}
	specs := session.Extracted(s.Args.Texts("metadata"))
	if s.Args.Text("action") == "unset" {
		return s.DeleteKeys("/flavors/"+session.Escape(r.ID())+"/os-extra_specs", specs.Keys())
	}
	for _, key := range specs.Keys() {
		if !isSpecKey(key) {
			return session.Errorf(`Invalid key: "%s". Keys may only contain letters, numbers, spaces, underscores, periods, colons and hyphens.`, key)
		}
	}
	_, err = s.Send("POST /flavors/{flavor}/os-extra_specs extra_specs=metadata|extracted")
	return err
}

// checkFlavorAccess complains about a flavor that everybody may use.
func checkFlavorAccess(s *session.Nova) error {
	if s.Args.Text("flavor") == "" {
		return session.Errorf("Unable to get all access lists. Specify --flavor")
	}
	r, err := s.Found("flavor")
	if err != nil {
		return err
	}
	if public, _ := r.Get("os-flavor-access:is_public"); public == true && !s.Explain {
		return session.Errorf("Access list not available for public flavors.")
	}
	return nil
}
