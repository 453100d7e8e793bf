package servers

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// wrap is the value of --wrap.
func wrap(s *session.Nova) int {
	n, _ := s.Args.Int("wrap")
	return n
}

// networks goes through the addresses of a server by network, in the order of the networks' names.
func networks(server *pytext.Dict, yield func(label, addresses string)) {
	addresses := server.Dict("addresses")
	for _, label := range slices.Sorted(slices.Values(addresses.Keys())) {
		yield(label, strings.Join(addresses.Texts(label, "addr"), ", "))
	}
}

// networksOf shows a server's addresses in a cell.
func networksOf(server *pytext.Dict) string {
	var parts []string
	networks(server, func(label, addresses string) {
		if len(server.Dict("addresses").List(label)) > 0 {
			parts = append(parts, label+"="+addresses)
		}
	})
	return strings.Join(parts, "; ")
}

// printServer prints a server; nil: the one that the line names. What can't be read of a new one doesn't keep back its password.
func printServer(s *session.Nova, r *session.Resource, wrap int) error {
	if r == nil {
		var err error
		if r, err = s.Server(); err != nil {
			return err
		}
	}
	if s.Explain {
		return s.ExplainRequest("GET", "/servers/"+session.Escape(r.ID()), nil)
	}
	_, _ = r.Attr("addresses")
	info := r.Clone()
	networks(r.Dict, func(label, addresses string) { info.Set(label+" network", addresses) })
	showFlavor(s, info)
	if _, ok := info.Get("security_groups"); ok {
		names := slices.Sorted(slices.Values(info.Texts("security_groups", "name")))
		info.Set("security_groups", strings.Join(slices.Compact(names), ", "))
	}
	showImage(s, info)
	for _, name := range []string{"links", "addresses", "OS-EXT-SRV-ATTR:user_data"} {
		info.Delete(name)
	}
	if err := s.PrintDict(info, wrap); err != nil {
		return err
	}
	return r.Err
}

// showFlavor puts the flavor's name into a server's table, or the flavor's members from 2.47 on.
func showFlavor(s *session.Nova, info *pytext.Dict) {
	flavor := info.Dict("flavor")
	minimal := s.Args.Bool("minimal")
	switch id := flavor.Text("id"); {
	case s.Minor >= 47 && minimal:
		info.Set("flavor", flavor.Text("original_name"))
	case s.Minor >= 47:
		info.Delete("flavor")
		addMembers(info, "flavor:", flavor)
	case minimal:
		info.Set("flavor", id)
	default:
		found, err := s.Find(session.Flavors, id)
		if err != nil {
			found = session.Whole(pytext.NewDict("name", "Flavor not found"))
		}
		info.Set("flavor", found.Text("name")+" ("+id+")")
	}
}

// showImage puts the image's name into a server's table.
func showImage(s *session.Nova, info *pytext.Dict) {
	image := info.Dict("image")
	id := image.Text("id")
	switch {
	case len(image.Keys()) == 0:
		info.Set("image", "Attempt to boot from volume - no image supplied")
	case s.Args.Bool("minimal"):
		info.Set("image", id)
	default:
		name := "Image not found"
		if d, err := s.FindImage(id); err == nil {
			name = d.Text("name")
		}
		info.Set("image", name+" ("+id+")")
	}
}

// printAndPoll prints a server that the cloud makes, and waits for it as --poll asks for.
func printAndPoll(s *session.Nova, d *pytext.Dict, doing string) error {
	server := s.Changed(session.Servers, d)
	if err := printServer(s, server, 0); err != nil || !s.Args.Bool("poll") {
		return err
	}
	return s.Poll(session.Servers, server.ID(), doing, "active")
}
