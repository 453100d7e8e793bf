package session

import (
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Kind is a kind of resource, and how one is found by its name.
type Kind struct {
	class    string // as messages call it
	path     string // of all; the id of one goes behind it
	root     string // of the document of one
	list     string // root of the list
	name     string // the member that a name is looked up in
	anyID    bool   // ids may look like names: what is asked for is an id first
	slug     bool   // a name may be given as people write it in addresses
	byName   bool   // the list can be asked for a name, and is brief: who is found is read again
	detail   string // added to the path of the list where all of it is read
	allTypes string // the query by which the list has what it would leave out
}

// The kinds of resources that can be found.
var (
	Servers     = &Kind{class: "server", path: "/servers", root: "server", list: "servers", name: "name", slug: true, byName: true}
	Flavors     = &Kind{class: "flavor", path: "/flavors", root: "flavor", list: "flavors", name: "name", anyID: true, slug: true, allTypes: "?is_public=None"}
	Aggregates  = &Kind{class: "aggregate", path: "/os-aggregates", root: "aggregate", list: "aggregates", name: "name"}
	Hypervisors = &Kind{class: "hypervisor", path: "/os-hypervisors", root: "hypervisor", list: "hypervisors", name: "hypervisor_hostname", anyID: true, detail: "/detail"}
	Keypairs    = &Kind{class: "keypair", path: "/os-keypairs", root: "keypair", list: "keypairs", name: "name", anyID: true}
	Groups      = &Kind{class: "servergroup", path: "/os-server-groups", root: "server_group"}
)

// kindOf is the kind whose documents have a name; nil: none that is found.
func kindOf(root string) *Kind {
	for _, k := range [...]*Kind{Servers, Flavors, Aggregates, Hypervisors, Keypairs, Groups} {
		if k.root == root {
			return k
		}
	}
	return nil
}

// Resource is a thing of the cloud. What its document lacks is asked for once, where it came from a change and may not be whole.
type Resource struct {
	*pytext.Dict
	reload func() (*pytext.Dict, error) // nil: it is whole
	Err    error                        // of the reload
}

// Whole is a resource that is all there.
//
//go:noinline
func Whole(d *pytext.Dict) *Resource { return &Resource{Dict: d} }

// Wholes are resources that are all there.
func Wholes(list []*pytext.Dict) []*Resource {
	all := make([]*Resource, len(list))
	for i, d := range list {
		all[i] = Whole(d)
	}
	return all
}

// Changed is a resource as the answer to a change has it.
func (s *Nova) Changed(k *Kind, d *pytext.Dict) *Resource {
	if d == nil {
		d = pytext.NewDict()
	}
	id := d.Text("id")
	if id == "" || k == nil {
		return Whole(d)
	}
	return &Resource{Dict: d, reload: func() (*pytext.Dict, error) { return s.Read(k, id) }}
}

// Attr returns a member, asking for the whole document where there is none.
func (r *Resource) Attr(name string) (any, bool) {
	v, ok := r.Get(name)
	if ok || r.reload == nil {
		return v, ok
	}
	reload := r.reload
	r.reload = nil
	d, err := reload()
	r.Err = err
	for _, k := range d.Keys() {
		member, _ := d.Get(k)
		r.Set(k, member)
	}
	return r.Get(name)
}

// Prettify makes text of a member as pprint does.
func (r *Resource) Prettify(name string) {
	if v, ok := r.Get(name); ok {
		r.Set(name, pytext.Pretty(v))
	}
}

// ID returns the id.
//
//go:noinline
func (r *Resource) ID() string { return r.Text("id") }

// Read reads one by its id.
func (s *Nova) Read(k *Kind, id string) (*pytext.Dict, error) {
	d, err := s.Get(k.path + "/" + Escape(id))
	if err != nil {
		return nil, err
	}
	return One(d, k.root)
}

// Server finds the server that an argument names.
func (s *Nova) Server() (*Resource, error) { return s.Found("server") }

// Find finds a resource as nova does: by its id where the name can be one, by its name, by its slug, and by its id again where the name is a
// number. More are parameters of the list.
func (s *Nova) Find(k *Kind, name string, more ...string) (*Resource, error) {
	if s.Explain {
		return Whole(pytext.NewDict("id", name, "name", name)), nil
	}
	for _, mayBeID := range [...]bool{k.anyID, isUUID(name)} {
		if !mayBeID {
			continue
		}
		if d, err := s.Read(k, name); err == nil || !notFound(err) {
			return Whole(d), err
		}
	}
	for _, slug := range []bool{false, true} {
		found, err := s.named(k, name, slug, more)
		switch {
		case err != nil:
			return nil, err
		case len(found) > 1:
			return nil, Errorf("Multiple %s matches found for '%s', use an ID to be more specific.", k.class, name)
		case len(found) == 1:
			return Whole(found[0]), nil
		}
	}
	if n, ok := argparse.ParseInt(name); ok {
		if d, err := s.Read(k, strconv.Itoa(n)); err == nil || !notFound(err) {
			return Whole(d), err
		}
	}
	return nil, &MissingError{k.class, name}
}

// MissingError says that nothing has a name.
type MissingError struct{ class, name string }

func (e *MissingError) Error() string {
	return "No " + e.class + " with a name or ID of '" + e.name + "' exists."
}

// named finds those that have a name, or whose name has a slug.
func (s *Nova) named(k *Kind, name string, slug bool, more []string) ([]*pytext.Dict, error) {
	path := k.path + k.allTypes
	if k.byName {
		path += Query(append(more, "name", name)...)
	} else if !slug {
		path += k.detail
	}
	all, err := s.List(path, k.list)
	if err != nil {
		return nil, err
	}
	var found []*pytext.Dict
	for _, d := range all {
		have, ok := d.Get(k.name)
		text, isText := have.(string)
		if slug {
			ok, text = ok && k.slug, Slug(text)
		}
		if !ok || !isText || text != name {
			continue
		}
		if k.slug {
			if d, err = s.Read(k, d.Text("id")); err != nil {
				return nil, err
			}
		}
		found = append(found, d)
	}
	return found, nil
}

// isUUID reports whether a name has the form of a UUID.
func isUUID(name string) bool {
	bare := strings.ReplaceAll(strings.Trim(strings.NewReplacer("urn:", "", "uuid:", "").Replace(name), "{}"), "-", "")
	return len(bare) == 32 && strings.Trim(strings.ToLower(bare), "0123456789abcdef") == ""
}

// Slug is a name as people write it in addresses.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r == '-' || r == ' ' || r == '\t' || r == '\n':
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), "-")
}
