package api

import (
	"fmt"
	"reflect"
	"sync"
)

// A root is a document's only member in JSON, and its root element in XML: the registry has every one that the guide
// and the real clouds name.
type root struct {
	declaration
	field *field
	links *shape // of a page: what stands beside the items
}

// declaration is a row of the registry.
type declaration struct {
	json  string
	xml   string         // as in a struct's tags
	space string         // the namespace; "" for none
	bare  string         // the member by which an answer is known, where answers come without the namespace that requests have
	atom  bool           // the guide's documents declare Atom's namespace, used or not
	page  bool           // a collection, with its links beside it (guide 1.6)
	none  string         // what an empty element is in JSON; "" is an empty object
	types []reflect.Type // those that share the element
}

const (
	metaRoot    = "meta"    // a pair by itself: <meta key="Label">Web</meta>
	networkRoot = "network" // JSON has the label in its place (fact 37)
)

func types(values ...any) []reflect.Type {
	all := make([]reflect.Type, len(values))
	for i, v := range values {
		all[i] = reflect.TypeOf(v)
	}
	return all
}

// declarations returns the rows of the registry.
func declarations() []declaration {
	rows := []declaration{
		{json: "server", space: computeSpace, types: types(Server{}, ServerCreate{})},
		{json: "servers", xml: "servers>server", space: computeSpace, atom: true, page: true, types: types([]Server{})},
		{json: "image", space: computeSpace, types: types(Image{})},
		{json: "images", xml: "images>image", space: computeSpace, atom: true, page: true, types: types([]Image{})},
		{json: "flavor", space: computeSpace, types: types(Flavor{})},
		{json: "flavors", xml: "flavors>flavor", space: computeSpace, atom: true, page: true, types: types([]Flavor{})},
		{json: "extra_specs", xml: "extra_specs>*", space: computeSpace, types: types(Metadata{})},
		{json: "metadata", xml: "metadata>meta[key]", space: computeSpace, types: types(Metadata{})},
		{json: metaRoot, xml: "meta>meta[key]", space: computeSpace, types: types(Metadata{})},
		{json: "addresses", xml: "addresses>network[id]>ip", space: computeSpace, types: types(Addresses{})},
		{json: networkRoot, xml: "network>network[id]>ip", space: computeSpace, types: types(Addresses{})},
		{json: "volumeAttachment", space: computeSpace, bare: "id", types: types(VolumeAttachment{})}, // examples 2.54, 2.55
		{json: "volumeAttachments", xml: "volumeAttachments>volumeAttachment", page: true, types: types([]VolumeAttachment{})},
		{json: "keypair", types: types(Keypair{})}, // without a namespace, as Nova wrote them
		{json: "keypairs", xml: "keypairs>keypair", page: true, types: types([]Keypair{})},
		{json: "os-getConsoleOutput", space: computeSpace, types: types(GetConsoleOutput{})},
		{json: "output", xml: ",element", types: types("")}, // as Nova wrote what has no schema: without a namespace
		{json: "console", types: types(Console{})},
		{json: "instanceActions", xml: "instanceActions>instanceAction", page: true, types: types([]InstanceAction{})},
		{json: "server_group", space: computeSpace, types: types(ServerGroup{})},
		{json: "server_groups", xml: "server_groups>server_group", space: computeSpace, page: true, types: types([]ServerGroup{})},
		{json: "limits", space: commonSpace, types: types(Limits{})},
		{json: "version", space: commonSpace, types: types(Version{})},
		{json: "versions", xml: "versions>version", space: commonSpace, page: true, types: types([]Version{})},
		{json: "extension", space: commonSpace, atom: true, types: types(Extension{})},
		{json: "extensions", xml: "extensions>extension", space: commonSpace, atom: true, page: true, types: types([]Extension{})},
		{json: "auth", space: identitySpace, types: types(Auth{})},
		{json: "access", space: identitySpace, types: types(Access{})},
		{json: "changePassword", space: computeSpace, types: types(ChangePassword{})},
		{json: "reboot", space: computeSpace, types: types(Reboot{})},
		{json: "rebuild", space: computeSpace, types: types(Rebuild{})},
		{json: "resize", space: computeSpace, types: types(Resize{})},
		{json: "confirmResize", space: computeSpace, none: "null", types: types(noMembers{})},
		{json: "revertResize", space: computeSpace, none: "null", types: types(noMembers{})},
		{json: "rescue", space: rescueSpace, none: "null", types: types(Rescue{})},
		{json: "unrescue", space: serversSpace, none: "null", types: types(noMembers{})},
		{json: "createImage", space: computeSpace, types: types(CreateImage{})},
		{json: "addSecurityGroup", space: computeSpace, types: types(SecurityGroupAction{})},
		{json: "removeSecurityGroup", space: computeSpace, types: types(SecurityGroupAction{})},
		{json: "adminPass", xml: ",element", types: types("")}, // rescue's answer has no namespace (fact 15)
		{json: "image_schedule", space: scheduleSpace, types: types(ImageSchedule{})},
		{json: "RS-CBS:attach-volume", space: volumesSpace, types: types(noMembers{})}, // guide 1.10.3
	}
	for _, kind := range FaultKinds() {
		rows = append(rows, declaration{json: kind, space: computeSpace, types: types(Fault{})})
	}
	return rows
}

// registry is the declared roots by their JSON names. It is built once, from the types; a test says that it builds.
var registry = sync.OnceValues(func() (map[string]root, error) {
	roots := map[string]root{}
	for _, d := range declarations() {
		s, err := declare(d.types...)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.json, err)
		}
		f, err := newField(d.json, d.xml, s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.json, err)
		}
		if _, ok := roots[d.json]; ok {
			return nil, fmt.Errorf("%s: declared twice", d.json)
		}
		roots[d.json] = root{declaration: d, field: f, links: linksShape(d)}
	}
	return roots, nil
})

// linksShape is what stands beside the items of a page: {"servers":[…],"servers_links":[…]}.
func linksShape(d declaration) *shape {
	if !d.page {
		return nil
	}
	list, _ := shapeOf(reflect.TypeFor[[]Link]())
	f, _ := newField(d.json+"_links", "atom:link", list)
	s := &shape{kind: kindObject, byJSON: map[string]*field{}, byXML: map[qname]*field{}}
	_ = s.take(f) // the first can't conflict
	return s
}

// namedRoot returns the root with a JSON name.
func namedRoot(name string) (root, bool) {
	roots, _ := registry()
	d, ok := roots[name]
	return d, ok
}

// findRoot returns the root for the name of a root element. Real documents miss their namespaces: the local name is
// enough.
func findRoot(alias, local string) (root, bool) {
	if d, ok := namedRoot(qname{alias, local}.String()); ok {
		return d, true
	}
	return namedRoot(local)
}

// pageRoot returns the root of a JSON document that is a page.
func pageRoot(doc *jvalue) (root, bool) {
	for _, m := range doc.members {
		if d, ok := namedRoot(m.name); ok && d.page && m.value.kind == '[' {
			return d, true
		}
	}
	return root{}, false
}
