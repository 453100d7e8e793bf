package admin

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// flavorRows are the commands about flavors.
func flavorRows() []session.Command {
	return []session.Command{
		{
			Name: "flavor-list", Short: "List flavors.", Run: listFlavors, Same: "flavor list [--limit {limit}] [--marker {marker}] [--min-disk {min_disk}] [--min-ram {min_ram}]",
			Takes: "--extra-specs --all --marker= --min-disk= --min-ram= --limit=int --sort-key= --sort-dir=",
		},
		{Name: "flavor-show", Short: "Show a flavor.", Takes: "flavor", Same: "flavor show {flavor}", Run: showFlavorCommand},
		{
			Name: "flavor-create", Short: "Create a flavor.", Run: createFlavor,
			Takes: "name id ram disk --ephemeral= vcpus --swap= --rxtx-factor= --is-public= --description=@55",
		},
		{
			Name: "flavor-delete", Short: "Delete a flavor.", Takes: "flavor",
			Run: func(s *session.Nova) error {
				r, err := flavor(s)
				if err != nil {
					return err
				}
				return s.Delete("/flavors/" + session.Escape(r.ID()))
			},
		},
		{
			Name: "flavor-update", Since: 55, Short: "Change the description of a flavor.", Takes: "flavor description",
			Run: func(s *session.Nova) error {
				r, err := flavor(s)
				if err != nil {
					return err
				}
				body := pytext.NewDict("flavor", pytext.NewDict("description", s.Args.Text("description")))
				d, err := s.Put("/flavors/"+session.Escape(r.ID()), body)
				if err != nil {
					return err
				}
				return printFlavors(s, []*session.Resource{s.Changed(session.Flavors, d.Dict("flavor"))}, false)
			},
		},
		{Name: "flavor-key", Short: "Set or unset extra specs of a flavor.", Takes: "flavor action{set,unset} metadata+", Run: flavorKeys},
		{Name: "flavor-access-list", Short: "List who may use a flavor that isn't public.", Takes: "--flavor=", Run: listFlavorAccess},
		{
			Name: "flavor-access-add", Short: "Let a project use a flavor.", Takes: "flavor tenant",
			Run: func(s *session.Nova) error { return flavorAccess(s, "addTenantAccess") },
		},
		{
			Name: "flavor-access-remove", Short: "No longer let a project use a flavor.", Takes: "flavor tenant",
			Run: func(s *session.Nova) error { return flavorAccess(s, "removeTenantAccess") },
		},
	}
}

// flavor finds the flavor that the line names.
func flavor(s *session.Nova) (*session.Resource, error) {
	return s.Find(session.Flavors, s.Args.Text("flavor"))
}

// listFlavors is `flavor-list`.
func listFlavors(s *session.Nova) error {
	opts := map[string]string{"sort_key": s.Args.Text("sort_key"), "sort_dir": s.Args.Text("sort_dir")}
	for param, dest := range map[string]string{"minDisk": "min_disk", "minRam": "min_ram"} {
		if value := s.Args.Text(dest); value != "" {
			n, ok := argparse.ParseInt(value)
			if !ok {
				return session.Failure("ValueError", "invalid literal for int() with base 10: "+pytext.Repr(value))
			}
			opts[param] = strconv.Itoa(n)
		}
	}
	if s.Args.Bool("all") {
		opts["is_public"] = "None"
	} else {
		opts["marker"], opts["limit"] = s.Args.Text("marker"), s.Limit()
	}
	all, err := s.List("/flavors/detail"+session.QueryOf(opts, nil), "flavors")
	if err != nil {
		return err
	}
	return printFlavors(s, session.Wholes(all), s.Args.Bool("extra_specs"))
}

