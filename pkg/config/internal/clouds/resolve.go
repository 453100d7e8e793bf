package clouds

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
	"github.com/novactl/novactl/pkg/pattern"
)

// Wanted is the region that is asked for, and where: flag --region, say. Without a region it is the cloud's first.
type Wanted struct{ Region, Where string }

// In returns what a cloud is in a region: the vendor's values, over them the cloud's, over them the region's. The note says that
// the vendor isn't known; empty where it is.
func (f Files) In(name string, wanted Wanted) (all Entry, note string, err error) {
	var own Entry
	own.update(f.clouds.Clouds[name])
	own.update(f.secure.Clouds[name])
	if own.err != nil {
		return own, "", own.err
	}
	if all, note, err = f.vendorOf(own); err != nil {
		return all, note, err
	}
	known := own.knownRegions()
	if len(known) == 0 {
		known = all.knownRegions()
	}
	all.update(own)
	chosen, err := chooseRegion(name, wanted, known)
	if err != nil {
		return all, note, err
	}
	all.update(chosen.values)
	if chosen.name != "" {
		all.Top["region_name"] = Value{Text: chosen.name, Where: all.Top["region_name"].Where}
	}
	return all, note, all.expand()
}

// chooseRegion returns the region that is asked for, or the first. Where the cloud says which regions it has, another is an error: it would
// be looked for in the catalog, and found where nobody thinks of it.
func chooseRegion(cloud string, wanted Wanted, known []region) (region, error) {
	switch i := slices.IndexFunc(known, func(r region) bool { return r.name == wanted.Region }); {
	case i >= 0:
		return known[i], nil
	case len(known) == 0:
		return region{}, nil
	case wanted.Region == "":
		return known[0], nil
	}
	var names []string
	for _, r := range known {
		names = append(names, r.name)
	}
	return region{}, &yamlfile.Error{
		Message: fmt.Sprintf("profile %s has no region %q (%s)", cloud, wanted.Region, wanted.Where),
		Advice:  "Its regions are " + strings.Join(names, ", ") + "; choose one with --region.",
		Regions: names,
	}
}

// vendorOf returns what the vendor that an entry names says of its clouds; and a note where the vendor isn't known.
func (f Files) vendorOf(own Entry) (all Entry, note string, err error) {
	all.update(Entry{})
	name := First(own.Top, "profile", "cloud").Text
	if name == "" {
		return all, "", nil
	}
	if entry, ok := f.public.Public[name]; ok {
		all.update(entry)
		return all, "", all.err
	}
	if entry, ok := publicVendor(name); ok {
		all.update(entry)
		return all, "", nil
	}
	return all, fmt.Sprintf("novactl doesn't know the address of the vendor %q", name), nil
}

// braces are the names in braces that openstacksdk replaces by the cloud's own values.
var braces = pattern.Lazy(`\{[^{}]*\}`)

// expand puts the cloud's values where the texts name them, as in https://{region_name}.example.com.
func (c Entry) expand() error {
	var mistakes error
	replace := func(part map[string]Value, key string) {
		v := part[key]
		if !strings.Contains(v.Text, "{") {
			return // as nearly all do: looking with the expression takes 37 KB of memory
		}
		v.Text = braces().ReplaceAllStringFunc(v.Text, func(name string) string {
			known, ok := c.Top[strings.ReplaceAll(strings.Trim(name, "{}"), "-", "_")]
			if !ok {
				mistakes = errors.Join(mistakes, &yamlfile.Error{Message: v.Where + ": " + key + " names " + name + ", which the cloud doesn't have"})
			}
			return known.Text
		})
		part[key] = v
	}
	for _, key := range []string{"compute_endpoint_override", "compute_endpoint"} {
		if _, ok := c.Top[key]; ok {
			replace(c.Top, key)
		}
	}
	for _, part := range []map[string]Value{c.Top, c.Auth} {
		if _, ok := part["auth_url"]; ok {
			replace(part, "auth_url")
		}
	}
	return mistakes
}

// First returns the first of the keys that is there.
func First(entries map[string]Value, keys ...string) Value {
	for _, key := range keys {
		if v, ok := entries[key]; ok {
			return v
		}
	}
	return Value{}
}