// printFlavors prints a table of flavors.
func printFlavors(s *session.Nova, rows []*session.Resource, specs bool) error {
	fields := []string{"ID", "Name", "Memory_MiB", "Disk", "Ephemeral", "Swap", "VCPUs", "RXTX_Factor", "Is_Public"}
	for _, r := range rows {
		if ram, ok := r.Get("ram"); ok {
			r.Set("memory_mib", ram)
		}
		for name, member := range map[string]string{"ephemeral": "OS-FLV-EXT-DATA:ephemeral", "is_public": "os-flavor-access:is_public"} {
			v, ok := r.Get(member)
			if !ok {
				v = "N/A"
			}
			r.Set(name, v)
		}
	}
	formatters := map[string]session.Formatter{}
	if specs {
		fields = append(fields, "extra_specs")
		if s.Minor < 61 {
			formatters["extra_specs"] = func(r *session.Resource) any { return extraSpecs(s, r.ID()) }
		}
	}
	if s.Minor >= 55 {
		fields = append(fields, "Description")
	}
	return s.PrintList(fields, rows, formatters, session.Unsorted)
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

// showFlavorCommand is `flavor-show`.
func showFlavorCommand(s *session.Nova) error {
	r, err := flavor(s)
	if err != nil {
		return err
	}
	if s.Explain {
		return s.ExplainRequest("GET", "/flavors/"+session.Escape(r.ID()), nil)
	}
	r.Delete("links")
	if _, ok := r.Get("extra_specs"); !ok {
		r.Set("extra_specs", extraSpecs(s, r.ID()))
	}
	return s.PrintDict(r.Dict, 0)
}

// createFlavor is `flavor-create`.
func createFlavor(s *session.Nova) error {
	number := func(dest, label string) (any, error) {
		text := s.Args.Text(dest)
		if !s.Args.Given(dest) && text == "" {
			return 0, nil
		}
		n, ok := argparse.ParseInt(text)
		if !ok {
			return nil, session.Errorf("%s must be an integer.", label)
		}
		return n, nil
	}
	values := map[string]any{}
	for _, f := range [][2]string{{"ram", "Ram"}, {"vcpus", "VCPUs"}, {"disk", "Disk"}, {"swap", "Swap"}, {"ephemeral", "Ephemeral"}} {
		v, err := number(f[0], f[1])
		if err != nil {
			return err
		}
		values[f[0]] = v
	}
	factor := 1.0
	if text := s.Args.Text("rxtx_factor"); text != "" {
		var err error
		if factor, err = strconv.ParseFloat(strings.TrimSpace(text), 64); err != nil {
			return session.Errorf("rxtx_factor must be a float.")
		}
	}
	var id any = s.Args.Text("id")
	if id == "auto" {
		id = nil
	}
	public := true
	if s.Args.Given("is_public") {
		var err error
		if public, err = s.MustBool("is_public"); err != nil {
			return err
		}
	}
	f := pytext.NewDict("name", s.Args.Text("name"), "ram", values["ram"], "vcpus", values["vcpus"], "disk", values["disk"], "id", id,
		"swap", values["swap"], "OS-FLV-EXT-DATA:ephemeral", values["ephemeral"], "rxtx_factor", pytext.Number(pytext.Float(factor)),
		"os-flavor-access:is_public", public)
	if text := s.Args.Text("description"); text != "" {
		f.Set("description", text)
	}
	d, err := s.Post("/flavors", pytext.NewDict("flavor", f))
	if err != nil {
		return err
	}
	return printFlavors(s, []*session.Resource{s.Changed(session.Flavors, d.Dict("flavor"))}, false)
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
	r, err := flavor(s)
	if err != nil {
		return err
	}
	specs := session.Extracted(s.Args.Texts("metadata"))
	path := "/flavors/" + session.Escape(r.ID()) + "/os-extra_specs"
	if s.Args.Text("action") == "unset" {
		return s.DeleteKeys(path, specs.Keys())
	}
	for _, key := range specs.Keys() {
		if !isSpecKey(key) {
			return session.Errorf(`Invalid key: "%s". Keys may only contain letters, numbers, spaces, underscores, periods, colons and hyphens.`, key)
		}
	}
	_, err = s.Post(path, pytext.NewDict("extra_specs", specs))
	return err
}

var accessFields = []string{"Flavor_ID", "Tenant_ID"}

// listFlavorAccess is `flavor-access-list`.
func listFlavorAccess(s *session.Nova) error {
	if s.Args.Text("flavor") == "" {
		return session.Errorf("Unable to get all access lists. Specify --flavor")
	}
	r, err := flavor(s)
	if err != nil {
		return err
	}
	if public, _ := r.Get("os-flavor-access:is_public"); public == true && !s.Explain {
		return session.Errorf("Access list not available for public flavors.")
	}
	return s.PrintAll("/flavors/"+session.Escape(r.ID())+"/os-flavor-access", "flavor_access", accessFields)
}

// flavorAccess lets a project use a flavor, or no longer.
func flavorAccess(s *session.Nova, action string) error {
	r, err := flavor(s)
	if err != nil {
		return err
	}
	d, err := s.Post("/flavors/"+session.Escape(r.ID())+"/action", pytext.NewDict(action, pytext.NewDict("tenant", s.Args.Text("tenant"))))
	if err != nil {
		return err
	}
	all, err := session.Items(d, "flavor_access")
	if err != nil {
		return err
	}
	return s.PrintList(accessFields, session.Wholes(all), nil, session.Unsorted)
}
